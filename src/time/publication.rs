//! The publication date: given, from metadata, from the dateline, from facts in the text, or today.

use super::value::Reading;
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

/// Finds the publication date.
pub(super) fn find(document: &Document<'_>, readings: &[(Range<usize>, Reading)], options: &Options) -> Publication {
    let dateline = document.dateline.as_ref().and_then(|d| d.date.clone());
    let in_dateline = dateline.and_then(|range| readings.iter().find(|(tokens, _)| tokens.start == range.start));
    let tokens = in_dateline.map(|(tokens, _)| tokens.clone());
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
    match in_dateline.map(|(_, reading)| *reading) {
        Some(Reading::Day { year: Some(year), month, day, .. })
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
        Some(Reading::Day { year: None, month, day, .. }) => {
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
    readings: &[(Range<usize>, Reading)],
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
    let weekday = readings.iter().find_map(|(_, reading)| match *reading {
        Reading::Day { year: None, month, day, weekday: Some(weekday) } => Some((month, day, weekday)),
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
fn earliest_year(document: &Document<'_>, readings: &[(Range<usize>, Reading)]) -> Option<i32> {
    let past = |tokens: &Range<usize>| {
        let before = tokens.start.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
        matches!(before, "since" | "in" | "from" | "after")
    };
    readings
        .iter()
        .filter_map(|(tokens, reading)| match *reading {
            Reading::Year(year) if past(tokens) => Some(year),
            Reading::Day { year, .. } | Reading::Month { year, .. } => year,
            _ => None,
        })
        .filter(|year| *year > 1900)
        .max()
}
