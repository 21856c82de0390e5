//! The Phoenix dictionaries of actors: blocks of names, each followed by lines of codes.

use super::{Source, hex};
use anyhow::Context;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Names of one actor with its codes.
pub(super) struct Actor {
    /// The words of each of its names, in capitals as the dictionaries write them.
    pub names: Vec<Vec<String>>,
    /// Its codes, such as `IGOUNO` or `AFGGOV`.
    pub codes: Vec<String>,
    /// Whether a code has a time, which is how the dictionaries write people in office.
    pub timed: bool,
}

/// The dictionaries in one folder.
pub(super) struct Phoenix<'a> {
    folder: &'a Path,
    hash: Sha256,
    read: usize,
    /// How many rows each list got from here.
    pub kept: BTreeMap<&'static str, usize>,
}

impl<'a> Phoenix<'a> {
    pub(super) fn open(folder: &'a Path) -> Self {
        Phoenix { folder, hash: Sha256::new(), read: 0, kept: BTreeMap::new() }
    }

    /// Reads one dictionary.
    pub(super) fn read(&mut self, file: &str) -> anyhow::Result<Vec<Actor>> {
        let path = self.folder.join(file);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        self.hash.update(&bytes);
        let actors = actors(&bytes);
        self.read += actors.len();
        Ok(actors)
    }

    /// What was read.
    pub(super) fn source(self) -> Source {
        Source {
            name: "Open Event Data, Phoenix dictionaries of actors (Countries, International, MilNonState)",
            version: "2014",
            licence: "MIT",
            sha256: hex(self.hash),
            rows: self.read,
            kept: self.kept,
        }
    }
}

fn actors(bytes: &[u8]) -> Vec<Actor> {
    // Parts of the dictionaries are Latin-1, parts UTF-8.
    let mut actors = Vec::new();
    let mut actor = Actor { names: Vec::new(), codes: Vec::new(), timed: false };
    for line in bytes.split(|b| *b == b'\n') {
        let line = match std::str::from_utf8(line) {
            Ok(line) => line.to_owned(),
            Err(_) => line.iter().map(|b| char::from(*b)).collect(),
        };
        let line = line.split([';', '#']).next().unwrap_or_default();
        let (name, code) = line.split_once('[').unwrap_or((line, ""));
        let name: Vec<String> = name
            .trim_start_matches(['+', '-'])
            .split(['_', ' ', '\t', '\r'])
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        if !name.is_empty() {
            if !actor.codes.is_empty() {
                actors
                    .push(std::mem::replace(&mut actor, Actor { names: Vec::new(), codes: Vec::new(), timed: false }));
            }
            actor.names.push(name);
        }
        if let Some(code) = code.split(']').next().filter(|code| !code.is_empty()) {
            actor.timed |= code.contains(|c: char| c.is_ascii_digit());
            actor.codes.push(code.split([' ', '>', '<']).next().unwrap_or_default().to_owned());
        }
    }
    actors.push(actor);
    actors
}
