//! What the reader put right about events.

use super::Event;
use crate::correction::Correction;
use crate::segment::Document;
use crate::text::single_spaced;
use std::collections::HashMap;

/// Leaves out what is no event; what followed on it follows on what it followed.
pub(super) fn events(document: &Document<'_>, corrections: &[Correction], events: &mut Vec<Event>) {
    let wrong = |event: &Event| {
        let words = single_spaced(event.evidence.slice(document.text));
        corrections
            .iter()
            .any(|correction| matches!(correction, Correction::NotEvent { .. }) && correction.is_of(&words))
    };
    let out: Vec<bool> = events.iter().map(wrong).collect();
    let before = |mut at: Option<usize>| {
        while let Some(event) = at.filter(|&event| out[event]) {
            at = events[event].after;
        }
        at
    };
    let after: Vec<Option<usize>> = events.iter().map(|event| before(event.after)).collect();
    let kept: Vec<usize> = (0..events.len()).filter(|&i| !out[i]).collect();
    let place: HashMap<usize, usize> = kept.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    *events =
        kept.iter().map(|&old| Event { after: after[old].map(|event| place[&event]), ..events[old].clone() }).collect();
}
