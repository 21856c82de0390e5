//! What dated facts of the world say of the day of publication: who held an office when, and what had happened.
//!
//! A text that calls somebody president was written in a term of that president, and one that names a happening was
//! written after it. `data/facts/` holds the facts.

use super::calendar::{iso_day, month_name};
use super::read::Expression;
use super::value::{Named, Part, Reading, Year};
use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::lexicon::packed::Rows;
use crate::report::view::EntityType;
use crate::segment::Document;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// Words in a title that tell that the office is no longer held, or not yet.
const NOT_NOW: [&str; 20] = [
    "acting",
    "candidate",
    "deposed",
    "designate",
    "designated",
    "elect",
    "emeritus",
    "ex",
    "exiled",
    "former",
    "future",
    "incoming",
    "late",
    "next",
    "nominee",
    "onetime",
    "ousted",
    "presumptive",
    "sometime",
    "then",
];
/// Words that make another office of the one they stand before: a vice president is no president.
const LOWER: [&str; 8] = ["alternate", "assistant", "deputy", "opposition", "party", "shadow", "under", "vice"];
/// How long after its last day a term may still lend its title ("President X, who lost on Sunday"), in days.
const GRACE: u64 = 14;
/// How long after a happening a text may call it by a date without a year, in days.
const RECENT: u64 = 300;

/// A fact that bounds the day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The stretches of days in which it holds, one of which the day of publication lies in.
    within: Vec<(NaiveDate, NaiveDate)>,
    /// It in words.
    pub words: String,
}

impl Fact {
    /// Whether the text may have been written on `day`.
    pub fn allows(&self, day: NaiveDate) -> bool {
        self.within.iter().any(|&(first, last)| first <= day && day <= last)
    }
}

/// The facts that `document` speaks of.
pub(super) fn spoken_of(
    document: &Document<'_>,
    entities: &Entities,
    expressions: &[Expression],
    lexicon: &Lexicon<'_>,
) -> Vec<Fact> {
    let mut facts: Vec<Fact> = entities
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityType::Person)
        .filter_map(|entity| term(&entity.name, entity.role.as_deref()?, lexicon))
        .collect();
    let mut seen = BTreeSet::new();
    for at in (0..document.tokens.len()).filter(|&at| document.tokens[at].is_capitalised()) {
        let found = lexicon.happenings.longest(|k, form| {
            if let Some(token) = document.tokens.get(at + k) {
                form(&token.lower);
            }
        });
        if let Some((length, mut rows)) = found
            && let Some((first, last)) =
                rows.next().and_then(|row| Some((iso_day(row.field(0))?, iso_day(row.field(1))?)))
            && seen.insert(first)
        {
            let words = document.words(at..at + length);
            facts.push(happened(document, expressions, at, words, (first, last)));
        }
    }
    facts
}

/// The terms in which somebody held the office that a role names.
fn term(name: &str, role: &str, lexicon: &Lexicon<'_>) -> Option<Fact> {
    let role = role.to_lowercase();
    let words: Vec<&str> = role.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.iter().any(|word| NOT_NOW.contains(word)) {
        return None;
    }
    let rows: Rows<'_> = lexicon.terms.rows(&name.to_lowercase().replace('’', "'"));
    let held: Vec<(&str, NaiveDate, NaiveDate)> = rows
        .filter_map(|row| {
            let office = row.field(0).split('/').find(|office| holds(&words, office))?;
            Some((office, iso_day(row.field(1))?, iso_day(row.field(2)).unwrap_or(NaiveDate::MAX)))
        })
        .collect();
    let since: Vec<String> = held
        .iter()
        .map(|&(_, first, last)| match last {
            NaiveDate::MAX => format!("since {}", said(first)),
            last => format!("from {} to {}", said(first), said(last)),
        })
        .collect();
    let office = held.first()?.0;
    let words = format!("{name} has held the office of {office} {}", since.join(" and "));
    let within = held.iter().map(|&(_, first, last)| (first, last.checked_add_days(Days::new(GRACE)).unwrap_or(last)));
    Some(Fact { within: within.collect(), words })
}

/// Whether the words of an office stand one after the other in a role, and no word before them makes it another one.
fn holds(role: &[&str], office: &str) -> bool {
    let office: Vec<&str> = office.split([' ', '-']).collect();
    role.windows(office.len())
        .enumerate()
        .any(|(at, window)| window == office && !at.checked_sub(1).is_some_and(|before| LOWER.contains(&role[before])))
}

/// A happening that is named at token `at`: the text is younger, and little younger where it says its day without a year.
fn happened(
    document: &Document<'_>,
    expressions: &[Expression],
    at: usize,
    name: &str,
    (first, last): (NaiveDate, NaiveDate),
) -> Fact {
    let sentence = document.sentence_of(at);
    let its_day = |expression: &&Expression| match expression.reading {
        Reading::Named(Named { part: Part::Day { month, day, .. }, year: Year::Open, .. }) => {
            (first.month(), first.day()) == (month, day)
        }
        _ => false,
    };
    let from = expressions.partition_point(|e| Some(e.sentence) < sentence);
    let own = expressions[from..].iter().take_while(|e| Some(e.sentence) == sentence);
    let close = own.filter(|e| e.tokens.start.abs_diff(at) <= 12).any(|e| its_day(&e));
    let end = if close { last.checked_add_days(Days::new(RECENT)).unwrap_or(last) } else { NaiveDate::MAX };
    Fact { within: vec![(first, end)], words: format!("{name} began on {}", said(first)) }
}

fn said(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}
