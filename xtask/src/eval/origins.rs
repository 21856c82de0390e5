//! Recall of people by the part of the world that their names come from, as the lists of names tell it.

use super::Score;
use super::names::spans;
use crate::corpora::{Kind, Labelled};
use anyhow::Context;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What a name has whose words are in no list.
const UNKNOWN: &str = "unknown";

/// The part of the world of each listed surname and given name.
pub struct Origins {
    surnames: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
}

impl Origins {
    /// Reads both lists.
    pub fn read() -> anyhow::Result<Self> {
        Ok(Self { surnames: list("surnames")?, given: list("given_names")? })
    }

    /// Where a name comes from: its last word as a surname, else its first as a given name.
    fn of(&self, name: &str) -> &str {
        let surname = name.split_whitespace().next_back().and_then(|last| self.surnames.get(last));
        let given = || name.split_whitespace().next().and_then(|first| self.given.get(first));
        surname.or_else(given).map_or(UNKNOWN, String::as_str)
    }

    /// How many of the people in `gold` were found, by origin; only the counts of the recall are filled in.
    pub fn recall(&self, gold: &[Labelled], found: &[Labelled]) -> BTreeMap<String, Score> {
        let kinds = BTreeSet::from([Kind::Per]);
        let mut scores: BTreeMap<String, Score> = BTreeMap::new();
        for (text, found) in gold.iter().zip(found) {
            let given = spans(&text.text, &found.entities, &kinds);
            for (start, end) in spans(&text.text, &text.entities, &kinds).into_keys() {
                let name: String = text.text.chars().skip(start).take(end - start).collect();
                let score = scores.entry(self.of(&name).to_owned()).or_default();
                score.gold += 1;
                score.right += usize::from(given.contains_key(&(start, end)));
            }
        }
        scores
    }
}

/// A list of names with its last column, the origin.
fn list(file: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let path = crate::root().join(format!("data/gazetteer/{file}.tsv"));
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |line: &str| {
        let mut columns = line.split('\t');
        Some((columns.next()?.to_owned(), columns.nth(1)?.to_owned()))
    };
    Ok(text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect())
}

/// Prints the table.
pub fn print(corpus: &str, scores: &BTreeMap<String, Score>) {
    println!("people by origin, {corpus}{:>8}{:>8}{:>8}", "recall", "found", "gold");
    for (origin, score) in scores {
        println!("    {origin:<27}{:>8.1}{:>8}{:>8}", score.recall(), score.right, score.gold);
    }
}

/// The table as JSON.
pub fn json(scores: &BTreeMap<String, Score>) -> Value {
    let row = |(origin, score): (&String, &Score)| {
        let recall = (score.recall() * 10.0).round() / 10.0;
        (origin.clone(), serde_json::json!({"r": recall, "right": score.right, "gold": score.gold}))
    };
    Value::Object(scores.iter().map(row).collect::<Map<_, _>>())
}
