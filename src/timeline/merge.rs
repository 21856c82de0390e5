//! Tellings of one event: the same word for it, the same days, somebody in common.

use super::Event;
use crate::attribution::Context;
use std::collections::BTreeMap;

/// How many of the latest events with a word in common are compared.
const COMPARED: usize = 16;

/// The events so far, by what tells them.
#[derive(Default)]
pub(super) struct Told<'a> {
    by_lemma: BTreeMap<&'a str, Vec<usize>>,
    /// The latest event in whose words a noun that names an event stands.
    by_noun: BTreeMap<&'a str, usize>,
}

impl<'a> Told<'a> {
    /// Notes event number `index`.
    pub fn note(&mut self, context: &'a Context<'_, '_, '_>, event: &Event, index: usize) {
        self.by_lemma.entry(context.tags.lemma(event.trigger)).or_default().push(index);
        for at in context.document.tokens_in(event.evidence) {
            if context.tags.tag(at).is_noun() && context.lexicon.events.first(context.tags.lemma(at)).is_some() {
                self.by_noun.insert(context.tags.lemma(at), index);
            }
        }
    }

    /// The latest events that are told by the same verb or noun as `event`, the latest first.
    fn alike(&self, context: &Context<'_, '_, '_>, event: &Event) -> impl Iterator<Item = usize> {
        let same = self.by_lemma.get(context.tags.lemma(event.trigger)).map_or(&[][..], Vec::as_slice);
        same.iter().rev().take(COMPARED).copied()
    }

    /// The latest event that a noun with this lemma names.
    pub fn by_noun(&self, lemma: &str) -> Option<usize> {
        self.by_noun.get(lemma).copied()
    }

    /// The event among `events` that `event`, which has no date of its own, tells again.
    pub fn again(&self, context: &Context<'_, '_, '_>, events: &[Event], event: &Event) -> Option<usize> {
        self.alike(context, event).find(|&other| is_told_alike(context, &events[other], event))
    }
}

/// Joins events with a date of their own that are the same one: the first telling of the more exact date stays.
pub(super) fn join(context: &Context<'_, '_, '_>, events: &mut Vec<Event>) {
    let mut joined: Vec<Event> = Vec::with_capacity(events.len());
    let mut told = Told::default();
    for event in events.drain(..) {
        // The same words, dated twice, stand side by side.
        let beside = joined.len().checked_sub(1);
        let same = told.alike(context, &event).chain(beside).find(|&other| is_same(context, &joined[other], &event));
        match same {
            Some(other) => take(&mut joined[other], event),
            None => {
                told.note(context, &event, joined.len());
                joined.push(event);
            }
        }
    }
    *events = joined;
}

/// Whether two events are tellings of the same one.
fn is_same(context: &Context<'_, '_, '_>, a: &Event, b: &Event) -> bool {
    let within = |a: &Event, b: &Event| a.days.0 <= b.days.0 && b.days.1 <= a.days.1;
    let told = a.evidence.overlaps(b.evidence) || a.headline.eq_ignore_ascii_case(&b.headline);
    let nested = (within(a, b) || within(b, a)) && a.open == b.open && a.kind == b.kind;
    a.days == b.days && told || nested && is_told_alike(context, a, b)
}

/// Whether two events have the same verb or noun, and somebody or something in common.
fn is_told_alike(context: &Context<'_, '_, '_>, a: &Event, b: &Event) -> bool {
    let lemma = |event: &Event| context.tags.lemma(event.trigger);
    // "said" and "was" tell nothing of what it is.
    let plain = matches!(lemma(a), "say" | "be" | "have" | "tell" | "do" | "make" | "take" | "add");
    let shared = a.participants.iter().any(|p| b.participants.contains(p));
    let first = |event: &Event| event.headline.split(' ').next().unwrap_or("").to_lowercase();
    let subject = a.participants.is_empty() && b.participants.is_empty() || a.days == b.days;
    lemma(a) == lemma(b) && !plain && (shared || subject && first(a) == first(b))
}

/// Adds a telling to an event.
fn take(event: &mut Event, mut other: Event) {
    let length = |e: &Event| e.days.1 - e.days.0;
    if length(&other) < length(event) {
        std::mem::swap(event, &mut other);
    }
    event.mentions.append(&mut other.mentions);
    event.mentions.push(other.evidence);
}
