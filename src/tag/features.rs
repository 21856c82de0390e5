//! What the tagger looks at: the words around a token, how they are written, which tags they are
//! known to have, and the two tags before.
//!
//! The training reads the same features from the same tables, so the two cannot drift apart; a
//! change here makes the trained weights useless until `cargo xtask train` has run again.

use super::Tag;
use crate::lexicon::Lexicon;
use crate::linear::{combine, feature};
use crate::segment::{Document, SentenceKind};
use crate::token::{Case, Token, TokenKind};
use std::ops::Range;

/// What is looked at of one token, hashed ahead.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Its token.
    pub token: usize,
    /// The word in lower case.
    word: u64,
    /// The tags that it is known to have; for an unknown word its last three letters.
    class: u64,
    /// Capitals, digits, hyphens, and whether its place or the line explains a capital.
    shape: u64,
    /// Its last one to four letters and first two, for a word that is not known well.
    affixes: [u64; 6],
    known: bool,
    /// The tag that needs no looking.
    pub fixed: Option<Tag>,
}

/// What stands before the first and after the last token.
const OUTSIDE: Look = Look { token: 0, word: 1, class: 1, shape: 1, affixes: [1; 6], known: true, fixed: None };

/// Looks at the tokens of one sentence, quotation marks left out: the words on both sides of one are
/// neighbours.
pub fn look(document: &Document<'_>, range: Range<usize>, kind: SentenceKind, lexicon: &Lexicon<'_>) -> Vec<Look> {
    let tokens = &document.tokens[range.clone()];
    let titled = kind != SentenceKind::Body && mostly_capitalised(tokens) || mostly_shouted(tokens);
    let mut fresh = true;
    let mut looks = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Quote {
            looks.push(look_at(document, range.start + at, fresh, titled, lexicon));
        }
        // A quotation opens a sentence only where one can begin: after a sign, not after a word (“Operation …”).
        fresh = match token.kind {
            TokenKind::Quote => fresh || tokens[..at].last().is_some_and(|t| t.kind == TokenKind::Sign),
            TokenKind::Sign => fresh || token.is(":"),
            _ => false,
        };
    }
    looks
}

fn look_at(document: &Document<'_>, at: usize, fresh: bool, titled: bool, lexicon: &Lexicon<'_>) -> Look {
    let token = &document.tokens[at];
    let lower = token.lower.as_str();
    let fixed = fixed(token);
    let known = if fixed.is_some() { None } else { lexicon.words.first(lower) };
    let ends = |n: usize| lower.char_indices().rev().nth(n - 1).map_or(lower, |(at, _)| &lower[at..]);
    let starts = |n: usize| lower.char_indices().nth(n).map_or(lower, |(at, _)| &lower[..at]);
    let class = match (fixed, known) {
        (Some(tag), _) => feature(&["fixed", tag.as_str()]),
        (_, Some(row)) => feature(&["known", row.field(0)]),
        _ => feature(&["ends", ends(3)]),
    };
    let mut affixes = [0; 6];
    if known.is_none() && fixed.is_none() {
        affixes = [ends(1), ends(2), ends(3), ends(4), ends(5), starts(3)].map(|affix| feature(&[affix]));
    }
    let digit = lower.bytes().any(|b| b.is_ascii_digit());
    let marks =
        u64::from(digit) | u64::from(lower.contains('-')) << 1 | u64::from(lower.contains(['.', '@', '/'])) << 2;
    let place = if titled { 2 } else { u64::from(fresh) };
    // A listed name or given name is one where it has a capital.
    let listed = if token.is_capitalised() && fixed.is_none() {
        let word = token.span.slice(document.text);
        u64::from(lexicon.names.first(word).is_some()) | u64::from(lexicon.given.first(word).is_some()) << 1
    } else {
        0
    };
    let shape = listed << 12 | (token.case as u64) << 8 | marks << 4 | place;
    Look { token: at, word: feature(&[lower]), class, shape, affixes, known: known.is_some() || fixed.is_some(), fixed }
}

/// The tag of signs, numbers and what is cut off words.
fn fixed(token: &Token) -> Option<Tag> {
    match token.kind {
        TokenKind::Sign | TokenKind::Quote => Some(match token.lower.as_str() {
            "&" => Tag::Cc,
            "%" => Tag::Nn,
            sign if sign.ends_with(['$', '€', '£', '¥', '₹']) => Tag::Cd,
            _ => Tag::Sign,
        }),
        TokenKind::Number if token.lower.ends_with(|c: char| c.is_ascii_digit()) => Some(Tag::Cd),
        TokenKind::Word if token.lower == "'" => Some(Tag::Pos),
        TokenKind::Word if token.lower.starts_with('-') => Some(Tag::Jj),
        _ => None,
    }
}

/// The features of token `at` that do not depend on tags.
pub fn fixed_features(looks: &[Look], at: usize, mut take: impl FnMut(u64)) {
    let [before2, before, own, next, next2] = around(looks, at);
    let mut features = |kind: u8, parts: &[u64]| take(combine(kind, parts));
    features(0, &[]);
    features(1, &[own.word]);
    features(2, &[own.class]);
    features(3, &[own.shape, own.class]);
    features(4, &[own.shape]);
    if !own.known {
        for (kind, affix) in (5..).zip(own.affixes) {
            features(kind, &[affix]);
        }
        features(11, &[own.shape, own.affixes[1]]);
        features(12, &[own.shape, own.affixes[2]]);
    }
    features(13, &[before.word]);
    features(14, &[next.word]);
    features(15, &[before2.word]);
    features(16, &[next2.word]);
    features(17, &[before.word, own.word]);
    features(18, &[own.word, next.word]);
    features(19, &[own.class, next.class]);
    features(20, &[before.class, own.class]);
    features(21, &[own.class, next.class, next2.class]);
    features(22, &[next.class]);
    features(23, &[next2.class]);
    features(24, &[own.shape, next.shape]);
    features(25, &[before.shape, own.shape, next.shape]);
    features(26, &[before.word, own.class]);
    features(27, &[own.class, next.word]);
    features(28, &[own.word, next.class]);
}

/// The features of token `at` with the tags of the two tokens before it.
pub fn tag_features(looks: &[Look], at: usize, [tag2, tag]: [Tag; 2], mut take: impl FnMut(u64)) {
    let [_, _, own, next, _] = around(looks, at);
    let (tag2, tag) = (tag2 as u64, tag as u64);
    let mut features = |kind: u8, parts: &[u64]| take(combine(kind, parts));
    features(40, &[tag]);
    features(41, &[tag2, tag]);
    features(42, &[tag, own.word]);
    features(43, &[tag, own.class]);
    features(44, &[tag2, tag, own.class]);
    features(45, &[tag, own.class, next.class]);
    features(46, &[tag, own.shape]);
    features(47, &[tag, next.word]);
    features(48, &[tag2, own.word]);
    features(49, &[tag2, tag, own.word]);
    if !own.known {
        features(50, &[tag, own.affixes[1]]);
        features(51, &[tag, own.affixes[2]]);
    }
}

/// Two tokens before, the token, two tokens after.
fn around(looks: &[Look], at: usize) -> [&Look; 5] {
    let before = |n: usize| at.checked_sub(n).and_then(|at| looks.get(at)).unwrap_or(&OUTSIDE);
    let after = |n: usize| looks.get(at + n).unwrap_or(&OUTSIDE);
    [before(2), before(1), after(0), after(1), after(2)]
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
