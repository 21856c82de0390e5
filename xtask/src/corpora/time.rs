//! Texts with their temporal expressions and dated events, as JSON Lines.

use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// A temporal expression of the gold, or one that was found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Timex {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// TIMEX3 type.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// TIMEX3 value.
    #[serde(default)]
    pub value: String,
    /// What it is for the document: the date of its creation does not count.
    #[serde(rename = "functionInDocument", default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// The last value of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_value: Option<String>,
}

/// An event of the gold.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its sentence.
    #[serde(default)]
    pub sent: usize,
    /// When it happened, if the gold says so.
    #[serde(default)]
    pub date: Option<String>,
}

/// A text with the day it was published.
#[derive(Debug, Clone, Deserialize)]
pub struct TimedText {
    /// Its name within the corpus.
    pub id: String,
    /// The day of publication in ISO 8601, or nothing.
    pub dct: Option<String>,
    /// The text.
    pub text: String,
    /// Its temporal expressions.
    #[serde(default)]
    pub timexes: Vec<Timex>,
    /// Where the annotation ends, in code points.
    #[serde(default)]
    pub eval_end: Option<usize>,
    /// Its sentences, in code points.
    #[serde(default)]
    pub sents: Vec<(usize, usize)>,
    /// Its events.
    #[serde(default)]
    pub events: Vec<GoldEvent>,
}

/// Reads a file, one JSON object a line.
pub fn read(path: &Path) -> anyhow::Result<Vec<TimedText>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(at, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(row).collect()
}
