//! Times of day, by themselves and beside a day.

use super::Found;
use crate::time::calendar::Grain;
use crate::time::value::{Clock, From, Named, Part, Reading};
use crate::time::word::Words;

/// Words before a clock time that has nothing else to show that it is one.
const TIMED: &str = "at by around about until till before after since from to between and";

impl Words<'_, '_, '_> {
    /// A part of the day, by its TIMEX3 letters.
    pub(super) fn day_part(&self, at: usize) -> Option<&'static str> {
        Some(match self.word(at) {
            "morning" => "MO",
            "midday" => "MI",
            "afternoon" => "AF",
            "evening" => "EV",
            "night" => "NI",
            _ => return None,
        })
    }

    /// "9:30", "6 p.m.", "noon GMT", "0900 GMT": the end and the time.
    fn clock(&self, at: usize) -> Option<(usize, Clock)> {
        if let Some(hour) = match self.word(at) {
            "noon" | "midday" => Some(12),
            "midnight" => Some(24),
            _ => None,
        } {
            let next = at + 1 + usize::from(self.one_of(at + 1, "local"));
            let end = self.zone(at + 1).unwrap_or(if self.word(next) == "time" { next + 1 } else { at + 1 });
            return Some((end, Clock::At(hour, 0)));
        }
        let word = self.word(at);
        let digits: &str = &word[..word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.')).count()];
        let glued = &word[digits.len()..];
        // "six o'clock", "six in the morning"
        let spelled = self.number(at, "number").filter(|hour| (1..=12).contains(hour) && !self.one_of(at, "a an"));
        if digits.is_empty() && spelled.is_none() || digits.len() > 8 {
            return None;
        }
        let (digits, glued) = if digits.is_empty() { ("0", "") } else { (digits, glued) };
        let mut parts = digits.split([':', '.']).map(|p| (p.len(), p.parse::<u32>().ok()));
        let (length, hour) = parts.next()?;
        let (mut hour, minute) = match (length, parts.next()) {
            (1 | 2, Some((2, Some(minute)))) => (hour?, Some(minute)),
            (1 | 2, None) => (hour?, None),
            (4, None) => (hour? / 100, Some(hour? % 100)),
            _ => return None,
        };
        hour = spelled.unwrap_or(hour);
        let colon = digits.contains(':');
        let mut end = at + 1;
        let half = match glued {
            "" => match self.word(end) {
                "a.m." | "am" | "a.m" => {
                    end += 1;
                    Some(false)
                }
                "p.m." | "pm" | "p.m" => {
                    end += 1;
                    Some(true)
                }
                _ => None,
            },
            "am" | "a.m." => Some(false),
            "pm" | "p.m." => Some(true),
            "hrs" | "hours" | "h" if colon || length == 4 => None,
            _ => return None,
        };
        let oclock = self.word(end) == "o'clock";
        end += usize::from(oclock);
        // "six in the morning" needs its figure: "two in the afternoon" may be people.
        let half = match self.day_part(end + 2).filter(|_| self.are(end, "in the") && half.is_none() && hour <= 12) {
            Some(part) if self.one_of(at.wrapping_sub(1), TIMED) => {
                end += 3;
                Some(part != "MO")
            }
            _ => half,
        };
        let military = length == 4 && minute.is_some();
        if half.is_none() && (colon || military) && self.one_of(end, "hrs hours") {
            end += 1;
        }
        let zone = self.zone(end);
        end = zone.unwrap_or(end);
        if let Some(afternoon) = half {
            if hour == 0 || hour > 12 {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
        }
        let timed = self.one_of(at.wrapping_sub(1), TIMED) && colon && minute.is_some();
        let shown = half.is_some() || oclock || zone.is_some() && (minute.is_some()) || timed || !glued.is_empty();
        let valid = hour <= 24
            && minute.unwrap_or(0) < 60
            && (!military || zone.is_some() || !glued.is_empty() || end > at + 1);
        (shown && valid && !(minute.is_none() && zone.is_some() && half.is_none() && !oclock))
            .then_some((end, Clock::At(hour, minute.unwrap_or(0))))
    }

    /// Where the time zone at `at` ends: "GMT", "(GMT)", "local time", "Moscow time".
    fn zone(&self, at: usize) -> Option<usize> {
        let bracket = usize::from(self.word(at) == "(");
        if let Some((end, _)) = self.phrase(at + bracket, "zone") {
            let capital = self.list[at + bracket].span.slice(self.document.text).chars().all(char::is_uppercase);
            if capital || end > at + bracket + 1 {
                let shift = usize::from(self.word(end).starts_with(['+', '-', '−']));
                let shift = shift + usize::from(shift == 1 && self.word(end).len() == 1);
                let end = end + shift;
                return Some(if bracket == 1 && self.word(end) == ")" { end + 1 } else { end })
                    .filter(|_| bracket == 0 || self.word(end) == ")");
            }
        }
        (bracket == 0 && self.capital(at) && self.word(at + 1) == "time" && !self.joined(at)).then_some(at + 2)
    }

    /// A clock time by itself, with the day behind it if there is one: "6 p.m. on Friday", "noon Thursday".
    pub(super) fn clock_time(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.part_of_day(at) {
            return Some(found);
        }
        let (end, clock) = self.clock(at)?;
        let comma = usize::from(self.word(end) == ",");
        let on = usize::from(self.word(end + comma) == "on");
        let day = self.named_day(end + comma + on).or_else(|| self.day_with_article(end + on));
        if let Some(day) = day {
            return Some(day.at(clock));
        }
        let reading = Reading::Unit { grain: Grain::Day, shift: 0, from: From::Sentence };
        Some(Found::new(end, reading).at(clock))
    }

    fn day_with_article(&self, at: usize) -> Option<Found> {
        (self.word(at) == "the").then(|| self.named_day(at + 1)).flatten().filter(|found| found.article)
    }

    /// "the night of May 6-7", "the morning of 5 June"; "night" and "morning" by themselves where they are timed.
    fn part_of_day(&self, at: usize) -> Option<Found> {
        let part = self.day_part(at)?;
        let of = at + 1 + usize::from(self.word(at + 1) == "hours");
        let the = usize::from(self.word(of + 1) == "the");
        let day = self.named_day(of + 1 + the).filter(|_| self.word(of) == "of")?;
        Some(day.at(Clock::Part(part)).with_article())
    }

    /// A day that a time of day can stand beside.
    fn named_day(&self, at: usize) -> Option<Found> {
        let readers = [Self::numeric_date, Self::calendar_date, Self::weekday, Self::holiday, Self::deictic];
        let found = readers.iter().filter_map(|reader| reader(self, at)).max_by_key(|found| found.end)?;
        found.is_day().then_some(found)
    }

    /// `found` with the time of day behind it: "Friday morning", "20 May 2024 at 18:45", "yesterday, around noon".
    pub(super) fn with_clock(&self, found: Found) -> Found {
        if found.clock.is_some() || !found.is_day() {
            return found;
        }
        let end = found.end;
        if let Some(part) = self.day_part(end).filter(|_| !self.joined(end)) {
            return Found { end: end + 1, ..found }.at(Clock::Part(part));
        }
        let comma = usize::from(self.word(end) == ",");
        let at = end + comma;
        let preposition = usize::from(self.one_of(at, "at by around about before after"));
        match self.clock(at + preposition) {
            Some((end, clock)) => Found { end, ..found }.at(clock),
            None => found,
        }
    }
}

impl Found {
    /// Whether it is one day, or a few.
    pub(super) fn is_day(&self) -> bool {
        let day = |named: &Named| {
            matches!(named.part, Part::Day { .. } | Part::DayOfMonth(_) | Part::Weekday(_) | Part::Holiday(_))
        };
        match &self.reading {
            Some(Reading::Named(named)) => day(named),
            Some(Reading::Range(first, _)) => day(first),
            Some(Reading::Unit { grain, .. }) => *grain == Grain::Day,
            _ => false,
        }
    }
}
