//! The recognizer of names: a linear-chain model over hashed features, decoded by Viterbi's algorithm.
//!
//! Its weights are trained by `cargo xtask names train`; `data/model/MODEL_CARD.md` tells from what and how well.

pub mod features;
pub mod labels;

use crate::lexicon::Lexicon;
use crate::linear::{Weights, combine, viterbi};
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::tag::Tags;
use features::Features;
use labels::{LABELS, may_follow, read};
use std::ops::Range;

/// The kind of the features that say which label follows which.
const TRANSITION: u8 = 255;
/// The score of what may not be.
const NEVER: i32 = -1_000_000;

/// The feature that holds the weights of all labels behind `label`.
pub fn transition(label: usize) -> u64 {
    combine(TRANSITION, &[label as u64])
}

/// A name as the recognizer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its kind.
    pub kind: EntityType,
    /// By how much the sum of its words' scores for this kind beats that for the next best kind.
    pub margin: i32,
}

/// Finds the names of an article.
pub fn tag(document: &Document<'_>, tags: &Tags, lexicon: &Lexicon<'_>) -> Vec<Tagged> {
    let features = Features::new(document, tags, lexicon);
    let transitions = transitions(&lexicon.recognizer);
    let mut names = Vec::new();
    let mut scores = Vec::new();
    for sentence in &document.sentences {
        let range = sentence.tokens.clone();
        let flags = features.flags(&range, sentence.kind);
        scores.clear();
        scores.resize(range.len() * LABELS, 0);
        for (at, row) in range.clone().zip(scores.chunks_mut(LABELS)) {
            features.each(at, &range, flags, &mut |feature| lexicon.recognizer.add(feature, row));
        }
        // A name cannot begin in its middle.
        for (label, score) in scores.iter_mut().take(LABELS).enumerate() {
            *score += if may_follow(labels::OUTSIDE, label as u8) { 0 } else { NEVER };
        }
        collect(&viterbi(&scores, &transitions, LABELS), &scores, range.start, &mut names);
    }
    names
}

/// The weights of each label behind each other.
fn transitions(weights: &Weights<'_>) -> Vec<i32> {
    let mut table = vec![0; LABELS * LABELS];
    for (before, row) in table.chunks_mut(LABELS).enumerate() {
        weights.add(transition(before), row);
        for (after, score) in row.iter_mut().enumerate() {
            if !may_follow(before as u8, after as u8) {
                *score += NEVER;
            }
        }
    }
    table
}

/// Reads names off the labels of a sentence.
fn collect(found: &[u8], scores: &[i32], start: usize, names: &mut Vec<Tagged>) {
    let mut at = 0;
    while at < found.len() {
        let Some((kind, _)) = read(found[at]) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        while end < found.len() && read(found[end]) == Some((kind, false)) {
            end += 1;
        }
        let total = |kind: EntityType| -> i32 {
            let of = |i: usize| {
                scores[i * LABELS + usize::from(if i == at { labels::begin(kind) } else { labels::inside(kind) })]
            };
            (at..end).map(of).sum()
        };
        let next = EntityType::NAMED.iter().filter(|k| **k != kind).map(|k| total(*k)).max().unwrap_or(0);
        names.push(Tagged { tokens: start + at..start + end, kind, margin: total(kind) - next });
        at = end;
    }
}
