//! What happened when, in order: clauses and nouns with a date of their own, and those that only follow on another.
//!
//! `correct` carries out what the reader put right, `dated` says what an expression dates, `undated` what is told without one, `merge` which tellings are of the same
//! event, `headline` how an event is called.

mod correct;
mod dated;
mod headline;
mod merge;
mod undated;

use crate::attribution::{Attributions, Context};
use crate::correction::Correction;
use crate::report::view::{Dating, EntityType, EventKind, Precision, TimeCertainty};
use crate::text::Span;
use crate::time::Times;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Whether it is told, or only said to have been said.
    pub kind: EventKind,
    /// What its date rests on.
    pub dating: Dating,
    /// Index of the temporal expression that dates it.
    pub time: Option<usize>,
    /// TIMEX3 value of its date.
    pub date: String,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// Whether it goes on from there.
    pub open: bool,
    /// How exact the date is.
    pub precision: Precision,
    /// Stated, inferred or vague.
    pub certainty: TimeCertainty,
    /// A short headline made from the text.
    pub headline: String,
    /// The token that tells it: a verb, or a noun that names an event.
    pub trigger: usize,
    /// The words that show it.
    pub evidence: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Other words that tell the same event.
    pub mentions: Vec<Span>,
    /// Entities that take part.
    pub participants: Vec<usize>,
    /// Index of the event that it follows, if the text says no more of when it was.
    pub after: Option<usize>,
    /// How it was dated, in words.
    pub reason: String,
}

/// When an event was, and how that is known.
struct When {
    dating: Dating,
    time: Option<usize>,
    date: String,
    days: (NaiveDate, NaiveDate),
    open: bool,
    precision: Precision,
    certainty: TimeCertainty,
    after: Option<usize>,
    reason: String,
}

/// What tells an event: a headline and the tokens that it was made from.
struct Told {
    kind: EventKind,
    headline: String,
    tokens: Range<usize>,
    trigger: usize,
}

impl Event {
    fn new(context: &Context<'_, '_, '_>, told: Told, sentence: usize, when: When) -> Event {
        let When { dating, time, date, days, open, precision, certainty, after, reason } = when;
        let Told { kind, headline, tokens, trigger } = told;
        let (evidence, participants) = (context.document.span(tokens.clone()), participants(context, tokens));
        let mentions = Vec::new();
        Event {
            kind,
            dating,
            time,
            date,
            days,
            open,
            precision,
            certainty,
            headline,
            trigger,
            evidence,
            sentence,
            mentions,
            participants,
            after,
            reason,
        }
    }

    /// Whether the text dates it and it is more than something said: what belongs on the timeline itself, the other
    /// events being its tail.
    pub fn is_dated(&self) -> bool {
        self.dating == Dating::Expression && self.kind == EventKind::Event
    }
}

/// Finds the events: first those of the timeline in the order in which they happened, then its tail in text order.
pub fn build(
    context: &Context<'_, '_, '_>,
    times: &Times,
    attributions: &Attributions,
    corrections: &[Correction],
) -> Vec<Event> {
    let mut events = dated::events(context, times, attributions);
    merge::join(context, &mut events);
    undated::add(context, times, attributions, &mut events);
    correct::events(context.document, corrections, &mut events);
    in_order(events)
}

/// The entities that take part in what stands in `tokens`.
fn participants(context: &Context<'_, '_, '_>, tokens: Range<usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let mentions = context.entities.mentions_in(tokens).map(|m| m.entity);
    mentions.filter(|&e| context.entities.entities[e].kind != EntityType::Norp && seen.insert(e)).collect()
}

/// The dated events by day and place in the text, then the others by place.
fn in_order(events: Vec<Event>) -> Vec<Event> {
    let mut order: Vec<usize> = (0..events.len()).collect();
    let days = |event: &Event| event.is_dated().then_some(event.days);
    order.sort_by_key(|&i| (!events[i].is_dated(), days(&events[i]), events[i].evidence.start));
    let mut place = vec![0; events.len()];
    order.iter().enumerate().for_each(|(now, &before)| place[before] = now);
    let mut sorted: Vec<Event> = order.iter().map(|&i| events[i].clone()).collect();
    sorted.iter_mut().for_each(|event| event.after = event.after.map(|before| place[before]));
    sorted
}

/// `words` with a small letter first, unless they begin with the name of a day.
fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    let named = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        .iter()
        .any(|day| words.starts_with(day));
    match chars.next() {
        Some(first) if !named => first.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}
