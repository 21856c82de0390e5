//! What a temporal expression says, and what it comes to.

use super::calendar::{Grain, Holiday};
use crate::report::view::{Precision, TimeCertainty, TimeModifier, TimeType};
use chrono::NaiveDate;

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Second, minute or hour: the ISO designator behind `T`.
    Clock(char),
    /// So many stretches of the calendar: a fortnight is two weeks.
    Calendar(Grain, u32),
    /// A night.
    Night,
    /// A thousand years.
    Millennium,
}

/// How many: in tenths; none where the text does not say ("several").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub Option<u32>);

impl Amount {
    /// A whole number.
    pub fn whole(count: u32) -> Amount {
        Amount(count.checked_mul(10))
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub amount: Amount,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// The ISO 8601 duration, with `X` for a number that is not said.
    pub fn value(self) -> String {
        let halved = self.amount.0 == Some(5);
        // Half an hour, half a year, half a decade: in the unit below.
        let (factor, letter) = match (self.unit, halved) {
            (Unit::Clock('H'), true) => return "PT30M".into(),
            (Unit::Clock('M'), true) => return "PT30S".into(),
            (Unit::Calendar(Grain::Day, 1), true) => return "PT12H".into(),
            (Unit::Calendar(Grain::Year, 1), true) => return "P6M".into(),
            (Unit::Calendar(Grain::Decade, 1), true) => return "P5Y".into(),
            (Unit::Calendar(Grain::Century, 1), true) => return "P50Y".into(),
            (Unit::Clock(letter), _) => return format!("PT{}{letter}", self.number(1)),
            (Unit::Night, _) => (1, "N"),
            (Unit::Millennium, _) => (1000, "Y"),
            (Unit::Calendar(grain, factor), _) => match grain {
                Grain::Day => (factor, "D"),
                Grain::Weekend => (factor, "WE"),
                Grain::Week => (factor, "W"),
                Grain::Month => (factor, "M"),
                Grain::Season => (factor * 3, "M"),
                Grain::Quarter => (factor, "Q"),
                Grain::Half => (factor * 6, "M"),
                Grain::Year => (factor, "Y"),
                Grain::Decade => (factor, "DE"),
                Grain::Century => (factor, "CE"),
            },
        };
        format!("P{}{letter}", self.number(factor))
    }

    fn number(self, factor: u32) -> String {
        match self.amount.0.and_then(|tenths| tenths.checked_mul(factor)) {
            Some(tenths) if tenths % 10 == 0 => (tenths / 10).to_string(),
            Some(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
            None => "X".into(),
        }
    }
}

/// What a stretch is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The day of publication.
    Publication,
    /// What the text spoke of last.
    Text,
    /// The day that the same sentence spoke of last, or else the day of publication.
    Sentence,
}

/// The part of the calendar that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A day of a month.
    Day {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// The day of the week beside it, 1 (Monday) to 7.
        weekday: Option<u32>,
    },
    /// A day of a month that is not said: "the 22nd".
    DayOfMonth(u32),
    /// A day of the week, 1 (Monday) to 7.
    Weekday(u32),
    /// A weekend.
    Weekend,
    /// A day with a name of its own.
    Holiday(Holiday),
    /// A month, 1 to 12.
    Month(u32),
    /// A season, 0 for spring to 3 for winter.
    Season(u32),
    /// A quarter, 1 to 4.
    Quarter(u32),
    /// A half year, 1 or 2.
    Half(u32),
    /// A whole year, decade or century.
    Whole(Grain),
}

/// Which year a named part is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// The text does not say.
    Open,
    /// This one; 0 is 1 BC.
    Stated(i32),
    /// So many years (of a day of the week: weeks) after that of the anchor: "March last year".
    Shifted(i32, From),
}

/// Which one of those that a name fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The nearest on the side that the tense tells.
    Nearest,
    /// "last Friday"
    Last,
    /// "this summer"
    This,
    /// "next March"
    Next,
}

/// A named part of the calendar, with what says which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// What is named.
    pub part: Part,
    /// Its year.
    pub year: Year,
    /// Which one.
    pub which: Which,
    /// What "last", "this" and "next" are counted from.
    pub from: From,
}

impl Named {
    /// `part` of a year that is not said.
    pub fn open(part: Part) -> Named {
        Named { part, year: Year::Open, which: Which::Nearest, from: From::Publication }
    }

    /// `part` of the year `year`.
    pub fn stated(part: Part, year: i32) -> Named {
        Named { year: Year::Stated(year), ..Named::open(part) }
    }
}

/// What an expression says, before anything outside it is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A stretch that its words name.
    Named(Named),
    /// From one to another.
    Range(Named, Named),
    /// A unit counted from an anchor: "yesterday", "last month", "that year".
    Unit {
        /// Its size.
        grain: Grain,
        /// How many on (behind 0) or back.
        shift: i32,
        /// From where.
        from: From,
    },
    /// So much before or after an anchor: "three days ago".
    Distance {
        /// How much.
        length: Length,
        /// Whether it lies before.
        back: bool,
        /// From where.
        from: From,
    },
    /// A length of time.
    Duration(Length),
    /// A repeated time, by its TIMEX3 value.
    Set(String),
    /// Past, present or future, by its TIMEX3 value.
    Vague(&'static str),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Hour and minute.
    At(u32, u32),
    /// A part of the day, by its TIMEX3 letters (`MO`).
    Part(&'static str),
}

impl Clock {
    /// What stands behind `T` in the value.
    pub fn value(self) -> String {
        match self {
            Clock::At(hour, minute) => format!("{hour:02}:{minute:02}"),
            Clock::Part(letters) => letters.to_owned(),
        }
    }
}

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value; parts that are only assumed are `X`.
    pub value: String,
    /// First and last day, the assumed year included.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// How exact it is.
    pub precision: Precision,
    /// Stated, inferred or vague.
    pub certainty: TimeCertainty,
    /// "early", "about", "at least".
    pub modifier: Option<TimeModifier>,
    /// How it was found, in words.
    pub reason: String,
    /// What the text says of it that cannot be, in words.
    pub inconsistent: Option<String>,
}
