//! The publication date: given, from metadata, from the dateline, from facts in the text, or today.

use super::calendar::{Grain, month_name};
use super::facts::Fact;
use super::read::Expression;
use super::value::{Named, Part, Reading, Year};
use crate::options::Options;
use crate::report::view::PublicationBasis;
use crate::segment::{Document, SentenceKind};
use chrono::{Datelike, Days, NaiveDate};
use std::ops::Range;

/// How many years back a dateline without a year may lie.
const YEARS_BACK: i32 = 60;
/// How many other readings are offered at the most.
const MOST_OFFERED: usize = 5;
/// How many facts a reason tells at the most.
const FACTS_TOLD: usize = 2;
/// Sentences at the head of a text in which its date may stand by itself.
const HEAD: usize = 8;
/// Tokens of such a line at the most.
const LINE: usize = 24;
/// Sentences of the body that are the lead.
const LEAD: usize = 2;
/// Words that may stand beside it there.
const LABELS: [&str; 14] = [
    "published",
    "updated",
    "posted",
    "last",
    "first",
    "modified",
    "on",
    "at",
    "date",
    "edited",
    "created",
    "by",
    "est",
    "gmt",
];

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
        match (self.year_stated || self.basis == PublicationBasis::Facts, self.tokens.is_some()) {
            (true, _) => format!("publication, {day} {month} {}", date.year()),
            (false, true) => format!("the dateline, {day} {month}"),
            (false, false) => format!("today, {day} {month} {}", date.year()),
        }
    }

    /// What an assumed year adds to a reason.
    pub(super) fn assumed(&self) -> String {
        if self.is_sure() || self.tokens.is_none() {
            String::new()
        } else {
            format!("; the year {} is assumed", self.date.year())
        }
    }

    /// Whether values may name its year: it is stated, supported by facts, or that of the analysis.
    pub fn is_sure(&self) -> bool {
        self.year_stated || self.year_supported || self.tokens.is_none()
    }
}

/// Finds the publication date; `facts` are the dated facts that the text speaks of.
pub(super) fn find(
    document: &Document<'_>,
    readings: &[Expression],
    facts: impl FnOnce() -> Vec<Fact>,
    options: &Options,
) -> Publication {
    let dateline = document.dateline.as_ref().and_then(|d| d.date.clone());
    let in_dateline = dateline.and_then(|range| readings.iter().find(|e| e.tokens.start == range.start));
    let found = in_dateline.or_else(|| date_line(document, readings));
    let tokens = found.map(|e| e.tokens.clone());
    let known = |date: NaiveDate, basis: PublicationBasis, reason: &str, tokens: Option<Range<usize>>| Publication {
        date,
        basis,
        year_stated: basis != PublicationBasis::Today,
        year_supported: basis != PublicationBasis::Today,
        tokens,
        alternatives: Vec::new(),
        reason: reason.into(),
    };
    if let Some(date) = options.published {
        let reason = match options.published_basis {
            PublicationBasis::Metadata => "Taken from the page the text came from.",
            _ => "Given by the reader.",
        };
        return known(date, options.published_basis, reason, tokens);
    }
    match found.and_then(day_named) {
        Some((Some(year), month, day, _)) if NaiveDate::from_ymd_opt(year, month, day).is_some() => {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(options.today);
            let stated =
                if in_dateline.is_some() { "Stated in the dateline." } else { "Stated at the head of the text." };
            known(date, PublicationBasis::Dateline, stated, tokens)
        }
        Some((None, month, day, weekday)) => {
            let dateline = Dateline { month, day, weekday, tokens };
            yearless(document, readings, &facts(), options.today, dateline)
        }
        _ if let Some((date, lead)) = in_lead(document, readings, options.today) => {
            let words = document.words(lead.tokens.clone());
            let reason = format!("The lead tells of “{words}”, the latest such day that is not in the future.");
            let found = known(date, PublicationBasis::Facts, &reason, Some(lead.tokens.clone()));
            Publication { year_stated: matches!(day_named(lead), Some((Some(_), ..))), ..found }
        }
        _ => {
            let reason = "The text does not say when it was published, so the day of this analysis stands in.";
            known(options.today, PublicationBasis::Today, reason, None)
        }
    }
}

/// A full date that stands by itself, or with the writer's name, at the head of the text ("Published 10 May 2025").
fn date_line<'e>(document: &Document<'_>, readings: &'e [Expression]) -> Option<&'e Expression> {
    let head = readings.iter().take_while(|e| e.sentence < HEAD);
    let by_itself = |e: &&Expression| {
        let sentence = &document.sentences[e.sentence];
        if sentence.tokens.len() > LINE {
            return false;
        }
        let label = |at: usize| {
            let word = document.tokens[at].lower.as_str();
            let other = word.chars().any(char::is_alphabetic) && !LABELS.contains(&word);
            !other || e.tokens.contains(&at)
        };
        let behind = readings.iter().take_while(|e| e.sentence < HEAD).filter(|o| o.sentence == e.sentence);
        let timed = |at: usize| behind.clone().any(|o| o.tokens.contains(&at));
        let first = &document.tokens[sentence.tokens.start];
        let stop = document.tokens[sentence.tokens.end - 1].is(".");
        let opened = matches!(first.lower.as_str(), "published" | "updated" | "posted") && !stop;
        sentence.kind == SentenceKind::Byline || opened || sentence.tokens.clone().all(|at| label(at) || timed(at))
    };
    let full = |e: &&Expression| matches!(day_named(e), Some((Some(_), ..)));
    head.filter(full).find(by_itself)
}

/// A day with its weekday that the first sentences tell of: news is printed on that day, or soon after.
fn in_lead<'e>(
    document: &Document<'_>,
    readings: &'e [Expression],
    today: NaiveDate,
) -> Option<(NaiveDate, &'e Expression)> {
    let body = document.sentences.iter().position(|s| s.kind == SentenceKind::Body)?;
    let lead = readings.iter().filter(|e| (body..body + LEAD).contains(&e.sentence));
    let told = |e: &&Expression| {
        let before = document.sentences[e.sentence].tokens.start..e.tokens.start;
        !before.into_iter().any(|at| matches!(document.tokens[at].lower.as_str(), "will" | "'ll" | "would" | "until"))
    };
    lead.filter(told).find_map(|e| {
        let (year, month, day, weekday) = day_named(e)?;
        let years = year.map_or(today.year() - YEARS_BACK..=today.year(), |year| year..=year);
        let fits = |date: &NaiveDate| *date <= today && Some(date.weekday().number_from_monday()) == weekday;
        let date = years.rev().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(fits)?;
        Some((date, e))
    })
}

/// A dateline without a year.
struct Dateline {
    month: u32,
    day: u32,
    weekday: Option<u32>,
    tokens: Option<Range<usize>>,
}

/// The latest day of a dateline without a year that is not after today and agrees with the facts.
fn yearless(
    document: &Document<'_>,
    readings: &[Expression],
    facts: &[Fact],
    today: NaiveDate,
    dateline: Dateline,
) -> Publication {
    let Dateline { month, day, weekday, tokens } = dateline;
    let latest = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let least = earliest_year(document, readings, latest.year());
    let possible: Vec<NaiveDate> = (0..=YEARS_BACK)
        .filter_map(|back| NaiveDate::from_ymd_opt(latest.year() - back, month, day))
        .filter(|date| *date <= latest && least.is_none_or(|least| date.year() >= least))
        .collect();
    // A day of the week beside a date, in the dateline or elsewhere.
    let dated = weekday.map(|weekday| (month, day, weekday)).or_else(|| {
        readings.iter().filter_map(day_named).find_map(|found| match found {
            (None, month, day, Some(weekday)) => Some((month, day, weekday)),
            _ => None,
        })
    });
    let agrees = |date: &NaiveDate| {
        dated.is_none_or(|(month, day, weekday)| {
            let near = (-1..=1).filter_map(|shift| NaiveDate::from_ymd_opt(date.year() + shift, month, day));
            near.min_by_key(|d| (*d - *date).num_days().abs())
                .is_some_and(|d| d.weekday().number_from_monday() == weekday)
        })
    };
    let allowed: Vec<NaiveDate> =
        possible.iter().copied().filter(|date| facts.iter().all(|fact| fact.allows(*date))).collect();
    // Facts that no year agrees with are of somebody else.
    let facts = if allowed.is_empty() { &[] } else { facts };
    let allowed = if allowed.is_empty() { possible } else { allowed };
    let fitting: Vec<NaiveDate> = allowed.iter().copied().filter(agrees).collect();
    let by_weekday = dated.is_some() && !fitting.is_empty();
    let settled = fitting.len() == 1 && !facts.is_empty();
    let fitting = if fitting.is_empty() { allowed } else { fitting };
    let words = tokens.clone().map_or("the dateline", |t| document.words(t));
    let date = fitting.first().copied().unwrap_or(today);
    let why = match (by_weekday, settled) {
        (true, _) => format!("the weekday beside a date in the text fits {}.", date.year()),
        (false, true) => format!("only {} agrees with what the text speaks of.", date.year()),
        (false, false) => {
            format!("{} is assumed because it is the latest such day that is not in the future.", date.year())
        }
    };
    let bound = least.map_or(String::new(), |least| format!(" The text speaks of {least}, so it is not older."));
    let facts: String = facts.iter().take(FACTS_TOLD).map(|fact| format!(" {}.", fact.words)).collect();
    let supported = by_weekday || settled;
    Publication {
        date,
        basis: if supported { PublicationBasis::Facts } else { PublicationBasis::Dateline },
        year_stated: false,
        year_supported: supported,
        tokens,
        alternatives: fitting.iter().copied().skip(1).take(MOST_OFFERED).collect(),
        reason: format!("“{words}” has no year; {why}{bound}{facts}"),
    }
}

/// The latest year up to `latest` that the text speaks of as past: it cannot be older than that.
fn earliest_year(document: &Document<'_>, readings: &[Expression], latest: i32) -> Option<i32> {
    let past = |tokens: &Range<usize>| {
        let before = tokens.start.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
        matches!(before, "since" | "in" | "from" | "after")
    };
    readings
        .iter()
        .filter_map(|e| match e.reading {
            Reading::Named(Named { part: Part::Whole(Grain::Year), year: Year::Stated(year), .. })
                if past(&e.tokens) =>
            {
                Some(year)
            }
            Reading::Named(Named { part: Part::Day { .. } | Part::Month(_), year: Year::Stated(year), .. }) => {
                Some(year)
            }
            _ => None,
        })
        .filter(|year| (1900..=latest).contains(year))
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
