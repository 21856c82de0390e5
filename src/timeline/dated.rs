//! What temporal expressions date: the clause or the noun that each belongs to.

use super::headline::Skipped;
use super::{Event, Told, When, headline, lower_first};
use crate::attribution::{Attributions, Context};
use crate::report::view::{Dating, Precision, TimeType};
use crate::segment::SentenceKind;
use crate::syntax::{Chunk, ChunkKind, Clause, Relation, VerbForm};
use crate::tag::Tag;
use crate::time::{TimeExpression, Times};
use chrono::NaiveDate;

/// Chunks of a chain of prepositional phrases that leads to a noun.
const CHAIN: usize = 16;
/// Clauses on either side of an expression that it may date.
const CLAUSES: usize = 12;
/// Tokens before an expression in which words tell that it is only compared with.
const COMPARED: usize = 7;

/// The events that have a date of their own, in text order.
pub(super) fn events(context: &Context<'_, '_, '_>, times: &Times, attributions: &Attributions) -> Vec<Event> {
    let mut events = Vec::new();
    let mut next = 0;
    while next < times.expressions.len() {
        let range = range_with(context, times, next);
        events.extend(event(context, times, attributions, next, range));
        next += if range.is_some() { 2 } else { 1 };
    }
    events
}

/// The last day of "from May 19 to May 23", "between 2009 and 2011", where expression `first` opens such a range.
fn range_with(context: &Context<'_, '_, '_>, times: &Times, first: usize) -> Option<NaiveDate> {
    let word = |at: usize| context.document.tokens.get(at).map_or("", |t| t.lower.as_str());
    let (from, to) = (&times.expressions[first], times.expressions.get(first + 1)?);
    let opener = from.tokens.start.checked_sub(1).map_or("", word);
    let joiner = word(from.tokens.end);
    let fits = opener == "between" && joiner == "and"
        || opener == "from" && matches!(joiner, "to" | "until" | "till" | "through");
    let (start, end) = (from.resolved.days?.0, to.resolved.days?.1);
    (fits && to.tokens.start == from.tokens.end + 1 && start <= end).then_some(end)
}

fn event(
    context: &Context<'_, '_, '_>,
    times: &Times,
    attributions: &Attributions,
    index: usize,
    range: Option<NaiveDate>,
) -> Option<Event> {
    let time = &times.expressions[index];
    let sentence = context.document.sentence_of(time.tokens.start)?;
    let body = context.document.sentences[sentence].kind == SentenceKind::Body;
    let dated = matches!(time.resolved.kind, TimeType::Date | TimeType::Time);
    let mut days = time.resolved.days.filter(|_| body && dated)?;
    // What is to come in some year is a plan, not an event.
    let coarse = matches!(time.resolved.precision, Precision::Year | Precision::Decade | Precision::Century);
    let ahead = days.0 > times.publication.date || time.tense.is_ahead() && days.1 > times.publication.date;
    if coarse && ahead || is_modifier(context, time) {
        return None;
    }
    // "fell in May and 3% in June": the verb is far from the second date.
    let told_twice = |trigger: usize| {
        let earlier = times.expressions[..index].iter().rev().map(|e| &e.tokens);
        let behind = earlier.take(COMPARED).take_while(|tokens| trigger < tokens.start);
        behind.last().is_some_and(|before| {
            let between = before.end.min(time.tokens.start)..time.tokens.start;
            let thing = |at: usize| context.tags.tag(at).is_noun() || context.tags.tag(at) == Tag::Cd;
            let joined = between.clone().position(|at| context.document.tokens[at].is("and"));
            joined.is_some_and(|and| between.clone().skip(and).any(thing))
        })
    };
    let skipped = Skipped::new(context, time, range.and(times.expressions.get(index + 1)));
    let told = match listed(context, sentence, time, &skipped) {
        Some(told) => told,
        None => told_by(context, attributions, sentence, time, &skipped).filter(|told| !told_twice(told.trigger))?,
    };
    if !told.headline.contains(char::is_alphabetic) {
        return None;
    }
    let mut date = time.resolved.value.clone();
    if let Some(last) = range {
        date = format!("{date}/{}", times.expressions[index + 1].resolved.value);
        days.1 = last;
    }
    let words = time.span.slice(context.document.text);
    let when = When {
        dating: Dating::Expression,
        time: Some(index),
        date,
        days,
        open: time.open,
        precision: time.resolved.precision,
        certainty: time.resolved.certainty,
        after: None,
        reason: format!("“{words}”: {}", lower_first(&time.resolved.reason)),
    };
    Some(Event::new(context, told, sentence, when))
}

/// The rest of a line that begins with its date ("4 May 2014: The court rules for Vesk").
fn listed(context: &Context<'_, '_, '_>, sentence: usize, time: &TimeExpression, skipped: &Skipped) -> Option<Told> {
    let document = context.document;
    let tokens = &document.sentences[sentence].tokens;
    let sign = skipped.0.end;
    let opens = time.tokens.start == tokens.start && tokens.contains(&(sign + 1));
    let signed = opens && matches!(document.tokens[sign].lower.as_str(), ":" | "-" | "–" | "—");
    signed.then(|| headline::of_line(context, sign + 1..tokens.end))
}

/// What a temporal expression dates: a noun that names an event, or a clause.
fn told_by(
    context: &Context<'_, '_, '_>,
    attributions: &Attributions,
    sentence: usize,
    time: &TimeExpression,
    skipped: &Skipped,
) -> Option<Told> {
    let syntax = context.syntax;
    let clauses: Vec<&Clause> = syntax.clauses_around(sentence, time.tokens.start, CLAUSES).map(|(_, c)| c).collect();
    let starts = |c: &Clause| syntax.chunks[c.verb].tokens.start;
    let within =
        clauses.iter().rev().find(|c| starts(c) < time.tokens.start && time.tokens.start <= c.end + 1).copied();
    let behind = clauses.iter().find(|c| starts(c) >= time.tokens.end).copied();
    let noun = dated_noun(context, sentence, time);
    // "the Dec. 12-13 meeting is due": the meeting is on those days, whatever is said of it.
    let attributive =
        noun.filter(|&n| syntax.chunks[n].tokens.start <= time.tokens.end && syntax.chunks[n].head >= time.tokens.end);
    if let Some(noun) = attributive.filter(|_| behind.is_some_and(|c| !c.group.past && !c.group.perfect)) {
        return headline::of_noun(context, noun, time, skipped);
    }
    if let Some(noun) = noun {
        let core = |c: &Clause| {
            c.subjects.contains(&noun) || c.object().is_some_and(|o| o.nouns.contains(&noun)) && !c.subjects.is_empty()
        };
        if !within.is_some_and(core)
            && !behind.is_some_and(|c| c.relation != Relation::Relative && c.subjects.contains(&noun))
        {
            return headline::of_noun(context, noun, time, skipped);
        }
    }
    let mut clause = within.or(behind)?;
    // "set sentencing for September 16": the date is that of the sentencing.
    let verb = context.tags.lemma(syntax.chunks[clause.verb].head);
    let before = time.tokens.start.checked_sub(1).map_or("", |i| context.document.tokens[i].lower.as_str());
    if matches!(verb, "set" | "schedule" | "plan" | "fix" | "postpone" | "move" | "delay")
        && matches!(before, "for" | "to" | "until")
        && let Some(&noun) = clause.object().and_then(|o| o.nouns.first())
        && within.is_some()
    {
        return headline::of_noun(context, noun, time, skipped);
    }
    // A time inside "to meet on Monday" dates the meeting; the clause above it tells who.
    while clause.relation == Relation::Complement
        && (clause.subjects.is_empty() || clause.group.form == VerbForm::Infinitive)
    {
        clause = clause.parent.and_then(|p| syntax.clauses.get(p))?;
    }
    // "will remain closed": the verb before tells it.
    if let Some(left) = clause.verb.checked_sub(1).filter(|&v| syntax.chunks[v].verb().is_some()) {
        clause = clauses.iter().find(|c| c.verb == left).copied().unwrap_or(clause);
    }
    // "for the first time since 2021" dates no event of that year.
    if time.open && !clause.group.perfect {
        return None;
    }
    // "a promise made in 2023" is no event of its own unless its noun names one.
    let reduced = clause.group.form == VerbForm::Participle && clause.relation == Relation::Relative;
    let event_noun = |&s: &usize| {
        let head = syntax.chunks[s].head;
        context.entities.mention_at(head).is_some() || context.lexicon.events.first(context.tags.lemma(head)).is_some()
    };
    if reduced && !clause.subjects.iter().any(event_noun) {
        return None;
    }
    if clause.group.negated || is_denied(context, clause) || clause.group.conditional || is_supposed(context, clause) {
        return None;
    }
    // "agreed to extend the sanctions until 28 February": the day is not that of the deed.
    if matches!(before, "until" | "till" | "through") && !clause.group.future {
        return None;
    }
    if is_plain_speech(context, clause) {
        return headline::of_statement(context, attributions, clause);
    }
    headline::of_clause(context, clause, time, skipped)
}

/// The sentence of an expression.
fn sentence_at(context: &Context<'_, '_, '_>, time: &TimeExpression) -> usize {
    context.document.sentence_of(time.tokens.start).unwrap_or(0)
}

/// Whether nobody does what a clause tells ("no one was hurt").
pub(super) fn is_denied(context: &Context<'_, '_, '_>, clause: &Clause) -> bool {
    clause.subjects.first().is_some_and(|&s| {
        let first = context.syntax.chunks[s].tokens.start;
        matches!(context.document.tokens[first].lower.as_str(), "no" | "nobody" | "none" | "neither" | "nothing")
    })
}

/// Whether a clause is only supposed ("if funding is approved").
fn is_supposed(context: &Context<'_, '_, '_>, clause: &Clause) -> bool {
    let first = clause.subjects.first().map_or(clause.verb, |&s| s.min(clause.verb));
    let opener = first.checked_sub(1).map(|b| context.document.tokens[context.syntax.chunks[b].head].lower.as_str());
    opener.is_some_and(|word| matches!(word, "if" | "unless" | "whether"))
}

/// Whether a clause only says that something is said.
pub(super) fn is_plain_speech(context: &Context<'_, '_, '_>, clause: &Clause) -> bool {
    let lemma = context.tags.lemma(context.syntax.chunks[clause.verb].head);
    matches!(lemma, "say" | "tell" | "add" | "note" | "write" | "comment" | "explain" | "state" | "claim" | "argue")
}

/// Whether an expression only says which one is meant ("fourth-quarter profit", "the three months ended Dec. 31").
fn is_modifier(context: &Context<'_, '_, '_>, time: &TimeExpression) -> bool {
    let chunk = context.syntax.chunk_of(time.tokens.start).map(|c| &context.syntax.chunks[c]);
    let inside = chunk.is_some_and(|c| {
        c.is_noun() && c.head >= time.tokens.end && context.lexicon.events.first(context.tags.lemma(c.head)).is_none()
    });
    let before =
        |back: usize| time.tokens.start.checked_sub(back).map_or("", |i| context.document.tokens[i].lower.as_str());
    // "this year's conference", but "Friday's raid"
    let coarse = time.resolved.precision == Precision::Year;
    let owned = context.document.tokens.get(time.tokens.end).is_some_and(|t| t.is("'s"))
        && context
            .syntax
            .chunk_of(time.tokens.end)
            .map(|c| &context.syntax.chunks[c])
            .is_none_or(|c| coarse || context.lexicon.events.first(context.tags.lemma(c.head)).is_none());
    // "from 2.0 billion a year earlier", "compared with 40% a year ago": only compared with.
    let word = |at: usize| context.document.tokens[at].lower.as_str();
    let distance = matches!(word(time.tokens.end - 1), "earlier" | "ago" | "before");
    let near = time.tokens.start.saturating_sub(COMPARED)..time.tokens.start;
    let compared =
        distance && near.clone().any(|at| matches!(word(at), "from" | "than" | "compared" | "versus" | "against"));
    // "the strongest storm since Typhoon Goni in November 2020"
    let measure = near.clone().any(|at| word(at) == "since" && !time.open) && !near.clone().any(|at| word(at) == ",");
    if compared || measure {
        return true;
    }
    // "the first week of the year"
    let part =
        before(1) == "the" && before(2) == "of" || before(1) == "of" && time.resolved.precision == Precision::Year;
    let whole = part && dated_noun(context, sentence_at(context, time), time).is_none();
    let term = matches!(before(1), "ended" | "ending") || matches!(before(2), "ended" | "ending");
    inside || owned || term || whole
}

/// The noun naming an event that the expression hangs on ("a deadly attack in Kashmir on April 22").
fn dated_noun(context: &Context<'_, '_, '_>, sentence: usize, time: &TimeExpression) -> Option<usize> {
    let chunks = &context.syntax.chunks;
    let range = context.syntax.sentences[sentence].clone();
    let mut at = context.syntax.chunk_of(time.tokens.start)?;
    // "the April 22 attack": the expression stands inside the phrase.
    let inside = |c: &Chunk| c.is_noun() && context.lexicon.events.first(context.tags.lemma(c.head)).is_some();
    if range.contains(&(at + 1)) && inside(&chunks[at + 1]) && chunks[at + 1].tokens.start == time.tokens.end {
        return Some(at + 1);
    }
    if inside(&chunks[at]) && chunks[at].head >= time.tokens.end {
        return Some(at);
    }
    let first = range.start.max(at.saturating_sub(CHAIN));
    while at > first {
        at -= 1;
        match chunks[at].kind {
            ChunkKind::Preposition | ChunkKind::Quote | ChunkKind::Adverb | ChunkKind::Time => {}
            ChunkKind::Noun if inside(&chunks[at]) => return Some(at),
            // Only a chain of prepositional phrases leads to the noun.
            ChunkKind::Noun if at > range.start && chunks[at - 1].kind == ChunkKind::Preposition => {}
            _ => return None,
        }
    }
    None
}
