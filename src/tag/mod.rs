//! Tokens to parts of speech and lemmas.

pub mod features;
mod lemma;
mod model;
mod tagset;

use crate::lexicon::Lexicon;
use crate::segment::Document;
use std::ops::Range;

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
        for at in sentence.tokens.clone() {
            if tags[at] == Tag::Jj
                && goes_on(document, &tags[..sentence.tokens.end], sentence.tokens.start..at, lexicon)
            {
                tags[at] = Tag::Vbg;
            } else if is_infinitive(document, &tags[..sentence.tokens.end], sentence.tokens.start..at, lexicon) {
                tags[at - 1] = Tag::To;
                tags[at] = Tag::Vb;
            } else if tags[at] == Tag::Vb {
                tags[at] = inflected(&document.tokens[at].lower, lexicon).unwrap_or(Tag::Vb);
            }
        }
    }
    let lemmas = document.tokens.iter().zip(&tags).map(|(token, &tag)| lemma(&token.lower, tag, lexicon)).collect();
    Tags { tags, lemmas }
}

/// Whether the word at `before.end`, read as a noun or adjective, is the verb of an infinitive: "to" stands before it,
/// a noun phrase that it governs behind it ("to free aid workers", "to endorse Harold Pym").
fn is_infinitive(document: &Document<'_>, tags: &[Tag], before: Range<usize>, lexicon: &Lexicon<'_>) -> bool {
    let at = before.end;
    let word = &document.tokens[at].lower;
    if before.is_empty() || !document.tokens[at - 1].is("to") || !matches!(tags[at], Tag::Nn | Tag::Jj) {
        return false;
    }
    let listed = lexicon.words.first(word).map(|row| row.field(0));
    let bare = |tags: &str| tags.split(' ').any(|tag| Tag::from_word(tag) == Tag::Vb);
    let known = listed.is_some_and(bare);
    let lone = listed.is_none() && !word.ends_with(['s', 'y', 'n', 'r']) && word.chars().all(char::is_alphabetic);
    let governs = match tags.get(at + 1) {
        Some(Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Nnp) => true,
        Some(Tag::Nn | Tag::Nns) => known && tags[at] == Tag::Jj,
        _ => false,
    };
    governs && (known || lone)
}

/// The tag of a word read as a bare verb that is none by its ending ("committed to opening", "led to heightened alert").
fn inflected(word: &str, lexicon: &Lexicon<'_>) -> Option<Tag> {
    let tag = if word.ends_with("ing") { Tag::Vbg } else { Tag::Vbn };
    let ending = word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"));
    let listed = lexicon.words.first(word).map_or("", |row| row.field(0));
    let bare = listed.split(' ').any(|tag| matches!(Tag::from_word(tag), Tag::Vb | Tag::Vbp));
    (ending && !bare).then_some(tag)
}

/// Whether the -ing form at `before.end`, read as an adjective, goes on telling after a comma (“…,
/// striking military installations”): its object follows, and no adjective that it could be listed
/// with stands before the comma.
fn goes_on(document: &Document<'_>, tags: &[Tag], before: Range<usize>, lexicon: &Lexicon<'_>) -> bool {
    let at = before.end;
    let word = document.tokens[at].lower.as_str();
    let can_be = || lexicon.words.first(word).is_some_and(|row| row.field(0).contains(Tag::Vbg.as_str()));
    let comma = || before.clone().rev().find(|&i| !document.is_quote(i)).filter(|&i| document.tokens[i].is(","));
    word.ends_with("ing")
        && tags.get(at + 1).is_some_and(|next| next.is_noun() || next.is_adjective())
        && comma().is_some_and(|comma| comma > before.start && !tags[comma - 1].is_adjective())
        && can_be()
}
