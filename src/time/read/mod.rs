//! Expressions of time in the words of a sentence: what they say, before anything outside them is known.
//!
//! At each place every kind of expression is tried, and the longest is taken.

mod clock;
mod date;
mod period;
mod relative;
mod year;

use super::value::{Clock, Reading};
use super::word::Words;
use crate::lexicon::Lexicon;
use crate::report::view::TimeModifier;
use crate::segment::Document;
use crate::tag::Tags;
use crate::text::Span;
use std::ops::Range;

/// An expression as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Its place.
    pub span: Span,
    /// Its tokens; the first and the last may reach beyond it by what a hyphen joins to it.
    pub tokens: Range<usize>,
    /// Its sentence.
    pub sentence: usize,
    /// What it says.
    pub reading: Reading,
    /// The time of day that it says.
    pub clock: Option<Clock>,
    /// "early", "about", "at least".
    pub modifier: Option<TimeModifier>,
}

/// What a reader of one kind of expression found.
#[derive(Debug, Clone)]
struct Found {
    /// One past its last word.
    end: usize,
    /// What it says; none where it is a date that no calendar has.
    reading: Option<Reading>,
    clock: Option<Clock>,
    /// Whether an article before it is part of it ("the 1990s").
    article: bool,
}

impl Found {
    fn new(end: usize, reading: Reading) -> Found {
        Found { end, reading: Some(reading), clock: None, article: false }
    }

    /// The same, with the article before it.
    fn with_article(self) -> Found {
        Found { article: true, ..self }
    }

    fn at(self, clock: Clock) -> Found {
        Found { clock: Some(clock), ..self }
    }

    /// Words that look like a date and are none.
    fn nothing(end: usize) -> Found {
        Found { end, reading: None, clock: None, article: false }
    }
}

/// Finds all expressions, in text order, none inside another.
pub(super) fn expressions(document: &Document<'_>, tags: &Tags, lexicon: &Lexicon<'_>) -> Vec<Expression> {
    let mut found = Vec::new();
    let ancient = document.tokens.iter().any(|t| matches!(t.lower.as_str(), "bc" | "b.c." | "bce" | "b.c.e."));
    for (index, sentence) in document.sentences.iter().enumerate() {
        let words = Words::new(document, tags, lexicon, sentence.tokens.clone(), ancient);
        let mut at = 0;
        while at < words.list.len() {
            let Some(Placed { start, modifier, found: Found { end, reading, clock, .. } }) = words.expression(at)
            else {
                at += 1;
                continue;
            };
            if let Some(reading) = reading {
                let tokens = words.list[start].token..words.list[end - 1].token + 1;
                let span = words.span(start, end);
                found.push(Expression { span, tokens, sentence: index, reading, clock, modifier });
            }
            at = end;
        }
    }
    found
}

/// What was found, with where it begins and what qualifies it.
struct Placed {
    start: usize,
    modifier: Option<TimeModifier>,
    found: Found,
}

impl Words<'_, '_, '_> {
    /// The expression that begins at `at`, or behind the article there.
    fn expression(&self, at: usize) -> Option<Placed> {
        let the = usize::from(self.word(at) == "the");
        if !self.may_open(at) || the == 1 && !self.may_open(at + 1) && !self.opens(at) {
            return None;
        }
        if let Some(placed) = self.approximate(at) {
            return Some(placed);
        }
        let plain = self.core(at + the);
        let partial = self.partial(at, the).filter(|p| plain.as_ref().is_none_or(|plain| plain.end < p.found.end));
        partial.or_else(|| {
            plain.map(|found| Placed { start: if found.article { at } else { at + the }, modifier: None, found })
        })
    }

    /// "more than 20 years", "about two years ago", "around 7 p.m."
    fn approximate(&self, at: usize) -> Option<Placed> {
        let (next, value) = self.phrase(at, "approximate")?;
        // "over four hours" tells how long only behind another preposition; by itself it may tell in which time.
        if self.one_of(at, "over under")
            && !self.one_of(at.wrapping_sub(1), "for by after in of to than with lasted took spent waited")
        {
            return None;
        }
        let day = self.one_of(at, "about around circa");
        let said = |found: &Found| match &found.reading {
            Some(Reading::Duration(length) | Reading::Distance { length, .. }) => length.amount.0.is_some(),
            _ => day && (found.clock.is_some() || found.is_day()),
        };
        let found = self.counted(next).or_else(|| self.core(next)).filter(said)?;
        Some(Placed { start: at, modifier: TimeModifier::from_word(value), found })
    }

    /// "early 2024", "late on Thursday", "the end of the year"; `the` is 1 where an article stands at `at`.
    fn partial(&self, at: usize, the: usize) -> Option<Placed> {
        let (next, value) = self.phrase(at + the, "part").filter(|_| !self.joined(at + the))?;
        let of = self.before(next) == "of";
        let preposition = usize::from(!of && self.one_of(next, "in on"));
        let article = usize::from((of || preposition == 1) && self.word(next + preposition) == "the");
        let found = self.core(next + preposition + article)?;
        let divisible = !matches!(found.reading, Some(Reading::Duration(_) | Reading::Set(_) | Reading::Vague(_)));
        let comparative = self.one_of(at + the, "earlier later") && preposition == 0 && !self.takes_comparative(next);
        let start = if found.article || of { at } else { at + the };
        (divisible && !comparative).then(|| Placed { start, modifier: TimeModifier::from_word(value), found })
    }

    /// Whether "earlier" and "later" can stand before the word at `at`: "earlier this year", "earlier Friday".
    fn takes_comparative(&self, at: usize) -> bool {
        self.one_of(at, "this that last today yesterday tomorrow") || self.sense(at, "weekday").is_some()
    }

    /// The longest expression that begins at `at`, no article and no modifier before it.
    fn core(&self, at: usize) -> Option<Found> {
        self.list.get(at)?;
        let readers = [
            Self::vague,
            Self::numeric_date,
            Self::calendar_date,
            Self::year_or_more,
            Self::quarter,
            Self::season,
            Self::holiday,
            Self::weekday,
            Self::deictic,
            Self::counted_unit,
            Self::counted,
            Self::set,
            Self::clock_time,
        ];
        let mut best: Option<Found> = None;
        for reader in readers {
            if let Some(found) = reader(self, at).filter(|f| best.as_ref().is_none_or(|b| b.end < f.end)) {
                best = Some(found);
            }
        }
        best.map(|found| self.with_clock(found))
    }
}
