//! Whether the words around an expression speak of what was or of what is to come.

use crate::segment::Document;
use crate::syntax::{Clause, Syntax, VerbForm};

/// On which side of the day of publication a clause lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It tells what happened.
    Past,
    /// It tells what is to come.
    Future,
    /// It does not say.
    Unknown,
}

/// The tense of the clause around token `token`, or of that which it hangs on.
pub(super) fn at(syntax: &Syntax, document: &Document<'_>, token: usize) -> Tense {
    let Some(sentence) = document.sentence_of(token) else {
        return Tense::Unknown;
    };
    let starts = |c: &Clause| syntax.chunks[c.verb].tokens.start;
    let clause = syntax
        .clauses_in(sentence)
        .filter(|(_, c)| starts(c) < token && token <= c.end + 1)
        .last()
        .or_else(|| syntax.clauses_in(sentence).find(|(_, c)| starts(c) > token));
    // "payable Dec. 1", "by Nov. 22": a term may lie on either side.
    let before = token.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
    if matches!(before, "by" | "until" | "till" | "effective" | "payable" | "due" | "beginning" | "starting") {
        return Tense::Unknown;
    }
    let mut at = clause.map(|(i, _)| i);
    while let Some(clause) = at.and_then(|i| syntax.clauses.get(i)) {
        if clause.group.future {
            return Tense::Future;
        }
        if clause.group.form == VerbForm::Infinitive {
            // "announced an event to be held on October 12": after what is told, and perhaps still to come.
            return match clause.parent.and_then(|p| syntax.clauses.get(p)) {
                Some(parent) if parent.group.future => Tense::Future,
                _ => Tense::Unknown,
            };
        }
        if clause.group.form == VerbForm::Finite {
            let told = (clause.group.past || clause.group.perfect) && !clause.group.conditional;
            return if told { Tense::Past } else { Tense::Unknown };
        }
        at = clause.parent;
    }
    Tense::Unknown
}
