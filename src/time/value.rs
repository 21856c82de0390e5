//! What a temporal expression says, and what it comes to.

use crate::report::view::{Precision, TimeCertainty, TimeType};
use chrono::NaiveDate;

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Second, minute or hour: the ISO designator behind `T`.
    Clock(char),
    /// Day.
    Day,
    /// Week, or several (a fortnight).
    Week(i32),
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// What an expression says, before anything outside it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// A calendar day; the year may be missing.
    Day {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// Day of the week beside it, 1 (Monday) to 7.
        weekday: Option<u32>,
    },
    /// Days of one month, "May 7-10".
    Days {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// First day.
        first: u32,
        /// Last day.
        last: u32,
    },
    /// A month; the year may be missing.
    Month {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
    },
    /// A year.
    Year(i32),
    /// A decade, by its first year.
    Decade(i32),
    /// A quarter; the year may be missing.
    Quarter {
        /// The year, if it is said.
        year: Option<i32>,
        /// 1 to 4.
        quarter: u32,
    },
    /// A season, by its TIMEX3 letters; the year may be missing.
    Season {
        /// The year, if it is said.
        year: Option<i32>,
        /// `SP`, `SU`, `FA`, `WI`.
        season: &'static str,
    },
    /// A day of the week; -1 for "last", 1 for "next", 0 for neither.
    Weekday {
        /// 1 (Monday) to 7.
        weekday: u32,
        /// Which one.
        shift: i32,
    },
    /// Days from the day of publication: "yesterday" is -1.
    DayShift(i32),
    /// A calendar unit from the one of publication: "last month" is (Month, -1).
    UnitShift(Unit, i32),
    /// A length of time before (negative) or after publication: "three days ago".
    Distance(Unit, i32),
    /// A length of time.
    Duration(Unit, i32),
    /// A repeated time ("daily", "every Friday"), by its TIMEX3 value.
    Set(&'static str),
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
    /// How it was found, in words.
    pub reason: String,
}
