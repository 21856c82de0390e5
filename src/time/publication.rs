//! The publication date: given, from metadata, from the dateline, from facts in the text, or today.

use super::calendar::{Grain, month_name};
use super::read::Expression;
use super::value::{Named, Part, Reading, Year};
use crate::options::Options;
use crate::report::view::PublicationBasis;
use crate::segment::Document;
use chrono::{Datelike, Days, NaiveDate};
use std::ops::Range;

/// How many years back another reading of a year-less dateline is offered.
const YEARS_OFFERED: i32 = 8;
/// How many other readings are offered at the most.
const MOST_OFFERED: usize = 5;

/// The publication date and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The day that everything is anchored to.
    pub date: NaiveDate,
    /// Where it comes from.
    pub basis: PublicationBasis,
    /// Whether the year is stated or given.
    pub year_stated: bool,
    /// Whether the year is at least supported by facts in the text.
    pub year_supported: bool,
    /// The words it was read from.
    pub tokens: Option<Range<usize>>,
    /// Other days that the text allows, the likeliest first.
    pub alternatives: Vec<NaiveDate>,
    /// How it was found, in words.
    pub reason: String,
}

impl Publication {
    /// "the dateline, 10 May" or "publication, 10 May 2025": what it is called in a reason.
    pub(super) fn words(&self) -> String {
        let date = self.date;
        let (day, month) = (date.day(), month_name(date.month()));
        match (self.year_stated, self.tokens.is_some()) {
            (true, _) => format!("publication, {day} {month} {}", date.year()),
            (false, true) => format!("the dateline, {day} {month}"),
            (false, false) => format!("today, {day} {month} {}", date.year()),
        }
    }

    /// What an assumed year adds to a reason.
    pub(super) fn assumed(&self) -> String {
        if self.is_sure() || self.tokens.is_none() { String::new() } else { format!("; the year {} is assumed", self.date.year()) }
    }

    /// Whether values may name its year: it is stated, supported by facts, or that of the analysis.
    pub fn is_sure(&self) -> bool {
        self.year_stated || self.year_supported || self.tokens.is_none()
    }
}

/// Finds the publication date.
pub(super) fn find(document: &Document<'_>, readings: &[Expression], options: &Options) -> Publication {
    let dateline = document.dateline.as_ref().and_then(|d| d.date.clone());
    let in_dateline = dateline.and_then(|range| readings.iter().find(|e| e.tokens.start == range.start));
    let tokens = in_dateline.map(|e| e.tokens.clone());
    if let Some(date) = options.published {
        let reason = match options.published_basis {
            PublicationBasis::Metadata => "Taken from the page the text came from.",
            _ => "Given by the reader.",
        };
        let basis = options.published_basis;
        return Publication {
            date,
            basis,
            year_stated: true,
            year_supported: true,
            tokens,
            alternatives: Vec::new(),
            reason: reason.into(),
        };
    }
    match in_dateline.and_then(day_named) {
        Some((Some(year), month, day, _))
            if NaiveDate::from_ymd_opt(year, month, day).is_some() =>
        {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(options.today);
            let reason = "Stated in the dateline.".to_owned();
            Publication {
                date,
                basis: PublicationBasis::Dateline,
                year_stated: true,
                year_supported: true,
                tokens,
                alternatives: Vec::new(),
                reason,
            }
        }
        Some((None, month, day, _)) => {
            yearless(document, readings, options.today, (month, day), tokens)
        }
        _ => Publication {
            date: options.today,
            basis: PublicationBasis::Today,
            year_stated: false,
            year_supported: false,
            tokens: None,
            alternatives: Vec::new(),
            reason: "The text does not say when it was published, so the day of this analysis stands in.".into(),
        },
    }
}

/// A dateline without a year: the latest such day that is not after today and agrees with the facts.
fn yearless(
    document: &Document<'_>,
    readings: &[Expression],
    today: NaiveDate,
    (month, day): (u32, u32),
    tokens: Option<Range<usize>>,
) -> Publication {
    let least = earliest_year(document, readings);
    let latest = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let allowed: Vec<NaiveDate> = (0..=YEARS_OFFERED)
        .filter_map(|back| NaiveDate::from_ymd_opt(latest.year() - back, month, day))
        .filter(|date| *date <= latest && least.is_none_or(|least| date.year() >= least))
        .collect();
    let weekday = readings.iter().filter_map(day_named).find_map(|found| match found {
        (None, month, day, Some(weekday)) => Some((month, day, weekday)),
        _ => None,
    });
    let fits = |date: &NaiveDate| {
        weekday.is_none_or(|(month, day, weekday)| {
            let near = (-1..=1).filter_map(|shift| NaiveDate::from_ymd_opt(date.year() + shift, month, day));
            near.min_by_key(|d| (*d - *date).num_days().abs())
                .is_some_and(|d| d.weekday().number_from_monday() == weekday)
        })
    };
    let mut fitting: Vec<NaiveDate> = allowed.iter().copied().filter(fits).collect();
    let supported = weekday.is_some() && !fitting.is_empty();
    if fitting.is_empty() {
        fitting = allowed;
    }
    let words = tokens.clone().map_or("the dateline", |t| document.words(t));
    let bound = least.map_or(String::new(), |least| format!(" The text speaks of {least}, so it is not older."));
    let date = fitting.first().copied().unwrap_or(today);
    let (basis, reason) = if supported {
        (
            PublicationBasis::Facts,
            format!("“{words}” has no year; the weekday beside a date in the text fits {}.{bound}", date.year()),
        )
    } else {
        let assumed = format!(
            "“{words}” has no year; {} is assumed because it is the latest such day that is not in the future.{bound}",
            date.year()
        );
        (PublicationBasis::Dateline, assumed)
    };
    let alternatives = fitting.iter().copied().skip(1).take(MOST_OFFERED).collect();
    Publication { date, basis, year_stated: false, year_supported: supported, tokens, alternatives, reason }
}

/// The latest year that the text speaks of as past: it cannot be older than that.
fn earliest_year(document: &Document<'_>, readings: &[Expression]) -> Option<i32> {
    let past = |tokens: &Range<usize>| {
        let before = tokens.start.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
        matches!(before, "since" | "in" | "from" | "after")
    };
    readings
        .iter()
        .filter_map(|e| match e.reading {
            Reading::Named(Named { part: Part::Whole(Grain::Year), year: Year::Stated(year), .. }) if past(&e.tokens) => Some(year),
            Reading::Named(Named { part: Part::Day { .. } | Part::Month(_), year: Year::Stated(year), .. }) => Some(year),
            _ => None,
        })
        .filter(|year| *year > 1900)
        .max()
}

/// The year, if it is said, month, day and day of the week of an expression that names a day.
fn day_named(expression: &Expression) -> Option<(Option<i32>, u32, u32, Option<u32>)> {
    match expression.reading {
        Reading::Named(Named { part: Part::Day { month, day, weekday }, year: Year::Stated(year), .. }) => {
            Some((Some(year), month, day, weekday))
        }
        Reading::Named(Named { part: Part::Day { month, day, weekday }, year: Year::Open, .. }) => {
            Some((None, month, day, weekday))
        }
        _ => None,
    }
}
