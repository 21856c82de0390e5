//! The tagger: a first-order hidden Markov model, decoded by Viterbi's algorithm.
//!
//! Costs are integers (1/32 nat), so that every machine finds the same path.

use super::Tag;
use super::lemma::entries;
use crate::lexicon::Lexicon;
use crate::segment::{Document, SentenceKind};
use crate::token::{Case, Token, TokenKind};
use std::ops::Range;

const TAGS: usize = Tag::ALL.len();
/// Cost of reading a capitalised word within a sentence as anything but a name.
const CAPITAL_NOT_NAME: i32 = 200;
/// Cost of reading an unknown capitalised word at the start of a sentence as anything but a name.
const UNKNOWN_NOT_NAME: i32 = 120;
/// Cost of reading a known word at the start of a sentence as a name.
const STARTER_NAME: i32 = 150;

/// Cost of reading a word that names events as a noun.
const EVENT_NOUN: i32 = -70;
/// Cost of reading a word known only as a verb as a noun.
const BARE_VERB_NOUN: i32 = 60;

/// The model over the lexicon's tables.
pub(super) struct Model<'l, 'd> {
    lexicon: &'l Lexicon<'d>,
    follows: Box<[[i32; TAGS]; TAGS]>,
}

impl<'l, 'd> Model<'l, 'd> {
    pub(super) fn new(lexicon: &'l Lexicon<'d>) -> Self {
        let mut follows = Box::new([[200; TAGS]; TAGS]);
        for &before in Tag::ALL {
            let row = lexicon.transitions.first(before.as_str()).map_or("", |row| row.field(0));
            let mut parts = row.split(' ');
            while let (Some(tag), Some(cost)) = (parts.next(), parts.next().and_then(|c| c.parse().ok())) {
                follows[before as usize][Tag::from_word(tag) as usize] = cost;
            }
        }
        Model { lexicon, follows }
    }

    /// The cheapest tags of one sentence.
    pub(super) fn tag(&self, document: &Document<'_>, range: Range<usize>, kind: SentenceKind) -> Vec<Tag> {
        let tokens = &document.tokens[range];
        let titled = kind != SentenceKind::Body && mostly_capitalised(tokens) || mostly_shouted(tokens);
        // For each token: candidate tag, cost so far, index of the candidate before.
        let mut table: Vec<Vec<(Tag, i32, usize)>> = Vec::with_capacity(tokens.len());
        let mut fresh = true;
        for (at, token) in tokens.iter().enumerate() {
            let candidates = self.candidates(token, fresh, titled);
            let column = candidates
                .into_iter()
                .map(|(tag, cost)| match table.last() {
                    None => (tag, cost + self.follows[Tag::Sign as usize][tag as usize], 0),
                    Some(before) => {
                        let (from, best) = before
                            .iter()
                            .enumerate()
                            .map(|(i, &(b, c, _))| (i, c + self.follows[b as usize][tag as usize]))
                            .min_by_key(|&(i, cost)| (cost, i))
                            .unwrap_or((0, 0));
                        (tag, best + cost, from)
                    }
                })
                .collect();
            table.push(column);
            // A quotation opens a sentence only where one can begin: after a sign, not after a word (“Operation …”).
            fresh = match token.kind {
                TokenKind::Quote => fresh || tokens[..at].last().is_some_and(|t| t.kind == TokenKind::Sign),
                TokenKind::Sign => fresh || token.is(":"),
                _ => false,
            };
        }
        let mut at = table.last().and_then(|c| (0..c.len()).min_by_key(|&i| (c[i].1, i))).unwrap_or(0);
        let mut tags = vec![Tag::Sign; tokens.len()];
        for (i, column) in table.iter().enumerate().rev() {
            tags[i] = column[at].0;
            at = column[at].2;
        }
        tags
    }

    /// The tags a token may have, with their costs; never empty.
    fn candidates(&self, token: &Token, fresh: bool, titled: bool) -> Vec<(Tag, i32)> {
        match token.kind {
            TokenKind::Sign | TokenKind::Quote => {
                let tag = match token.lower.as_str() {
                    "&" => Tag::Cc,
                    "$" | "€" | "£" | "¥" | "₹" => Tag::Cd,
                    "%" => Tag::Nn,
                    _ => Tag::Sign,
                };
                return vec![(tag, 0)];
            }
            TokenKind::Number if token.lower.ends_with(|c: char| c.is_ascii_digit()) => {
                return vec![(Tag::Cd, 0)];
            }
            TokenKind::Number => {
                return vec![
                    (Tag::Jj, 20),
                    (Tag::Nn, 20),
                    (Tag::Cd, 30),
                    (Tag::Nns, if token.lower.ends_with("0s") { 0 } else { 60 }),
                ];
            }
            TokenKind::Word => {}
        }
        if token.lower.starts_with('-') {
            return vec![(Tag::Jj, 0)];
        }
        if matches!(token.lower.as_str(), "'") {
            return vec![(Tag::Pos, 0)];
        }
        let mut known: Vec<(Tag, i32)> =
            entries(&token.lower, self.lexicon).map(|(tag, cost, _)| (tag, cost)).collect();
        // "the spill", "a strike", "sentencing": what names events is a noun as well, and any bare verb can be one.
        if self.lexicon.events.first(&token.lower).is_some() {
            known.push((Tag::Nn, EVENT_NOUN));
        } else if !known.is_empty() && known.iter().all(|c| matches!(c.0, Tag::Vb | Tag::Vbp)) {
            known.push((Tag::Nn, BARE_VERB_NOUN));
        }
        let capital = token.is_capitalised() && token.case != Case::Single;
        if token.case == Case::Upper && !titled && self.lexicon.names.first(&token.lower.to_uppercase()).is_some() {
            // "US", "WHO", "IT": a listed name in capitals throughout is that name.
            return vec![(Tag::Nnp, 0)];
        }
        if known.is_empty() {
            known = self.unknown(&token.lower);
        } else if token.is_capitalised() && !(token.case == Case::Single && token.lower.len() == 1) {
            if fresh || titled {
                known.push((Tag::Nnp, STARTER_NAME));
            } else {
                known.iter_mut().filter(|c| !matches!(c.0, Tag::Prp | Tag::Dt)).for_each(|c| c.1 += CAPITAL_NOT_NAME);
                known.push((Tag::Nnp, 0));
            }
            return known;
        }
        if capital
            || token.case == Case::Single && token.lower != "i" && token.lower != "a"
            || token.case == Case::Mixed
        {
            if !fresh && !titled {
                known.clear();
            } else {
                known.iter_mut().for_each(|c| c.1 += UNKNOWN_NOT_NAME);
            }
            known.push((Tag::Nnp, 0));
            if token.lower.ends_with('s') && token.case != Case::Upper {
                known.push((Tag::Nnps, 60));
            }
        }
        known
    }

    /// Tags of an unknown small word, from its ending.
    fn unknown(&self, lower: &str) -> Vec<(Tag, i32)> {
        if lower.contains('-') {
            return vec![
                (Tag::Jj, 0),
                (Tag::Nn, 30),
                (Tag::Vbn, 80),
                (Tag::Nns, if lower.ends_with('s') { 20 } else { 120 }),
            ];
        }
        let starts: Vec<usize> = lower.char_indices().map(|(i, _)| i).collect();
        for length in (1..=4.min(starts.len())).rev() {
            let row = self.lexicon.suffixes.first(&lower[starts[starts.len() - length]..]);
            if let Some(row) = row {
                let mut parts = row.field(0).split(' ');
                let mut found = Vec::new();
                while let (Some(tag), Some(cost)) = (parts.next(), parts.next().and_then(|c| c.parse().ok())) {
                    found.push((Tag::from_word(tag), cost));
                }
                return found;
            }
        }
        vec![(Tag::Nn, 0), (Tag::Jj, 40)]
    }
}

/// Whether most words of a headline carry a capital, so that a capital tells nothing.
fn mostly_capitalised(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.lower.chars().count() > 3);
    let (capital, all) = words.fold((0, 0), |(c, a), t| (c + usize::from(t.is_capitalised()), a + 1));
    all >= 3 && capital * 10 >= all * 7
}

/// Whether most words are in capitals throughout.
fn mostly_shouted(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.lower.chars().count() > 1);
    let (upper, all) = words.fold((0, 0), |(u, a), t| (u + usize::from(t.case == Case::Upper), a + 1));
    all >= 3 && upper * 2 > all
}
