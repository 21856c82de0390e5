//! Texts with who says what, and sentences with who does what to whom, as JSON Lines.

use anyhow::Context;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// First code point and one past the last one.
pub type Range = (usize, usize);

/// A source, its cue and its content; each may stand in several pieces or be missing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Attributed {
    /// Who says it.
    #[serde(default)]
    pub source: Vec<Range>,
    /// The words that tell that it is said.
    #[serde(default)]
    pub cue: Vec<Range>,
    /// What is said.
    #[serde(default)]
    pub content: Vec<Range>,
}

/// A text with its attributions.
#[derive(Debug, Clone, Deserialize)]
pub struct AttributedText {
    /// Its name within the corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Whether this annotation counts, where a text has several.
    #[serde(default = "counts")]
    pub primary: bool,
    /// Its attributions.
    pub attributions: Vec<Attributed>,
}

fn counts() -> bool {
    true
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Deserialize)]
pub struct Party {
    /// The words that name them; a part of the noun phrase.
    pub text: String,
}

/// A sentence with its event.
#[derive(Debug, Clone, Deserialize)]
pub struct EventSentence {
    /// Its name within the corpus.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The class of the event, by an early or the present codebook of PLOVER.
    pub event: String,
    /// Who does it.
    pub source: Vec<Party>,
    /// To whom it is done.
    pub target: Vec<Party>,
}

/// A statement that somebody marked by hand.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedStatement {
    /// Its name within the article.
    pub id: String,
    /// Who holds it: a key of the entities, `narrator` or `unnamed`.
    pub source: String,
    /// Who holds it too.
    #[serde(default)]
    pub co_sources: Vec<String>,
    /// Whom the writer has it from.
    pub via: Option<String>,
    /// The act, one of the seventeen.
    pub act: String,
    /// The words that tell it, in UTF-16 code units.
    pub cue_span: Range,
    /// Towards whom and about what.
    pub targets: Vec<MarkedTarget>,
}

/// A target of a [`MarkedStatement`].
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedTarget {
    /// A key of the entities, or of the topics.
    pub target: String,
    /// -1, 0 or 1.
    pub polarity: i8,
}

/// The names of somebody who takes part in marked statements.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedEntity {
    /// The name.
    pub name: String,
    /// What the article calls them.
    pub forms: Vec<String>,
}

/// The statements that somebody marked in one article.
#[derive(Debug, Clone, Deserialize)]
pub struct MarkedArticle {
    /// Who takes part.
    pub entities: BTreeMap<String, MarkedEntity>,
    /// In text order.
    pub statements: Vec<MarkedStatement>,
}

/// Reads a file of JSON Lines.
pub fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1)))
        .collect()
}
