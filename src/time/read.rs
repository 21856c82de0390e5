//! Token patterns of temporal expressions.

use super::value::{Reading, Unit};
use crate::lexicon::Lexicon;
use crate::segment::{Document, day_number, year_number};
use crate::tag::{Tag, Tags};
use crate::token::{Token, TokenKind};
use std::ops::Range;

/// Finds all expressions, in text order, none inside another.
pub(super) fn expressions(document: &Document<'_>, tags: &Tags, lexicon: &Lexicon<'_>) -> Vec<(Range<usize>, Reading)> {
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader { document, tags, lexicon, end: sentence.tokens.end };
        let mut at = sentence.tokens.start;
        while at < reader.end {
            match reader.read(at) {
                Some((end, reading)) if end > at => {
                    found.push((at..end, reading));
                    at = end;
                }
                _ => at += 1,
            }
        }
    }
    found
}

struct Reader<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
    end: usize,
}

type Found = Option<(usize, Reading)>;

impl Reader<'_, '_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.document.tokens.get(at).filter(|_| at < self.end)
    }

    fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |t| t.lower.as_str())
    }

    /// The value of the word at `at` in the sense `kind` of `data/lexicon/time.tsv`.
    fn sense(&self, at: usize, kind: &str) -> Option<&str> {
        self.lexicon.time.rows(self.word(at)).find(|row| row.field(0) == kind).map(|row| row.field(1))
    }

    fn number(&self, at: usize, kind: &str) -> Option<i32> {
        self.sense(at, kind)?.parse().ok()
    }

    /// A month; "may" and "march" only as names.
    fn month(&self, at: usize) -> Option<u32> {
        let month = self.number(at, "month")? as u32;
        let named = self.token(at)?.is_capitalised() && self.tags.tag(at) != Tag::Md && !self.tags.tag(at).is_finite();
        named.then_some(month)
    }

    fn weekday(&self, at: usize) -> Option<u32> {
        self.token(at).filter(|t| t.is_capitalised())?;
        self.number(at, "weekday").map(|w| w as u32)
    }

    fn day(&self, at: usize) -> Option<u32> {
        self.token(at).and_then(day_number)
    }

    fn year(&self, at: usize) -> Option<i32> {
        self.token(at).and_then(year_number)
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        Some(match self.sense(at, "unit")? {
            "TS" => Unit::Clock('S'),
            "TM" => Unit::Clock('M'),
            "TH" => Unit::Clock('H'),
            "D" => Unit::Day,
            "W" => Unit::Week(1),
            "W2" => Unit::Week(2),
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            _ => return None,
        })
    }

    /// A count: figures without a fraction, or a number word.
    fn count(&self, at: usize) -> Option<i32> {
        let token = self.token(at)?;
        match token.kind {
            TokenKind::Number => token.lower.replace(',', "").parse().ok().filter(|n| (1..=9999).contains(n)),
            _ => self.number(at, "number"),
        }
    }

    fn read(&self, at: usize) -> Found {
        self.calendar(at)
            .or_else(|| self.named_day(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.length(at))
            .or_else(|| self.plain_year(at))
            .or_else(|| self.repeated(at))
    }

    /// "May 10, 2025", "10 May", "May 7-10", "May 2025", "2025-05-10".
    fn calendar(&self, at: usize) -> Found {
        if let Some((year, month, day)) = self.token(at).and_then(|t| iso(&t.lower)) {
            return Some((at + 1, Reading::Day { year: Some(year), month, day, weekday: None }));
        }
        if let Some(month) = self.month(at) {
            if let Some(first) = self.day(at + 1) {
                let dash = matches!(self.word(at + 2), "-" | "–" | "—" | "to") && self.token(at + 3).is_some();
                if dash && let Some(last) = self.day(at + 3).filter(|&last| last > first) {
                    let (end, year) = self.year_behind(at + 4);
                    return Some((end, Reading::Days { year, month, first, last }));
                }
                let (end, year) = self.year_behind(at + 2);
                return Some((end, Reading::Day { year, month, day: first, weekday: None }));
            }
            if let Some((first, last)) = self.token(at + 1).and_then(|t| day_range(&t.lower)) {
                let (end, year) = self.year_behind(at + 2);
                return Some((end, Reading::Days { year, month, first, last }));
            }
            let (end, year) = self.year_behind(at + 1);
            // A month by itself needs a word that makes it a time.
            let before = at.checked_sub(1).map_or("", |b| self.word(b));
            let timed = matches!(
                before,
                "in" | "since"
                    | "by"
                    | "until"
                    | "last"
                    | "next"
                    | "this"
                    | "during"
                    | "from"
                    | "to"
                    | "of"
                    | "early"
                    | "late"
                    | "mid"
                    | "between"
                    | "and"
                    | "through"
                    | "for"
                    | "before"
                    | "after"
            );
            let ambiguous = matches!(self.word(at), "may" | "march" | "august");
            return (year.is_some() || timed || !ambiguous && !self.tags.tag(at + 1).is_name() && !before.is_empty())
                .then_some((end, Reading::Month { year, month }));
        }
        let day = self.day(at)?;
        let of = usize::from(self.word(at + 1) == "of");
        let month = self.month(at + 1 + of)?;
        let (end, year) = self.year_behind(at + 2 + of);
        Some((end, Reading::Day { year, month, day, weekday: None }))
    }

    fn year_behind(&self, at: usize) -> (usize, Option<i32>) {
        let comma = usize::from(self.word(at) == ",");
        match self.year(at + comma) {
            Some(year) => (at + comma + 1, Some(year)),
            None => (at, None),
        }
    }

    /// "Friday", "last Friday", "Friday, May 9", "today", "tomorrow".
    fn named_day(&self, at: usize) -> Found {
        let shift = match self.word(at) {
            "last" | "past" => -1,
            "next" => 1,
            _ => 0,
        };
        let skip = usize::from(shift != 0 || self.word(at) == "this");
        if let Some(weekday) = self.weekday(at + skip) {
            let comma = usize::from(self.word(at + skip + 1) == ",");
            if skip == 0
                && let Some((end, Reading::Day { year, month, day, .. })) = self.calendar(at + 1 + comma)
            {
                return Some((end, Reading::Day { year, month, day, weekday: Some(weekday) }));
            }
            let part = usize::from(self.sense(at + skip + 1, "daypart").is_some());
            return Some((at + skip + 1 + part, Reading::Weekday { weekday, shift }));
        }
        if skip == 0
            && let Some(shift) = self.number(at, "deictic")
        {
            let part = usize::from(self.sense(at + 1, "daypart").is_some());
            return Some((at + 1 + part, Reading::DayShift(shift)));
        }
        (self.word(at) == "this" && self.sense(at + 1, "daypart").is_some()).then_some((at + 2, Reading::DayShift(0)))
    }

    /// "the third quarter of 2024", "Q3 2024", "third-quarter".
    fn quarter(&self, at: usize) -> Found {
        let figure =
            self.word(at).strip_prefix('q').and_then(|n| n.parse::<u32>().ok()).filter(|n| (1..=4).contains(n));
        let joined = self
            .word(at)
            .strip_suffix("-quarter")
            .and_then(|n| self.lexicon.time.rows(n).find(|r| r.field(0) == "ordinal")?.field(1).parse().ok());
        let (quarter, end) = match (figure.or(joined), self.number(at, "ordinal")) {
            (Some(quarter), _) => (quarter, at + 1),
            (None, Some(ordinal)) if self.word(at + 1) == "quarter" => (ordinal as u32, at + 2),
            (None, Some(ordinal)) if self.word(at + 1) == "fiscal" && self.word(at + 2) == "quarter" => {
                (ordinal as u32, at + 3)
            }
            _ => return None,
        };
        let of = usize::from(self.word(end) == "of");
        let year = self.year(end + of);
        Some((if year.is_some() { end + of + 1 } else { end }, Reading::Quarter { year, quarter }))
    }

    /// "last month", "this year", "three days ago", "two weeks later", "summer 2024".
    fn relative(&self, at: usize) -> Found {
        let shift = match self.word(at) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let Some(shift) = shift {
            if let Some(unit) = self.unit(at + 1).filter(|unit| !matches!(unit, Unit::Clock(_) | Unit::Day)) {
                return Some((at + 2, Reading::UnitShift(unit, shift)));
            }
            if let Some(month) =
                self.number(at + 1, "month").filter(|_| self.token(at + 1).is_some_and(Token::is_capitalised))
            {
                return Some((at + 2, Reading::Month { year: None, month: month as u32 }));
            }
        }
        if let Some(season) = self.season(at) {
            let of = usize::from(self.word(at + 1) == "of");
            if let Some(year) = self.year(at + 1 + of) {
                return Some((at + 2 + of, Reading::Season { year: Some(year), season }));
            }
        }
        let (count, next) = (self.count(at)?, at + 1);
        let unit = self.unit(next)?;
        (self.word(next + 1) == "ago").then_some((next + 2, Reading::Distance(unit, -count)))
    }

    fn season(&self, at: usize) -> Option<&'static str> {
        Some(match self.sense(at, "season")? {
            "SP" => "SP",
            "SU" => "SU",
            "FA" => "FA",
            _ => "WI",
        })
    }

    /// "three days", "12 hours".
    fn length(&self, at: usize) -> Found {
        let count = self.count(at)?;
        let unit = self.unit(at + 1)?;
        let age = matches!(self.word(at + 2), "old" | "-old")
            || self.word(at + 1) == "second"
            || self.word(at) == "a" && matches!(self.word(at + 1), "second" | "quarter" | "minute" | "day");
        (!age).then_some((at + 2, Reading::Duration(unit, count)))
    }

    /// "2022", where a year can stand; "the 1990s".
    fn plain_year(&self, at: usize) -> Found {
        let token = self.token(at)?;
        if let Some(decade) =
            token.lower.strip_suffix("0s").filter(|_| token.kind == TokenKind::Number && token.lower.len() == 5)
        {
            return decade
                .parse::<i32>()
                .ok()
                .filter(|d| (100..220).contains(d))
                .map(|d| (at + 1, Reading::Decade(d * 10)));
        }
        let year = self.year(at).filter(|y| (1500..2100).contains(y))?;
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        let counted = self.tags.tag(at + 1) == Tag::Nns
            || matches!(self.word(at + 1), "%" | "percent" | "per")
            || matches!(before, "$" | "€" | "£" | "#" | "about" | "nearly" | "over" | "than" | "least" | "no.");
        let timed = matches!(
            before,
            "between"
                | "in"
                | "since"
                | "by"
                | "until"
                | "during"
                | "from"
                | "of"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "through"
                | "to"
                | "and"
                | "for"
                | "("
                | "-"
                | "–"
                | "than"
                | "the"
                | "a"
                | "fiscal"
                | "their"
                | "his"
                | "her"
                | "its"
        );
        (timed && !counted).then_some((at + 1, Reading::Year(year)))
    }

    /// "daily", "every week", "annually".
    fn repeated(&self, at: usize) -> Found {
        let set = match self.word(at) {
            "daily" => "P1D",
            "weekly" => "P1W",
            "monthly" => "P1M",
            "yearly" | "annually" | "annual" => "P1Y",
            "every" | "each" => match self.unit(at + 1)? {
                Unit::Day => return Some((at + 2, Reading::Set("P1D"))),
                Unit::Week(_) => return Some((at + 2, Reading::Set("P1W"))),
                Unit::Month => return Some((at + 2, Reading::Set("P1M"))),
                Unit::Year => return Some((at + 2, Reading::Set("P1Y"))),
                _ => return None,
            },
            _ => return None,
        };
        Some((at + 1, Reading::Set(set)))
    }
}

/// `2025-05-10`.
fn iso(word: &str) -> Option<(i32, u32, u32)> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shaped = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (shaped && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// `7-10` as days.
fn day_range(word: &str) -> Option<(u32, u32)> {
    let (first, last) = word.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first < last && last <= 31).then_some((first, last))
}
