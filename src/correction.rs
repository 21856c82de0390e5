//! What a reader puts right: kinds of names, which names are of the same, what is no name and what is no event.
//!
//! A correction names its object by its words, not by its place, so that it holds when the text is edited, read again,
//! or opened elsewhere. Those about names change what the stages behind the names see: pronouns, positions, voices and
//! the summary follow. They are carried out in their order, a later one on what the earlier ones left.

use crate::report::view::EntityType;
use crate::text::single_spaced;
use serde::{Deserialize, Serialize};

/// One thing put right; `names` are words of the text with single spaces, each one name of what is meant.
///
/// # Example
/// ```
/// use article_lens::{Correction, Options, analyze, parse_date};
/// let wrong: Correction = serde_json::from_str(r#"{"kind": "notName", "names": ["Spain"]}"#)?;
/// let options = Options::new(parse_date("today", "2025-05-12")?).corrected(vec![wrong]);
/// assert!(analyze("Spain thanked Portugal.", &options).entities.iter().all(|entity| entity.name != "Spain"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", try_from = "Given")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(!try_from))]
pub enum Correction {
    /// What is called so is of this kind.
    Type {
        /// Its names.
        names: Vec<String>,
        /// Its kind; of the kinds of names, not of amounts.
        #[serde(rename = "type")]
        entity_type: EntityType,
    },
    /// Nothing is called so.
    NotName {
        /// The words that are no names.
        names: Vec<String>,
    },
    /// All that is called so is one and the same; the first name is what it is called.
    Merge {
        /// Its names.
        names: Vec<String>,
    },
    /// What is called so is something else than what goes by the other names that it was put with.
    Split {
        /// Its names.
        names: Vec<String>,
    },
    /// These words tell no event.
    NotEvent {
        /// The words that were taken to show it.
        words: String,
    },
}

impl Correction {
    /// The words that it speaks of.
    pub fn words(&self) -> &[String] {
        match self {
            Correction::Type { names, .. }
            | Correction::NotName { names }
            | Correction::Merge { names }
            | Correction::Split { names } => names,
            Correction::NotEvent { words } => std::slice::from_ref(words),
        }
    }

    /// Whether the text has any of its words, without which it can do nothing.
    pub fn fits(&self, text: &str) -> bool {
        let text = single_spaced(text);
        self.words().iter().any(|words| text.contains(words.as_str()))
    }

    /// Whether it speaks of just these words.
    pub(crate) fn is_of(&self, words: &str) -> bool {
        self.words().iter().any(|name| name == words)
    }
}

/// A correction as it comes in. Read flat, and only then taken for one of the kinds: reading an enum by its tag costs 8 kB
/// more in the module.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    kind: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default, rename = "type")]
    entity_type: String,
    #[serde(default)]
    words: String,
}

impl TryFrom<Given> for Correction {
    type Error = String;

    fn try_from(given: Given) -> Result<Self, String> {
        let Given { kind, names, entity_type, words } = given;
        match kind.as_str() {
            "type" => match EntityType::from_word(&entity_type).filter(|kind| EntityType::NAMED.contains(kind)) {
                Some(entity_type) => Ok(Correction::Type { names, entity_type }),
                None => Err(format!("a name has no type {entity_type:?}")),
            },
            "notName" => Ok(Correction::NotName { names }),
            "merge" => Ok(Correction::Merge { names }),
            "split" => Ok(Correction::Split { names }),
            "notEvent" => Ok(Correction::NotEvent { words }),
            _ => Err(format!("there is no correction {kind:?}: its kind is type, notName, merge, split or notEvent")),
        }
    }
}
