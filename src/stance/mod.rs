//! Attributions and clauses to statements: who takes which position towards whom.

mod claim;
mod compose;
pub mod matrix;
mod nominal;
mod phrase;
pub mod polarity;
mod statement;
pub mod summary;
mod target;
pub mod voices;
pub mod wording;

use crate::attribution::Source;
use crate::report::view::{Act, StatementAttribution, StatementKind, TargetRole};
use crate::text::Span;
use std::ops::Range;

pub use statement::find_statements;

/// Whom or what a statement is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its entity, if it is one.
    pub entity: Option<usize>,
    /// What it is called here.
    pub text: String,
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// The part it plays.
    pub role: TargetRole,
    /// -1, 0 or 1.
    pub polarity: i8,
}

/// One statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Stance, act or claim.
    pub kind: StatementKind,
    /// Who holds it; empty for the writer.
    pub sources: Vec<Source>,
    /// Whom the writer has it from.
    pub via: Vec<Source>,
    /// What is done.
    pub act: Act,
    /// The tokens that tell it.
    pub cue: Range<usize>,
    /// Towards whom and about what.
    pub targets: Vec<Target>,
    /// Who vouches for it.
    pub attribution: StatementAttribution,
    /// 1 asserted, 0.7 reported, 0.5 hedged or conditional.
    pub certainty: f64,
    /// Whether it is denied.
    pub negated: bool,
    /// PLOVER category.
    pub category: String,
    /// The words that show it.
    pub evidence: Vec<Span>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Why it was read so, in words.
    pub reason: String,
}
