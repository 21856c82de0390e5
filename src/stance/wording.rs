//! Wording in the writer's own voice that a careful reader would ask about.

use super::claim::Claim;
use super::statement::is_free;
use crate::attribution::{Attributions, Context};
use crate::report::view::WordingKind;
use crate::segment::SentenceKind;
use std::ops::Range;

/// A flagged piece of wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What is flagged.
    pub kind: WordingKind,
    /// What it claims.
    pub claim: Option<Claim>,
    /// Why, in words.
    pub reason: String,
}

/// Finds flagged wording outside quotation marks and outside what sources say.
pub fn find_wording(context: &Context<'_, '_, '_>, attributions: &Attributions) -> Vec<Wording> {
    let document = context.document;
    let mut found: Vec<Wording> = Vec::new();
    for sentence in document.sentences.iter().filter(|s| matches!(s.kind, SentenceKind::Body | SentenceKind::Headline))
    {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let longest = context.lexicon.wording.longest(|k, form| {
                let token = at + k;
                if token < sentence.tokens.end {
                    form(&document.tokens[token].lower);
                    if context.tags.lemma(token) != document.tokens[token].lower {
                        form(context.tags.lemma(token));
                    }
                }
            });
            let Some((length, mut rows)) = longest else {
                at += 1;
                continue;
            };
            let tokens = at..at + length;
            at += length;
            let span = document.span(tokens.clone());
            let named = tokens.clone().any(|t| context.entities.mention_at(t).is_some());
            let collective = rows.clone().next().is_some_and(|row| row.field(0) == "collectiveSource");
            let own = is_free(span, &attributions.quotations) && (collective || !attributions.is_attributed(span));
            let row = rows.next().filter(|_| own && !named);
            if let Some((kind, row)) = row.and_then(|row| Some((WordingKind::from_word(row.field(0))?, row))) {
                let claim = Claim::from_field(row.field(1));
                found.push(Wording { tokens, kind, claim, reason: row.field(2).to_owned() });
            }
        }
    }
    found
}
