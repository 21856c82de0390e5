//! A verb with the deed that it governs: what somebody agrees, threatens, plans or refuses to do.
//!
//! The act and the category of a cue are those of a deed that is done. One that is only announced counts as an offer or
//! as a threat, one that is refused as a refusal, whatever it would have been; PLOVER draws the same lines.

use crate::attribution::{Context, Cue};
use crate::lexicon::frame::FrameKind;
use crate::report::view::{Act, TargetRole};
use crate::syntax::{Clause, Marker};

/// What a clause tells, its complement read along.
pub(super) struct Reading<'d> {
    /// The cue of the clause itself.
    pub cue: Cue<'d>,
    /// The act that it comes to.
    pub act: Act,
    /// The PLOVER category that it comes to; empty for none.
    pub category: &'d str,
    /// The governed clause with its cue, where its targets are those of the whole.
    pub inner: Option<(usize, Cue<'d>)>,
    /// Whether it is told as planned, possible or to come.
    pub ahead: bool,
    /// Whether it is said not to be so.
    pub negated: bool,
}

impl Reading<'_> {
    /// Whether it takes a position or does something; what is planned is what it would be if it were done.
    pub fn kind(&self) -> FrameKind {
        match (&self.inner, self.cue.frame.kind) {
            (Some((_, inner)), FrameKind::Intent) => inner.frame.kind,
            (_, kind) => kind,
        }
    }
}

/// How a category bears on those whom it is done to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bearing {
    Friendly,
    Hostile,
    Other,
}

fn bearing(category: &str) -> Bearing {
    match category {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "COOPERATE" | "AID" | "RETREAT" => Bearing::Friendly,
        "THREATEN" | "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => Bearing::Hostile,
        _ => Bearing::Other,
    }
}

/// The category of what is only announced.
fn announced(category: &str) -> &str {
    match bearing(category) {
        Bearing::Friendly => "AGREE",
        Bearing::Hostile => "THREATEN",
        Bearing::Other => category,
    }
}

/// Reads the cue of `clause` together with what it governs; none if the two tell no position and no deed.
pub(super) fn read<'d>(context: &Context<'_, '_, 'd>, clause: &Clause) -> Option<Reading<'d>> {
    let cue = context.cue(clause).filter(|cue| cue.frame.kind != FrameKind::Speech)?;
    let (frame, group) = (cue.frame, clause.group);
    let inner = governed(context, clause, &cue);
    let mut reading = Reading {
        act: frame.act,
        category: frame.category,
        inner: None,
        ahead: group.future || group.conditional,
        negated: group.negated,
        cue,
    };
    if let Some((at, told)) = inner {
        join(&mut reading, at, told)?;
    } else if frame.kind == FrameKind::Intent {
        return None;
    }
    // "will not support": still no position against.
    let attitude = frame.kind == FrameKind::Stance && matches!(frame.category, "SUPPORT" | "ACCUSE" | "");
    if group.future {
        if attitude && reading.negated {
            return Some(reading);
        }
        if reading.negated && bearing(reading.category) == Bearing::Friendly {
            // "will not accept": a refusal.
            (reading.act, reading.category, reading.negated) = (Act::Reject, "REJECT", false);
        } else if unless(context, clause) {
            (reading.act, reading.category) = (Act::Threaten, "THREATEN");
        } else if !reading.negated {
            reading.category = announced(reading.category);
        }
    }
    Some(reading)
}

/// Joins what is governed to what governs it; none if they come to nothing.
fn join<'d>(reading: &mut Reading<'d>, at: usize, told: Cue<'d>) -> Option<()> {
    let (outer, inner) = (reading.cue.frame, told.frame);
    if inner.kind == FrameKind::Speech {
        // "declined to comment" takes no position; "urged him to say …" does.
        return (outer.act != Act::Reject && outer.kind != FrameKind::Intent).then_some(());
    }
    let bears = bearing(inner.category);
    match (outer.act, outer.kind) {
        // "failed to reach a deal", "stopped short of condemning", "refused to endorse"
        (Act::Reject, kind) if inner.kind == FrameKind::Stance || kind == FrameKind::Intent => {
            if inner.kind == FrameKind::Stance && inner.act != Act::Offer {
                (reading.act, reading.category, reading.negated) = (inner.act, inner.category, true);
            } else if bears != Bearing::Friendly {
                return None;
            }
            reading.inner = Some((at, told));
        }
        // "took steps to ease the curfew"
        (Act::Concede, FrameKind::Intent) => {
            (bears == Bearing::Friendly).then_some(())?;
            reading.category = "CONCEDE";
            reading.inner = Some((at, told));
        }
        // "plans to visit", "is set to impose"
        (_, FrameKind::Intent) => {
            (!inner.category.is_empty()).then_some(())?;
            (reading.act, reading.category, reading.ahead) = (inner.act, announced(inner.category), true);
            reading.inner = Some((at, told));
        }
        // "agreed to withdraw", "vowed to retaliate"
        (Act::Offer, _) => {
            match bears {
                Bearing::Hostile if outer.is_settled() => {
                    (reading.act, reading.category) = (inner.act, announced(inner.category));
                }
                Bearing::Hostile => (reading.act, reading.category) = (Act::Threaten, "THREATEN"),
                Bearing::Other if inner.category == "REJECT" => {
                    (reading.act, reading.category, reading.ahead) = (inner.act, inner.category, true);
                }
                _ => {}
            }
            reading.inner = Some((at, told));
        }
        (Act::Threaten, _) => reading.inner = Some((at, told)),
        // "urged others to support …" rallies support.
        (Act::Urge, _) => {
            if inner.category == "SUPPORT" {
                reading.category = "SUPPORT";
            }
            reading.inner = Some((at, told));
        }
        (Act::Support | Act::Praise, _) => reading.inner = Some((at, told)),
        _ => {}
    }
    Some(())
}

/// The clause that `clause` governs in a part that its frame knows, with its cue.
fn governed<'d>(context: &Context<'_, '_, 'd>, clause: &Clause, cue: &Cue<'d>) -> Option<(usize, Cue<'d>)> {
    let topic = |argument: &&crate::syntax::Argument| {
        let verbal = matches!(argument.marker, Marker::Infinitive | Marker::Gerund(_));
        verbal && cue.frame.slots().any(|s| s.role == TargetRole::Topic && context.fills(argument, s))
    };
    let argument = clause.arguments.iter().find(topic)?;
    if context.is_denied(argument) {
        return None;
    }
    let at = context.syntax.clause_at(argument.tokens.start)?;
    let inner = context.cue(&context.syntax.clauses[at])?;
    (inner.frame.kind != FrameKind::Intent).then_some((at, inner))
}

/// Whether a condition of the kind "unless …" stands behind the clause in its sentence.
fn unless(context: &Context<'_, '_, '_>, clause: &Clause) -> bool {
    let end = context.document.sentences[clause.sentence].tokens.end;
    (context.syntax.chunks[clause.verb].tokens.end..end).any(|t| context.document.tokens[t].is("unless"))
}
