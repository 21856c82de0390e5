//! Dated clauses and nouns to a timeline: what happened when, in order.

mod headline;

use crate::attribution::Context;
use crate::report::view::{EntityType, Precision, TimeCertainty, TimeType};
use crate::segment::SentenceKind;
use crate::syntax::{Chunk, ChunkKind, Clause, Relation, VerbForm};
use crate::text::Span;
use crate::time::{TimeExpression, Times};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::ops::Range;

/// A dated event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Index of the temporal expression that dates it.
    pub time: usize,
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
    /// The words that show it.
    pub evidence: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Entities that take part.
    pub participants: Vec<usize>,
    /// How it was dated, in words.
    pub reason: String,
}

/// Builds the timeline, in the order in which things happened.
pub fn build(context: &Context<'_, '_, '_>, times: &Times) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (index, time) in times.expressions.iter().enumerate() {
        if let Some(event) = event(context, index, time)
            && !events.iter().any(|e| is_same(e, &event))
        {
            events.push(event);
        }
    }
    events.sort_by(|a, b| a.days.cmp(&b.days).then(a.evidence.start.cmp(&b.evidence.start)));
    events
}

/// Whether two events are tellings of the same one: the same words, or the same days and headline.
fn is_same(a: &Event, b: &Event) -> bool {
    a.days == b.days && (a.evidence.overlaps(b.evidence) || a.headline.eq_ignore_ascii_case(&b.headline))
}

fn event(context: &Context<'_, '_, '_>, index: usize, time: &TimeExpression) -> Option<Event> {
    let sentence = context.document.sentence_of(time.tokens.start)?;
    let body = context.document.sentences[sentence].kind == SentenceKind::Body;
    let days = time.resolved.days.filter(|_| body && time.resolved.kind == TimeType::Date)?;
    if is_modifier(context, time) {
        return None;
    }
    let told = told_by(context, sentence, time)?;
    let evidence = context.document.span(told.tokens.clone());
    let mut seen = BTreeSet::new();
    let participants = context
        .entities
        .mentions_in(told.tokens.clone())
        .map(|m| m.entity)
        .filter(|&e| context.entities.entities[e].kind != EntityType::Norp && seen.insert(e))
        .collect();
    let before = time.tokens.start.checked_sub(1).map_or("", |i| context.document.tokens[i].lower.as_str());
    let open = time.open || before == "since";
    let words = context.document.words(time.tokens.clone());
    let reason = format!("“{words}”: {}", lower_first(&time.resolved.reason));
    Some(Event {
        time: index,
        date: time.resolved.value.clone(),
        days,
        open,
        precision: time.resolved.precision,
        certainty: time.resolved.certainty,
        headline: told.headline,
        evidence,
        sentence,
        participants,
        reason,
    })
}

/// A headline and the tokens that it was made from.
struct Told {
    headline: String,
    tokens: Range<usize>,
}

/// What a temporal expression dates: a noun that names an event, or a clause.
fn told_by(context: &Context<'_, '_, '_>, sentence: usize, time: &TimeExpression) -> Option<Told> {
    let syntax = context.syntax;
    let clauses: Vec<&Clause> = syntax.clauses_in(sentence).map(|(_, c)| c).collect();
    let starts = |c: &Clause| syntax.chunks[c.verb].tokens.start;
    let within =
        clauses.iter().rev().find(|c| starts(c) < time.tokens.start && time.tokens.start <= c.end + 1).copied();
    let behind = clauses.iter().find(|c| starts(c) >= time.tokens.end).copied();
    let noun = dated_noun(context, sentence, time);
    if let Some(noun) = noun {
        let core = |c: &Clause| {
            c.subjects.contains(&noun) || c.object().is_some_and(|o| o.nouns.contains(&noun)) && !c.subjects.is_empty()
        };
        if !within.is_some_and(core)
            && !behind.is_some_and(|c| c.relation != Relation::Relative && c.subjects.contains(&noun))
        {
            return headline::of_noun(context, noun, time);
        }
    }
    let mut clause = within.or(behind)?;
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
    let lemma = context.tags.lemma(syntax.chunks[clause.verb].head);
    let plain_speech = matches!(lemma, "say" | "tell" | "add" | "note" | "write" | "comment" | "explain" | "state");
    if clause.group.negated || clause.group.conditional || plain_speech {
        return None;
    }
    headline::of_clause(context, clause, time)
}

/// Whether an expression only says which one is meant ("fourth-quarter profit", "the three months ended Dec. 31").
fn is_modifier(context: &Context<'_, '_, '_>, time: &TimeExpression) -> bool {
    let chunk = context.syntax.chunk_of(time.tokens.start).map(|c| &context.syntax.chunks[c]);
    let inside = chunk.is_some_and(|c| {
        c.is_noun() && c.head >= time.tokens.end && context.lexicon.events.first(context.tags.lemma(c.head)).is_none()
    });
    let before =
        |back: usize| time.tokens.start.checked_sub(back).map_or("", |i| context.document.tokens[i].lower.as_str());
    let term = matches!(before(1), "ended" | "ending") || matches!(before(2), "ended" | "ending");
    inside || term
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
    while at > range.start {
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
