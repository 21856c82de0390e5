//! Whether the words around an expression speak of what was or of what is to come.

use super::read::Expression;
use super::value::{Part, Reading};
use crate::lexicon::Lexicon;
use crate::segment::Document;
use crate::syntax::{Clause, Syntax, VerbForm};
use crate::tag::Tags;

/// Tokens before an expression in which "due to", "plans to" tell that it lies ahead.
const CUE_DISTANCE: usize = 6;

/// Clauses on either side of an expression that may date it.
const CLAUSES: usize = 12;

/// On which side of the day of publication a clause lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It tells what happened.
    Past,
    /// It tells what is to come.
    Future,
    /// It tells what was to come ("would").
    Would,
    /// It does not say.
    Unknown,
}

impl Tense {
    /// Whether it tells what is, or was, to come.
    pub fn is_ahead(self) -> bool {
        matches!(self, Tense::Future | Tense::Would)
    }
}

/// Whether a clause is of the present.
fn is_present(clause: &Clause) -> bool {
    !(clause.group.past || clause.group.perfect)
}

/// The tense of the clause around an expression, or of that which it hangs on, as far as it dates the expression.
pub(super) fn of(
    expression: &Expression,
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    lexicon: &Lexicon<'_>,
) -> Tense {
    let token = expression.tokens.start;
    let Some(sentence) = document.sentence_of(token) else {
        return Tense::Unknown;
    };
    let starts = |c: &Clause| syntax.chunks[c.verb].tokens.start;
    let around = || syntax.clauses_around(sentence, token, CLAUSES);
    let clause = around()
        .rfind(|(_, c)| starts(c) < token && token <= c.end + 1)
        .or_else(|| around().find(|(_, c)| starts(c) > token));
    let word = |back: usize| token.checked_sub(back).map_or("", |i| document.tokens[i].lower.as_str());
    // "is due to open on Friday", where the verb behind "to" was read as a noun.
    let first = document.sentences[sentence].tokens.start;
    let cue = (1..=CUE_DISTANCE).take_while(|&back| token >= first + back).any(|back| {
        let awaited = lexicon.calendar.has(word(back), "ahead");
        awaited && back > 1 && matches!(word(back - 1), "to" | "for") || word(back) == "due" && back < 3
    });
    if cue {
        return Tense::Future;
    }
    // "payable Dec. 1", "extended to Nov. 16", "has set Nov. 10 as the deadline": the verb does not date it.
    let calendar =
        matches!(&expression.reading, Reading::Named(n) if !matches!(n.part, Part::Weekday(_) | Part::Weekend));
    let adverbial = "on in since during early late mid , and the of from after before".split(' ').any(|w| w == word(1));
    let free = calendar && !adverbial && token > first;
    // "the year ended March 31"
    if word(1) == "ended" {
        return Tense::Past;
    }
    let mut at = clause.map(|(i, _)| i);
    while let Some(clause) = at.and_then(|i| syntax.clauses.get(i)) {
        if clause.group.future {
            let verb = syntax.chunks[clause.verb].tokens.clone();
            let would = verb.clone().any(|at| matches!(document.tokens[at].lower.as_str(), "would" | "'d"));
            return if would { Tense::Would } else { Tense::Future };
        }
        if clause.group.form == VerbForm::Infinitive {
            // "announced an event to be held on October 12": after what is told, and perhaps still to come.
            return match clause.parent.and_then(|p| syntax.clauses.get(p)) {
                Some(parent) if parent.group.future => Tense::Future,
                _ => Tense::Unknown,
            };
        }
        if clause.group.form == VerbForm::Finite {
            // "They travel to Porto on Wednesday."
            let verb = syntax.chunks[clause.verb].head;
            let present = !(clause.group.past || clause.group.perfect || clause.group.passive);
            if present && lexicon.calendar.has(tags.lemma(verb), "schedule") {
                return Tense::Future;
            }
            let told = (clause.group.past || clause.group.perfect) && !clause.group.conditional && !free;
            // "Storms are expected through Thursday."
            let lasts = matches!(word(1), "through" | "until" | "till");
            return match (told, lasts && is_present(clause)) {
                (true, _) => Tense::Past,
                (false, true) => Tense::Future,
                (false, false) => Tense::Unknown,
            };
        }
        at = clause.parent;
    }
    Tense::Unknown
}
