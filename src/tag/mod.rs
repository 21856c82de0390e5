//! Tokens to parts of speech and lemmas.

pub mod features;
mod lemma;
mod model;
mod tagset;

use crate::lexicon::Lexicon;
use crate::segment::Document;

pub use lemma::lemma;
pub use model::best;
pub use tagset::Tag;

/// Tag and lemma of every token, by token index.
#[derive(Debug)]
pub struct Tags {
    tags: Vec<Tag>,
    lemmas: Vec<String>,
}

impl Tags {
    /// The tag of a token; a sign beyond the text.
    pub fn tag(&self, token: usize) -> Tag {
        self.tags.get(token).copied().unwrap_or(Tag::Sign)
    }

    /// The lemma of a token, in lower case; empty beyond the text.
    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token).map_or("", String::as_str)
    }
}

/// Tags every sentence of `document`.
pub fn tag_document(document: &Document<'_>, lexicon: &Lexicon<'_>) -> Tags {
    let mut tags = vec![Tag::Sign; document.tokens.len()];
    for sentence in &document.sentences {
        let looks = features::look(document, sentence.tokens.clone(), sentence.kind, lexicon);
        for (look, tag) in looks.iter().zip(model::tag(&looks, &lexicon.tagger)) {
            tags[look.token] = tag;
        }
    }
    let lemmas = document.tokens.iter().zip(&tags).map(|(token, &tag)| lemma(&token.lower, tag, lexicon)).collect();
    Tags { tags, lemmas }
}
