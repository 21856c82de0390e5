//! The words of a sentence as expressions of time are read: tokens cut at their hyphens, with their senses.

use crate::lexicon::Lexicon;
use crate::segment::Document;
use crate::tag::Tags;
use crate::text::Span;
use crate::token::TokenKind;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Words without a sense of their own that an expression can begin with.
const OPENERS: [&str; 48] = [
    "the",
    "last",
    "past",
    "next",
    "this",
    "that",
    "same",
    "following",
    "subsequent",
    "ensuing",
    "previous",
    "preceding",
    "prior",
    "current",
    "coming",
    "upcoming",
    "latest",
    "comparable",
    "corresponding",
    "final",
    "initial",
    "very",
    "recent",
    "future",
    "these",
    "those",
    "intervening",
    "every",
    "each",
    "per",
    "once",
    "twice",
    "half",
    "fiscal",
    "financial",
    "calendar",
    "flat",
    "noon",
    "midday",
    "midnight",
    "overnight",
    "weekend",
    "ad",
    "a.d.",
    "'",
    "‘",
    "’",
    "latter",
];

/// A token, or what stands between its hyphens.
#[derive(Debug)]
pub(super) struct Word<'a, 'd> {
    /// Where it stands.
    pub span: Span,
    /// In small letters.
    pub lower: Cow<'a, str>,
    /// Its token.
    pub token: usize,
    /// Whether a hyphen joins it to the word before.
    pub joined: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// What it is and its value, by the tables of time.
    senses: Vec<(&'d str, &'d str)>,
    /// Whether it begins a phrase of several words in them.
    opens: bool,
}

/// The words of one sentence.
pub(super) struct Words<'a, 't, 'd> {
    pub document: &'a Document<'t>,
    pub tags: &'a Tags,
    pub lexicon: &'a Lexicon<'d>,
    pub list: Vec<Word<'a, 'd>>,
    /// Whether the text speaks of years before Christ.
    pub ancient: bool,
    /// Whether words of business, and of a match, are among them.
    subjects: OnceCell<(bool, bool)>,
}

impl<'a, 't, 'd> Words<'a, 't, 'd> {
    /// Cuts the tokens in `range`; `ancient` says that the text speaks of years before Christ.
    pub fn new(
        document: &'a Document<'t>,
        tags: &'a Tags,
        lexicon: &'a Lexicon<'d>,
        range: Range<usize>,
        ancient: bool,
    ) -> Self {
        let mut list = Vec::with_capacity(range.len());
        for token in range {
            split(document, token, lexicon, &mut list);
        }
        Words { document, tags, lexicon, list, ancient, subjects: OnceCell::new() }
    }

    /// The word at `at` in small letters; empty beyond the sentence.
    pub fn word(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |w| w.lower.as_ref())
    }

    /// The word before `at`; empty at the start of the sentence.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether the words from `at` on are those of `phrase`, none joined by a hyphen to the one before `at`.
    pub fn are(&self, at: usize, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(i, word)| self.word(at + i) == word)
    }

    /// Whether the word at `at` is one of `words`, parted by spaces.
    pub fn one_of(&self, at: usize, words: &str) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.split(' ').any(|w| w == word)
    }

    /// Whether a hyphen joins the word at `at` to the one before.
    pub fn joined(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.joined)
    }

    /// Whether the word at `at` begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.capital)
    }

    /// The value of the word at `at` in the sense `kind` of the tables of time.
    pub fn sense(&self, at: usize, kind: &str) -> Option<&'d str> {
        self.list.get(at)?.senses.iter().find(|sense| sense.0 == kind).map(|sense| sense.1)
    }

    /// Whether the word at `at` begins a phrase of several words.
    pub fn opens(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| word.opens)
    }

    /// Whether an expression can begin with the word at `at`, as far as that word tells.
    pub fn may_open(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|word| {
            let digits = word.lower.bytes().take(5).any(|b| b.is_ascii_digit());
            !word.senses.is_empty()
                || word.opens
                || digits
                || OPENERS.contains(&word.lower.as_ref())
                || word.capital && (word.lower.ends_with("days") || word.lower == "fy")
        })
    }

    /// Whether the sentence speaks of business, and whether of a match.
    pub fn subjects(&self) -> (bool, bool) {
        *self.subjects.get_or_init(|| {
            let any = |kind: &str| (0..self.list.len()).any(|at| self.sense(at, kind).is_some());
            (any("business"), any("match"))
        })
    }

    /// The same as a number.
    pub fn number(&self, at: usize, kind: &str) -> Option<u32> {
        self.sense(at, kind)?.parse().ok()
    }

    /// The longest phrase of at most four words at `at` that has the sense `kind`: its end and its value.
    pub fn phrase(&self, at: usize, kind: &str) -> Option<(usize, &'d str)> {
        let first = self.list.get(at)?;
        let mut found = self.sense(at, kind).map(|value| (at + 1, value));
        if !first.opens {
            return found;
        }
        let mut phrase = first.lower.to_string();
        for end in at + 1..(at + 4).min(self.list.len()) {
            let word = &self.list[end];
            // "year's": the clitic is a token of its own.
            if !word.lower.starts_with('\'') {
                phrase.push(' ');
            }
            phrase.push_str(&word.lower);
            if let Some(row) = self.lexicon.calendar.rows(&phrase).find(|row| row.field(0) == kind) {
                found = Some((end + 1, row.field(1)));
            }
        }
        found
    }

    /// The words from `first` to before `end` as a span.
    pub fn span(&self, first: usize, end: usize) -> Span {
        self.list[first].span.cover(self.list[end - 1].span)
    }
}

/// Appends the words of `token`.
fn split<'a, 'd>(document: &'a Document<'_>, token: usize, lexicon: &Lexicon<'d>, list: &mut Vec<Word<'a, 'd>>) {
    let whole = &document.tokens[token];
    let text = document.word(token);
    let mut push = |span: Span, lower: Cow<'a, str>, joined: bool, capital: bool| {
        let rows = lexicon.time.rows(&lower).chain(lexicon.calendar.rows(&lower));
        let senses = rows.map(|row| (row.field(0), row.field(1))).collect();
        let opens = lexicon.calendar.opens(&lower);
        list.push(Word { span, lower, token, joined, capital, senses, opens });
    };
    let hyphenated = matches!(whole.kind, TokenKind::Word | TokenKind::Number) && text.contains(is_hyphen);
    if !hyphenated || text.contains(['/', '@', ':']) {
        return push(whole.span, Cow::Borrowed(whole.lower.as_str()), false, whole.is_capitalised());
    }
    let mut at = 0;
    for piece in text.split(is_hyphen) {
        let start = at;
        at += piece.len();
        if !piece.is_empty() {
            let span = Span::new(whole.span.start + start, whole.span.start + at);
            push(span, Cow::Owned(piece.to_lowercase()), start > 0, piece.starts_with(char::is_uppercase));
        }
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

/// Hyphens within words.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}
