//! Numbers in figures and in words.

use super::calendar::Grain;
use super::value::{Amount, Length, Unit};
use super::word::Words;

/// A number up to this is one; beyond it nothing of time is counted.
const MOST: u32 = 100_000;

impl Words<'_, '_, '_> {
    /// The whole number in figures at `at`.
    pub fn figures(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        let digits = word.bytes().all(|b| b.is_ascii_digit() || b == b',') && word.bytes().next()?.is_ascii_digit();
        digits.then(|| word.replace(',', "").parse().ok()).flatten().filter(|n| *n <= MOST)
    }

    /// The number at `at`, in tenths, and where it ends: "12", "2.5", "twenty-five", "a hundred", "two and a half".
    pub fn amount(&self, at: usize) -> Option<(usize, Amount)> {
        let article = usize::from(self.word(at) == "a" && !self.joined(at + 2));
        if let Some((end, said)) = self.phrase(at + article, "several") {
            return Some((end, said.parse().map_or(Amount(None), Amount::whole)));
        }
        if self.word(at) == "half" && self.one_of(at + 1, "a an") {
            return Some((at + 2, Amount(Some(5))));
        }
        let (end, tenths) = self.decimal(at).or_else(|| self.whole(at).map(|(end, n)| (end, n * 10)))?;
        if self.one_of(end, "to or -") || self.joined(end) {
            // "two to three", "10-15": the text does not settle on a number.
            let next = end + usize::from(!self.joined(end) || self.word(end) == "-");
            let second = self.decimal(next).or_else(|| self.whole(next).map(|(end, n)| (end, n * 10)));
            if let Some((last, _)) = second.filter(|(_, n)| *n > tenths && self.unit(at).is_none()) {
                return Some((last, Amount(None)));
            }
        }
        if self.are(end, "and a half") {
            return Some((end + 3, Amount(Some(tenths + 5))));
        }
        if matches!(self.word(end), "1/2" | "½") {
            return Some((end + 1, Amount(Some(tenths + 5))));
        }
        Some((end, Amount(Some(tenths))))
    }

    /// "2.5"
    fn decimal(&self, at: usize) -> Option<(usize, u32)> {
        let (whole, part) = self.word(at).split_once('.')?;
        let (whole, part): (u32, &str) = (whole.parse().ok()?, part);
        let tenth = part.bytes().next().filter(u8::is_ascii_digit)?;
        (part.len() == 1 && whole < MOST).then(|| (at + 1, whole * 10 + u32::from(tenth - b'0')))
    }

    /// A whole number in figures or words.
    pub fn whole(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(figures) = self.figures(at) {
            return Some((at + 1, figures));
        }
        let (mut thousands, mut current, mut end) = (0, None::<u32>, at);
        while end < at + 8 {
            if let Some(scale) = self.number(end, "scale").filter(|_| current.is_some()) {
                current = current.map(|n| n * scale).filter(|n| *n <= MOST);
                if scale == 1000 {
                    thousands += current?;
                    current = Some(0);
                }
            } else if let Some(n) = self.number(end, "number") {
                // "a" and "an" count only at the start; "twenty" takes a unit, "hundred" takes all below it.
                let article = end > at && matches!(self.word(end), "a" | "an");
                let tens = |before: u32| before.is_multiple_of(10) && before % 100 >= 20 && n < 10;
                if article || current.is_some_and(|before| !tens(before) && (before % 100 != 0 || n >= 100)) {
                    break;
                }
                current = Some(current.unwrap_or(0) + n);
            } else if !(self.word(end) == "and" && end > at && self.number(end - 1, "scale").is_some()) {
                break;
            }
            end += 1;
        }
        let end = end - usize::from(self.before(end) == "and");
        let total = thousands + current?;
        (total > 0).then_some((end, total))
    }

    /// A year in words: "nineteen ninety-six".
    pub fn spelled_year(&self, at: usize) -> Option<(usize, i32)> {
        let century = self.number(at, "number").filter(|n| (15..=20).contains(n))?;
        let tens = self.number(at + 1, "number").filter(|n| (10..=99).contains(n))?;
        let units = self.number(at + 2, "number").filter(|n| (1..=9).contains(n) && tens >= 20 && tens % 10 == 0);
        let units = units.filter(|_| !matches!(self.word(at + 2), "a" | "an"));
        let end = at + 2 + usize::from(units.is_some());
        Some((end, (century * 100 + tens + units.unwrap_or(0)) as i32))
    }

    /// The unit of time at `at`.
    ///
    /// A capital within a sentence makes it part of a name ("Last Week Tonight").
    pub fn unit(&self, at: usize) -> Option<Unit> {
        if at > 0
            && self
                .list
                .get(at)
                .is_some_and(|w| w.capital && w.span.slice(self.document.text) != w.lower.to_uppercase())
        {
            return None;
        }
        Some(match self.sense(at, "unit")? {
            "TS" => Unit::Clock('S'),
            "TM" => Unit::Clock('M'),
            "TH" => Unit::Clock('H'),
            "D" => Unit::Calendar(Grain::Day, 1),
            "W" => Unit::Calendar(Grain::Week, 1),
            "W2" => Unit::Calendar(Grain::Week, 2),
            "M" => Unit::Calendar(Grain::Month, 1),
            "Q" => Unit::Calendar(Grain::Quarter, 1),
            "Y" => Unit::Calendar(Grain::Year, 1),
            "E" => Unit::Calendar(Grain::Decade, 1),
            "C" => Unit::Calendar(Grain::Century, 1),
            "N" => Unit::Night,
            "K" => Unit::Millennium,
            _ => return None,
        })
    }

    /// The stretch of the calendar that the word at `at` names: "week", "year".
    pub fn grain(&self, at: usize) -> Option<Grain> {
        match self.unit(at)? {
            Unit::Calendar(grain, 1) => Some(grain),
            _ => None,
        }
    }

    /// "three days", "half an hour", "a year and a half", "two-year", "two or three more weeks".
    pub fn length(&self, at: usize) -> Option<(usize, Length)> {
        let (end, amount) = self.amount(at)?;
        let mut next = end;
        if self.one_of(
            next,
            "more full consecutive straight long additional trading working business calendar short-lived",
        ) {
            next += 1;
        }
        let unit = self.unit(next)?;
        // "three-quarters of the seats"
        if unit == Unit::Calendar(Grain::Quarter, 1) && (self.joined(next) || self.word(next + 1) == "of") {
            return None;
        }
        // "a second term", "a minute detail": no length.
        let article = end == at + 1 && self.one_of(at, "a an");
        let stands = self.joined(next + 1) || next > end || self.one_of(next, "second quarter minute");
        if article && stands && !self.are(next + 1, "and a half") {
            return None;
        }
        let mut end = next + 1;
        let mut amount = amount;
        if self.are(end, "and a half")
            && let Some(tenths) = amount.0
        {
            amount = Amount(Some(tenths + 5));
            end += 3;
        }
        Some((end, Length { amount, unit }))
    }
}
