//! The committed scores in `data/model/scores.toml`, which no change may fall below unseen.

use anyhow::{Context, bail};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// How far a score may fall, in points.
const TOLERANCE: f64 = 1.0;

/// What is kept of each row of a task: the scores with an F1.
const KEPT: [(&str, &[&str]); 6] = [
    ("ner", &["PER", "ORG", "LOC", "main", "spans"]),
    ("coref", &["pronouns", "aliases", "lea"]),
    ("attribution", &["precision", "recall", "link", "direct"]),
    ("polarity", &["macro", "negative", "neutral", "positive"]),
    ("stance", &["first", "parties", "found", "acts"]),
    ("time", &["strict", "relaxed", "value", "day", "date", "item", "event"]),
];

const HEAD: &str = "# Scores of the engine on gold data, F1 or shares in percent, and statements counted,, by task and corpus.\n\
    # Written by `cargo xtask eval all --corpora DIR --write-floors`; `--floors` fails where one is lower by more than a point.\n\n";

/// Task, corpus, name of the score.
type Floors = BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>;

fn path() -> PathBuf {
    crate::root().join("data/model/scores.toml")
}

/// Picks what is kept out of all scores.
fn kept(scores: &Map<String, Value>) -> Floors {
    let mut floors = Floors::new();
    for (task, names) in KEPT {
        for (corpus, row) in scores.get(task).and_then(Value::as_object).into_iter().flatten() {
            let score = |name: &&str| {
                let value = row.get(name)?;
                Some(((*name).to_owned(), value.get("f1").unwrap_or(value).as_f64()?))
            };
            let row: BTreeMap<String, f64> = names.iter().filter_map(score).collect();
            if !row.is_empty() {
                floors.entry(task.to_owned()).or_default().insert(corpus.clone(), row);
            }
        }
    }
    floors
}

/// Writes the scores as the new floors.
pub fn write(scores: &Map<String, Value>) -> anyhow::Result<()> {
    let text = HEAD.to_owned() + &toml::to_string(&kept(scores))?;
    fs::write(path(), text).with_context(|| format!("cannot write {}", path().display()))
}

/// Fails where a score is lower than its floor by more than a point, or is missing.
pub fn check(scores: &Map<String, Value>) -> anyhow::Result<()> {
    let text = fs::read_to_string(path()).with_context(|| format!("cannot read {}", path().display()))?;
    let (floors, scores): (Floors, Floors) = (toml::from_str(&text)?, kept(scores));
    let mut fallen = Vec::new();
    for (task, corpora) in floors.iter().filter(|(task, _)| scores.contains_key(*task)) {
        for (corpus, row) in corpora {
            for (name, floor) in row {
                let score = scores[task].get(corpus).and_then(|row| row.get(name)).copied().unwrap_or(0.0);
                if score < floor - TOLERANCE {
                    fallen.push(format!("{task}, {corpus}, {name}: {score:.1}, was {floor:.1}"));
                }
            }
        }
    }
    if !fallen.is_empty() {
        bail!("scores have fallen by more than {TOLERANCE} point:\n{}", fallen.join("\n"));
    }
    Ok(())
}
