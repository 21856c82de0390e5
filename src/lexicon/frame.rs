//! Frames: what the arguments of a cue mean.

use super::packed::Row;
use crate::report::view::{Act, TargetRole};

/// What sort of verb a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// It says something; what is said takes no side by itself.
    Speech,
    /// It takes a position.
    Stance,
    /// It does something.
    Act,
    /// It means to do, or fails to do, what its infinitive tells.
    Intent,
}

/// One frame of `data/cues/frames.tsv` or `data/cues/nominals.tsv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame<'d> {
    /// Nouns its object must or, after `!`, must not have; words behind it after `+`; `-` for any.
    pub nouns: &'d str,
    /// The act it tells.
    pub act: Act,
    /// What sort of verb it is.
    pub kind: FrameKind,
    /// PLOVER category; empty for none.
    pub category: &'d str,
    slots: &'d str,
}

/// The part that one argument plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot<'d> {
    /// `obj`, `that`, `inf`, `ing` or a preposition.
    pub argument: &'d str,
    /// The part.
    pub role: TargetRole,
    /// -1, 0 or 1; 0 where the rest of the sentence tells it.
    pub polarity: i8,
    /// Whether the cue alone does not tell the polarity (`?` in the list).
    pub open: bool,
}

impl<'d> Frame<'d> {
    /// The frame in a row of `frames`; none if the row is no frame.
    pub fn verbal(row: Row<'d>) -> Option<Self> {
        let kind = match row.field(2) {
            "speech" => FrameKind::Speech,
            "stance" => FrameKind::Stance,
            "act" => FrameKind::Act,
            "intent" => FrameKind::Intent,
            _ => return None,
        };
        Some(Frame {
            nouns: row.field(0),
            act: Act::from_word(row.field(1))?,
            kind,
            category: none(row.field(3)),
            slots: row.field(4),
        })
    }

    /// The frame in a row of `nominals`.
    pub fn nominal(row: Row<'d>) -> Option<Self> {
        let act = Act::from_word(row.field(0))?;
        let kind = if row.field(1) == "act" { FrameKind::Act } else { FrameKind::Stance };
        Some(Frame { nouns: "-", act, kind, category: none(row.field(2)), slots: row.field(3) })
    }

    /// Whether an object with this head noun (none: no object) fits.
    pub fn takes(&self, head: Option<&str>) -> bool {
        if self.companions().is_some() {
            return true;
        }
        match (self.nouns, self.nouns.strip_prefix('!')) {
            ("-", _) => true,
            (_, Some(forbidden)) => head.is_none_or(|head| !forbidden.split('|').any(|noun| noun == head)),
            (nouns, None) => head.is_some_and(|head| nouns.split('|').any(|noun| noun == head)),
        }
    }

    /// The words of which one must stand behind it in its clause.
    pub fn companions(&self) -> Option<impl Iterator<Item = &'d str> + use<'d>> {
        self.nouns.strip_prefix('+').map(|words| words.split('|'))
    }

    /// Whether it asks for certain nouns, which makes it the more telling of two frames that fit.
    pub fn is_selective(&self) -> bool {
        self.nouns != "-" && !self.nouns.starts_with('!')
    }

    /// The parts its arguments play.
    pub fn slots(&self) -> impl Iterator<Item = Slot<'d>> + use<'d> {
        self.slots.split(' ').filter_map(|slot| {
            let (argument, part) = slot.split_once('=')?;
            let (role, polarity) = part.split_once(':')?;
            let open = polarity == "?";
            let polarity = if open { 0 } else { polarity.parse().ok()? };
            Some(Slot { argument, role: TargetRole::from_word(role)?, polarity, open })
        })
    }

    /// Whether it tells a deed also where nobody is named whom it is done to.
    pub fn is_alone(&self) -> bool {
        self.slots.split(' ').any(|slot| slot == "alone")
    }

    /// Whether it tells a deed also where nobody is said to do it ("was arrested").
    pub fn is_agentless(&self) -> bool {
        self.slots.split(' ').any(|slot| slot == "agentless")
    }

    /// Whether what it governs is as good as decided ("agreed to extend the sanctions").
    pub fn is_settled(&self) -> bool {
        self.slots.split(' ').any(|slot| slot == "settles")
    }

    /// Whether it is done to people, bodies and states alone ("charged two men", not "charged the batteries").
    pub fn is_animate(&self) -> bool {
        self.slots.split(' ').any(|slot| slot == "animate")
    }

    /// The part that `argument` plays.
    pub fn slot(&self, argument: &str) -> Option<Slot<'d>> {
        self.slots().find(|slot| slot.argument == argument)
    }
}

fn none(field: &str) -> &str {
    if field == "-" { "" } else { field }
}
