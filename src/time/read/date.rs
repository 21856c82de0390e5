//! Days and months of the calendar, days of the week, holidays.

use super::Found;
use crate::tag::Tag;
use crate::time::calendar::{Grain, Holiday, iso_day};
use crate::time::value::{Clock, From, Named, Part, Reading, Which, Year};
use crate::time::word::Words;
use chrono::{Datelike, NaiveDate};

/// Years of two figures below this are of this century.
const CENTURY_TURN: i32 = 70;

impl Words<'_, '_, '_> {
    /// A month; "may" and "march" only as names.
    pub(super) fn month(&self, at: usize) -> Option<u32> {
        let month = self.number(at, "month").filter(|_| self.capital(at))?;
        let tag = self.tags.tag(self.list[at].token);
        let verb = tag == Tag::Md || tag.is_finite();
        let timed = self.one_of(at.wrapping_sub(1), "in since by until till during early late mid of last next this");
        (!verb || timed || self.day_of_month(at + 1).is_some() || self.year_figures(at + 1).is_some()).then_some(month)
    }

    /// A day of the week, from 1 for Monday.
    pub(super) fn weekday_name(&self, at: usize) -> Option<u32> {
        self.number(at, "weekday").filter(|_| self.capital(at))
    }

    /// "7", "7th", "seventh": a day of a month.
    pub(super) fn day_of_month(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        if matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th") && (1..=2).contains(&digits.len()) {
            return digits.parse().ok().filter(|day| (1..=31).contains(day));
        }
        self.number(at, "ordinal")
    }

    /// "2025-05-10", "5/7/2025", "07.05.2025".
    pub(super) fn numeric_date(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        // "2019-04-02T08:15"
        if let Some((day, time)) = word.split_once('t').filter(|(day, time)| day.len() == 10 && time.contains(':')) {
            let date = iso_day(day)?;
            let mut parts = time.split(|c: char| !c.is_ascii_digit()).map(|p| p.parse::<u32>().ok());
            let (hour, minute) = (parts.next()??, parts.next()??);
            let named = Named::stated(Part::Day { month: date.month(), day: date.day(), weekday: None }, date.year());
            return (hour < 24 && minute < 60)
                .then(|| Found::new(at + 1, Reading::Named(named)).at(Clock::At(hour, minute)));
        }
        let plain = |at: usize| self.word(at).bytes().all(|b| b.is_ascii_digit()).then(|| self.word(at));
        let joined = |at: usize| plain(at).filter(|word| self.joined(at) && word.len() == 2);
        let hyphens =
            || (word.len() == 4 && !self.joined(at)).then(|| Some([plain(at)?, joined(at + 1)?, joined(at + 2)?]));
        let (parts, end, sign) = match hyphens().flatten() {
            Some(parts) => (parts, at + 3, '-'),
            None => {
                let sign = ['/', '.'].into_iter().find(|&sign| word.matches(sign).count() == 2)?;
                let mut parts = word.split(sign);
                ([parts.next()?, parts.next()?, parts.next()?], at + 1, sign)
            }
        };
        let digits = parts.iter().all(|p| matches!(p.len(), 1 | 2 | 4) && p.bytes().all(|b| b.is_ascii_digit()));
        if !digits || self.joined(end) {
            return None;
        }
        let [a, b, c] = parts.map(|p| p.parse::<u32>().unwrap_or(0));
        let (year, month, day) = match (parts[0].len(), parts[2].len()) {
            (4, 1 | 2) => (a as i32, b, c),
            // Two figures for the year are a date with strokes only: with dots they are versions and sums.
            (1 | 2, length) if length == 4 || length == 2 && sign == '/' => {
                let year = c as i32
                    + if length == 4 {
                        0
                    } else if (c as i32) < CENTURY_TURN {
                        2000
                    } else {
                        1900
                    };
                if sign == '.' || a > 12 { (year, b, a) } else { (year, a, b) }
            }
            _ => return None,
        };
        let valid = NaiveDate::from_ymd_opt(year, month, day).is_some_and(|d| (1000..2200).contains(&d.year()));
        let named = Named::stated(Part::Day { month, day, weekday: None }, year);
        Some(if valid { Found::new(end, Reading::Named(named)) } else { Found::nothing(end) })
    }

    /// "Friday, May 9, 2025", "10 May", "the 10th of May", "May 7-10", "May 2025", "March".
    pub(super) fn calendar_date(&self, at: usize) -> Option<Found> {
        // "2018 March 18", "2024 Aug"
        if let Some(year) = self.year_figures(at)
            && let Some(month) = self.month(at + 1)
            && !self.one_of(at.wrapping_sub(1), "in of")
        {
            return match self.day_of_month(at + 2) {
                Some(day) if is_day(Part::Day { month, day, weekday: None }, Year::Stated(year)) => Some(Found::new(
                    at + 3,
                    Reading::Named(Named::stated(Part::Day { month, day, weekday: None }, year)),
                )),
                _ => Some(Found::new(at + 2, Reading::Named(Named::stated(Part::Month(month), year)))),
            };
        }
        // "Sat, May 10", "Sat. 10 May"
        if let Some(weekday) = self.number(at, "weekday short").filter(|_| self.capital(at)) {
            let next = at + 1 + usize::from(self.one_of(at + 1, ", ."));
            return self.day_and_month(next, Some(weekday));
        }
        if let Some((weekday, _, _, end)) = self.which_one(at, |next| self.weekday_name(next)) {
            let comma = usize::from(self.word(end) == ",");
            let the = usize::from(self.word(end + comma) == "the");
            return self.day_and_month(end + comma + the, Some(weekday));
        }
        self.day_and_month(at, None).or_else(|| self.month_date(at)).or_else(|| self.ordinal_day(at))
    }

    /// A day with its month, in either order, or a range of days.
    fn day_and_month(&self, at: usize, weekday: Option<u32>) -> Option<Found> {
        if let Some(month) = self.month(at) {
            let day = self.day_of_month(at + 1)?;
            if self.number(at + 1, "ordinal").is_some() && self.one_of(at + 2, "quarter half century") {
                return None;
            }
            let first = Part::Day { month, day, weekday };
            // "May 7-10", "May 28-June 3"
            if let Some(next) = self.range_sign(at + 2) {
                if let Some(last) = self.day_of_month(next).filter(|&last| last > day && self.month(next + 1).is_none())
                {
                    return self.days(first, Part::Day { month, day: last, weekday: None }, next + 1);
                }
                if let Some((month, day)) = self.month(next).zip(self.day_of_month(next + 1)) {
                    return self.days(first, Part::Day { month, day, weekday: None }, next + 2);
                }
            }
            return self.dated(first, at + 2);
        }
        let day = self.day_of_month(at)?;
        // "7-10 May", "28 May-3 June"
        if let Some(next) = self.range_sign(at + 1)
            && let Some(last) = self.day_of_month(next).filter(|&last| last > day)
            && let Some(month) = self.month(next + 1)
        {
            let part = |day| Part::Day { month, day, weekday: None };
            return self.days(part(day), part(last), next + 2);
        }
        let next = at + 1 + usize::from(self.word(at + 1) == "of");
        let month = self.month(next)?;
        let first = Part::Day { month, day, weekday };
        if let Some(second) = self.range_sign(next + 1)
            && let Some((day, month)) = self.day_of_month(second).zip(self.month(second + 1))
        {
            return self.days(first, Part::Day { month, day, weekday: None }, second + 2);
        }
        let found = self.dated(first, next + 1)?;
        Some(if next > at + 1 { found.with_article() } else { found })
    }

    /// Where the second part of a range begins: behind a dash, or joined by a hyphen.
    pub(super) fn range_sign(&self, at: usize) -> Option<usize> {
        if self.joined(at) {
            return Some(at);
        }
        self.one_of(at, "- – —").then_some(at + 1)
    }

    fn days(&self, first: Part, last: Part, end: usize) -> Option<Found> {
        let (end, year) = self.year_behind(end);
        let named = |part| Named { year, ..Named::open(part) };
        let valid = is_day(first, year) && is_day(last, year);
        Some(if valid { Found::new(end, Reading::Range(named(first), named(last))) } else { Found::nothing(end) })
    }

    /// A day with the year behind it.
    fn dated(&self, part: Part, end: usize) -> Option<Found> {
        let (end, year) = self.year_behind(end);
        if !is_day(part, year) {
            return Some(Found::nothing(end));
        }
        Some(Found::new(end, Reading::Named(Named { year, ..Named::open(part) })))
    }

    /// ", 2025", "last year", "of that year": the year behind a part of it, and where that ends.
    pub(super) fn year_behind(&self, at: usize) -> (usize, Year) {
        let comma = usize::from(self.word(at) == ",");
        let of = usize::from(comma == 0 && self.one_of(at, "of in"));
        for skip in [comma, of] {
            // "in March 2000 people", but "on 3 June 2011 rebels"
            let year = |year: i32| (1900..2100).contains(&year) && year != 2000 || !self.counts(at + skip);
            if let Some((end, year)) = self.stated_year(at + skip).filter(|found| year(found.1)) {
                return (end, Year::Stated(year));
            }
        }
        if self.word(at + of + 1) == "year" && !self.joined(at + of + 1) {
            let shift = match self.word(at + of) {
                "last" => Some((-1, From::Publication)),
                "this" => Some((0, From::Publication)),
                "next" => Some((1, From::Publication)),
                "that" => Some((0, From::Text)),
                _ => None,
            };
            if let Some((shift, from)) = shift {
                return (at + of + 2, Year::Shifted(shift, from));
            }
        }
        if self.are(at, "of the same year") {
            return (at + 4, Year::Shifted(0, From::Text));
        }
        if self.are(at, "of the following year") || self.are(at, "the following year") {
            return (at + 3 + of, Year::Shifted(1, From::Text));
        }
        // "April and September 2011": the year behind the second holds for the first.
        if self.one_of(at, "and or to until through") && self.month(at + 1).is_some() {
            let day = usize::from(self.day_of_month(at + 2).is_some());
            let comma = usize::from(self.word(at + 2 + day) == ",");
            if let Some(year) = self.year_figures(at + 2 + day + comma) {
                return (at, Year::Stated(year));
            }
        }
        (at, Year::Open)
    }

    /// "May 2025", "March", "June-August": a month, or several.
    fn month_date(&self, at: usize) -> Option<Found> {
        let (month, which, from, next) = self.which_one(at, |next| self.month(next))?;
        // "32 August"
        if self.before(at).len() <= 2 && self.before(at).bytes().next().is_some_and(|b| b.is_ascii_digit()) {
            return Some(Found::nothing(next + usize::from(self.year_figures(next).is_some())));
        }
        if self.word(next).bytes().next().is_some_and(|b| b.is_ascii_digit()) && self.stated_year(next).is_none() {
            // "February 32"
            return (!self.joined(next) && next == at + 1).then(|| Found::nothing(next + 1));
        }
        // "the December quarter"
        if which == Which::Nearest && self.word(next) == "quarter" {
            let named = Named::open(Part::Quarter((month - 1) / 3 + 1));
            return Some(Found::new(next + 1, Reading::Named(named)).with_article());
        }
        if which == Which::Nearest
            && let Some(second) = self.range_sign(next)
            && let Some(last) = self.month(second)
        {
            let (end, year) = self.year_behind(second + 1);
            let named = |month| Named { year, ..Named::open(Part::Month(month)) };
            return Some(Found::new(end, Reading::Range(named(month), named(last))));
        }
        let (end, year) = self.year_behind(next);
        // A word that is a name or a verb as well needs one before it that makes it a month.
        let doubtful = matches!(month, 3 | 5) && self.word(at).len() > 3 || self.word(at) == "may";
        let timed = "in since by until till last next this during from to of early late mid between and through for before after every each , -";
        let introduced = self.one_of(at.wrapping_sub(1), timed) || self.joined(at);
        let plain = which == Which::Nearest && year == Year::Open;
        // "April Jones"
        let name = self.capital(next) && self.list.get(next).is_some_and(|w| self.tags.tag(w.token).is_name());
        let listed = self.one_of(at.wrapping_sub(1), "and , before after for");
        if plain && (doubtful && !introduced || name && (!introduced || listed)) {
            return None;
        }
        let mut found = Found::new(end, Reading::Named(Named { part: Part::Month(month), year, which, from }));
        found.article = from == From::Text;
        Some(found)
    }

    /// "on the 22nd": a day of a month that is not said.
    fn ordinal_day(&self, at: usize) -> Option<Found> {
        let day = self.day_of_month(at).filter(|_| self.word(at).ends_with(|c: char| c.is_ascii_lowercase()))?;
        let figures = self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let introduced = self.before(at) == "the" && self.one_of(at.wrapping_sub(2), "on by until from since");
        let alone = !self.list.get(at + 1).is_some_and(|w| self.tags.tag(w.token).is_noun() || w.joined)
            && !self.tags.tag(self.list[at].token + 1).is_adjective();
        (figures && introduced && alone)
            .then(|| Found::new(at + 1, Reading::Named(Named::open(Part::DayOfMonth(day)))).with_article())
    }

    /// "last", "next", "this coming", "the following" before what `name` finds: that, which one, from where, its end.
    pub(super) fn which_one<T>(&self, at: usize, name: impl Fn(usize) -> Option<T>) -> Option<(T, Which, From, usize)> {
        let (which, from, skip) = match self.word(at) {
            "this" if self.one_of(at + 1, "past last") => (Which::Last, From::Publication, 2),
            "this" if self.one_of(at + 1, "coming next") => (Which::Next, From::Publication, 2),
            "last" | "past" => (Which::Last, From::Publication, 1),
            "next" if self.before(at) == "the" => (Which::Next, From::Text, 1),
            "next" | "coming" | "upcoming" => (Which::Next, From::Publication, 1),
            "this" => (Which::This, From::Publication, 1),
            "that" | "same" => (Which::This, From::Text, 1),
            "following" => (Which::Next, From::Text, 1),
            "previous" | "preceding" => (Which::Last, From::Text, 1),
            _ => (Which::Nearest, From::Publication, 0),
        };
        name(at + skip).map(|found| (found, which, from, at + skip + 1))
    }

    /// "Friday", "last Friday", "Friday last week", "Sundays".
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        if let Some(weekday) = self.plural_weekday(at) {
            return Some(Found::new(at + 1, Reading::Set(format!("XXXX-WXX-{weekday}"))));
        }
        let (weekday, which, from, end) = self.which_one(at, |next| self.weekday_name(next))?;
        let part = Part::Weekday(weekday);
        let of = usize::from(self.word(end) == "of");
        if which == Which::Nearest && self.word(end + of + 1) == "week" {
            let shift = match self.word(end + of) {
                "last" => Some(-1),
                "this" => Some(0),
                "next" => Some(1),
                _ => None,
            };
            if let Some(shift) = shift {
                let year = Year::Shifted(shift, From::Publication);
                return Some(Found::new(end + of + 2, Reading::Named(Named { year, ..Named::open(part) })));
            }
        }
        let mut found = Found::new(end, Reading::Named(Named { part, year: Year::Open, which, from }));
        found.article = from == From::Text || self.one_of(at, "past coming");
        Some(found)
    }

    /// "Sundays"
    pub(super) fn plural_weekday(&self, at: usize) -> Option<u32> {
        let singular = self.word(at).strip_suffix('s').filter(|_| self.capital(at))?;
        let row = self.lexicon.time.rows(singular).find(|row| row.field(0) == "weekday")?;
        row.field(1).parse().ok()
    }

    /// "Christmas Day", "Easter 2019", "last Thanksgiving".
    pub(super) fn holiday(&self, at: usize) -> Option<Found> {
        let (_, which, from, next) = self.which_one(at, |next| self.capital(next).then_some(()))?;
        let (end, rule) = self.phrase(next - 1, "holiday")?;
        let holiday = Holiday::from_rule(rule)?;
        let (end, year) = self.year_behind(end);
        // "Easter Island"
        if year == Year::Open && self.capital(end) {
            return None;
        }
        Some(Found::new(end, Reading::Named(Named { part: Part::Holiday(holiday), year, which, from })))
    }

    /// "yesterday", "tonight", "last night", "the day before yesterday", "the weekend", "that morning".
    pub(super) fn deictic(&self, at: usize) -> Option<Found> {
        let day =
            |end: usize, shift: i32, from: From| Found::new(end, Reading::Unit { grain: Grain::Day, shift, from });
        if self.are(at, "day before yesterday") {
            return Some(day(at + 3, -2, From::Publication).with_article());
        }
        if self.are(at, "day after tomorrow") {
            return Some(day(at + 3, 2, From::Publication).with_article());
        }
        if let Some(shift) = self.sense(at, "deictic").and_then(|s| s.parse().ok()) {
            let found = day(at + 1, shift, From::Publication);
            return Some(if self.word(at) == "tonight" { found.at(Clock::Part("NI")) } else { found });
        }
        if self.word(at) == "overnight" && !self.joined(at + 1) {
            return Some(day(at + 1, 0, From::Sentence).at(Clock::Part("NI")));
        }
        if self.word(at) == "weekend" && self.before(at) == "the" && self.word(at + 1) != "of" {
            return Some(Found::new(at + 1, Reading::Named(Named::open(Part::Weekend))).with_article());
        }
        if let Some((_, which, from, end)) = self.which_one(at, |next| (self.word(next) == "weekend").then_some(()))
            && which != Which::Nearest
        {
            let mut found =
                Found::new(end, Reading::Named(Named { part: Part::Weekend, year: Year::Open, which, from }));
            found.article = from == From::Text;
            return Some(found);
        }
        let part = self.day_part(at + 1)?;
        let (shift, from) = match self.word(at) {
            "last" => (-1, From::Publication),
            "this" => (0, From::Publication),
            "that" | "same" => (0, From::Text),
            "next" | "following" => (1, From::Text),
            "previous" => (-1, From::Text),
            _ => return None,
        };
        let mut found = day(at + 2, shift, from).at(Clock::Part(part));
        found.article = from == From::Text;
        Some(found)
    }
}

/// Whether a calendar has this day; of an open year, a leap year.
fn is_day(part: Part, year: Year) -> bool {
    match (part, year) {
        (Part::Day { month, day, .. }, Year::Stated(year)) => NaiveDate::from_ymd_opt(year, month, day).is_some(),
        (Part::Day { month, day, .. }, _) => NaiveDate::from_ymd_opt(2000, month, day).is_some(),
        _ => true,
    }
}
