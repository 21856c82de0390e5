//! Tellings of one event: the same word for it, the same days, the same people.

use super::Event;
use crate::attribution::Context;

/// Joins events with a date of their own that are the same one: the first telling of the more exact date stays.
pub(super) fn join(context: &Context<'_, '_, '_>, events: &mut Vec<Event>) {
    let mut joined: Vec<Event> = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        match joined.iter_mut().find(|other| is_same(context, other, &event)) {
            Some(other) => take(other, event),
            None => joined.push(event),
        }
    }
    *events = joined;
}

/// Whether two events are tellings of the same one.
fn is_same(context: &Context<'_, '_, '_>, a: &Event, b: &Event) -> bool {
    let same_days = a.days == b.days;
    let within = |a: &Event, b: &Event| a.days.0 <= b.days.0 && b.days.1 <= a.days.1;
    let told = a.evidence.overlaps(b.evidence) || a.headline.eq_ignore_ascii_case(&b.headline);
    same_days && told || (within(a, b) || within(b, a)) && a.open == b.open && is_told_alike(context, a, b)
}

/// Whether two events have the same verb or noun, and somebody or something in common.
pub(super) fn is_told_alike(context: &Context<'_, '_, '_>, a: &Event, b: &Event) -> bool {
    let lemma = |event: &Event| context.tags.lemma(event.trigger);
    // "said" and "was" tell nothing of what it is.
    let plain = matches!(lemma(a), "say" | "be" | "have" | "tell" | "do" | "make" | "take");
    let shared = a.participants.iter().any(|p| b.participants.contains(p));
    lemma(a) == lemma(b) && !plain && shared
}

/// Adds a telling to an event.
fn take(event: &mut Event, other: Event) {
    let exact = |e: &Event| e.days.1 - e.days.0;
    let evidence = if exact(&other) < exact(event) {
        let mentions = std::mem::take(&mut event.mentions);
        let before = std::mem::replace(event, other);
        event.mentions.splice(0..0, mentions);
        before.evidence
    } else {
        event.mentions.extend(other.mentions);
        other.evidence
    };
    event.mentions.push(evidence);
}
