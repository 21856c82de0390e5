//! The gold corpora, read from the folder that `--corpora` names; nothing of them is kept in the project.

pub mod gum;
pub mod stance;
pub mod time;

use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// A text with the names that people (or a teacher) marked in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Labelled {
    /// Its name within the corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Start, end and label of each name; Unicode code points, half open, the corpus's own labels.
    #[serde(default)]
    pub entities: Vec<(usize, usize, String)>,
}

/// The four kinds of name that the corpora have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// People.
    Per,
    /// Organisations.
    Org,
    /// Places, states and buildings.
    Loc,
    /// Peoples, events, works, laws, products.
    Misc,
}

impl Kind {
    /// Its usual abbreviation.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Per => "PER",
            Kind::Org => "ORG",
            Kind::Loc => "LOC",
            Kind::Misc => "MISC",
        }
    }

    /// The kind that a corpus's label stands for; none for labels that are no names (dates, sums).
    pub fn from_label(label: &str) -> Option<Kind> {
        Some(match label {
            "PER" | "PERSON" | "person" | "Person" | "per" | "politician" | "Per" | "people" => Kind::Per,
            "ORG" | "ORGANIZATION" | "Organization" | "organization" | "organisation" | "Organisation" | "org"
            | "corporation" | "group" | "politicalparty" | "Org" => Kind::Org,
            "LOC" | "GPE" | "FAC" | "LOCATION" | "Location" | "location" | "place" | "Place" | "geo" | "Facility"
            | "country" | "Loc" | "facility" => Kind::Loc,
            "MISC" | "NORP" | "EVENT" | "WORK_OF_ART" | "WORK" | "LAW" | "LANGUAGE" | "PRODUCT" | "Misc"
            | "Product" | "gpe" | "eve" | "art" | "nat" | "event" | "misc" | "election" | "creative-work"
            | "product" | "norp" | "Nationality" | "object" => Kind::Misc,
            _ => return None,
        })
    }
}

/// Reads a file of labelled texts, one JSON object a line.
pub fn labelled(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(at, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1))
    };
    text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(row).collect()
}

/// The byte offset of each code point of `text`, and of its end.
pub fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Whether a document belongs to the half that is kept out of training: a fair coin that its name decides.
pub fn is_held_out(id: &str) -> bool {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ hash >> 29).count_ones() % 2 == 0
}
