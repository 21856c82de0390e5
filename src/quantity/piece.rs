//! Tokens cut where a number ends and where a hyphen stands.

use crate::lexicon::Lexicon;
use crate::text::Span;
use crate::token::{Token, TokenKind};

/// How a piece hangs on the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// It begins a token.
    None,
    /// By a hyphen.
    Hyphen,
    /// By nothing ("5bn").
    Direct,
}

/// A part of a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    /// Where it stands.
    pub span: Span,
    /// Its characters.
    pub word: &'t str,
    /// Whether it is a number in figures.
    pub figures: bool,
    /// How it hangs on the piece before it.
    pub join: Join,
    /// Whether `data/lexicon/units.tsv` has it: most words are asked about five times over.
    pub listed: bool,
}

impl Piece<'_> {
    /// Whether the figures are thousands or more.
    pub(super) fn is_large(&self) -> bool {
        let whole = self.word.split('.').next().unwrap_or("");
        self.figures && whole.chars().filter(char::is_ascii_digit).count() > 3
    }
}

/// A word with capitals in small letters; symbols of one or two letters mean what they mean as they are.
pub(super) fn small(word: &str) -> Option<String> {
    (word.len() > 2 && word.contains(char::is_uppercase)).then(|| word.to_lowercase())
}

/// Whether `word` is one of `kind` in `data/lexicon/units.tsv`.
pub(super) fn is(lexicon: &Lexicon<'_>, word: &str, kind: &str) -> bool {
    let mut rows = lexicon.units.rows(word);
    match rows.next() {
        Some(row) => row.field(0) == kind || rows.any(|row| row.field(0) == kind),
        None => small(word).is_some_and(|word| lexicon.units.has(&word, kind)),
    }
}

/// Whether `word` is in `data/lexicon/units.tsv`.
pub(super) fn is_listed(lexicon: &Lexicon<'_>, word: &str) -> bool {
    let has = |word: &str| lexicon.units.first(word).is_some();
    has(word) || small(word).is_some_and(|word| has(&word))
}

/// Appends the pieces of `token`.
pub(super) fn split<'t>(text: &'t str, token: &Token, lexicon: &Lexicon<'_>, pieces: &mut Vec<Piece<'t>>) {
    let Some(word) = text.get(token.span.start..token.span.end) else { return };
    let mut join = Join::None;
    let mut push = |start: usize, end: usize, figures: bool, join: Join| {
        let span = Span::new(token.span.start + start, token.span.start + end);
        pieces.push(Piece {
            span,
            word: &word[start..end],
            figures,
            join,
            listed: !figures && is_listed(lexicon, &word[start..end]),
        });
    };
    // "Rs500"
    let mut at = match token.kind {
        TokenKind::Word => word.find(|c: char| c.is_ascii_digit()).filter(|&at| is(lexicon, &word[..at], "code")),
        _ => None,
    }
    .unwrap_or(0);
    if at > 0 {
        push(0, at, false, join);
        join = Join::Direct;
    }
    if at > 0 || token.kind == TokenKind::Number {
        let Some(length) = figures(&word[at..]) else {
            return push(at, word.len(), false, join);
        };
        push(at, at + length, true, join);
        at += length;
        join = Join::Direct;
    } else if token.kind != TokenKind::Word {
        return push(0, word.len(), false, join);
    }
    while at < word.len() {
        let end = word[at..].find(is_hyphen).map_or(word.len(), |length| at + length);
        // "kg." at the end of a sentence is the unit with its full stop.
        let stem = word[at..end].strip_suffix('.').filter(|stem| lexicon.units.first(stem).is_some());
        let stem = stem.filter(|_| lexicon.units.first(&word[at..end]).is_none());
        if end > at {
            push(at, end - usize::from(stem.is_some()), false, join);
        }
        at = end + word[end..].chars().next().map_or(0, char::len_utf8);
        join = Join::Hyphen;
    }
}

/// How many bytes of `word` are a number or a range ("5,000", "-3.5", "10-15"); none for dates, clock times and the
/// like.
fn figures(word: &str) -> Option<usize> {
    let signed = word.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(word);
    let mut rest = number(signed)?;
    if let Some(second) = rest.strip_prefix(is_hyphen).filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        rest = number(second)?;
        let third = rest.strip_prefix(is_hyphen).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if third {
            return None;
        }
    }
    let ends = rest.is_empty() || rest.starts_with(is_hyphen) || rest.starts_with(char::is_alphabetic);
    ends.then(|| word.len() - rest.len())
}

/// What stands behind the number at the start of `word`.
fn number(word: &str) -> Option<&str> {
    let mut end = 0;
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, ',' | '.' | '/' | '\'' | '’' | '\u{a0}' | '\u{2009}' | '\u{202f}')
            && chars.peek().is_some_and(|(_, c)| c.is_ascii_digit());
        if !(c.is_numeric() || inner) {
            break;
        }
        end = at + c.len_utf8();
    }
    word.starts_with(|c: char| c.is_numeric() || c == '.').then(|| &word[end..])
}

/// Hyphens within words.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
