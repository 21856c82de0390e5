//! A headline from the words of the text: shortened, no verb lost, people by name.

use super::Told;
use crate::attribution::{Attributions, Context};
use crate::entity::Mention;
use crate::report::view::{AttributionKind, EntityType, EventKind, MentionKind};
use crate::syntax::{Chunk, ChunkKind, Clause, Marker, Relation, VerbForm};
use crate::tag::Tag;
use crate::text::capitalised;
use crate::time::TimeExpression;
use std::ops::Range;

/// Longest headline, in tokens of the text.
const MOST_TOKENS: usize = 18;
/// Clauses behind one that may share its subject.
const CLAUSES: usize = 4;
/// Tokens within which "that" opens what is said.
const THAT_WITHIN: usize = 6;

/// The tokens that a headline leaves out: the date, which stands beside it.
pub(super) struct Skipped(pub Range<usize>);

impl Skipped {
    /// The expression that dates an event, with the end of its range if it has one.
    pub fn new(context: &Context<'_, '_, '_>, time: &TimeExpression, last: Option<&TimeExpression>) -> Self {
        Skipped(time_start(context, time)..last.unwrap_or(time).tokens.end)
    }
}

/// The headline of what somebody says: the speaker, the verb and the first words.
pub(super) fn of_statement(
    context: &Context<'_, '_, '_>,
    attributions: &Attributions,
    clause: &Clause,
) -> Option<Told> {
    let chunks = &context.syntax.chunks;
    let verb = &chunks[clause.verb];
    let said = attributions.list.iter().find(|a| a.cue.as_ref().is_some_and(|cue| cue.contains(&verb.head)))?;
    let content = context.document.tokens_in(*said.content.first()?);
    let source = said.sources.first()?;
    let speaker = source.entity.map_or(source.text.as_str(), |e| context.entities.entities[e].name.as_str());
    // "said on Friday that prices would fall": the day is no part of what was said.
    let that = content.clone().take(THAT_WITHIN).find(|&at| context.document.tokens[at].is("that"));
    let start = that.map_or(content.start, |that| that + 1);
    let end = content.end.min(start + MOST_TOKENS);
    let told = words(context, start..end, &Skipped(0..0));
    let told = told.trim_matches(['"', '“', '”', '‘', '’', ',', ' ']);
    let more = if end < content.end { "…" } else { "" };
    let told = match said.kind {
        AttributionKind::Direct => format!("“{told}{more}”"),
        _ => format!("{told}{more}"),
    };
    // "told reporters" needs whom; the headline has no room for them.
    let said = match context.tags.lemma(verb.head) {
        "tell" => "said",
        _ => context.document.word(verb.head),
    };
    let headline = sentence_case(&format!("{speaker} {said} {told}"));
    let cue = verb.tokens.clone();
    let whole = cue.start.min(content.start)..cue.end.max(content.end);
    Some(Told { kind: EventKind::Statement, headline: tidy(&headline), tokens: whole, trigger: verb.head })
}

/// The headline of a dated clause.
pub(super) fn of_clause(
    context: &Context<'_, '_, '_>,
    clause: &Clause,
    time: &TimeExpression,
    skipped: &Skipped,
) -> Option<Told> {
    let mut told = of_plain_clause(context, clause, Some(time), skipped)?;
    let whole = &mut told.tokens;
    if time.tokens.start < whole.start && whole.start.saturating_sub(time.tokens.end) <= 2 {
        whole.start = skipped.0.start;
    }
    if time.tokens.start <= whole.end + 1 {
        whole.end = whole.end.max(time.tokens.end);
    }
    Some(told)
}

/// The headline of a clause without a date.
pub(super) fn of_undated(context: &Context<'_, '_, '_>, clause: &Clause) -> Option<Told> {
    of_plain_clause(context, clause, None, &Skipped(0..0))
}

fn of_plain_clause(
    context: &Context<'_, '_, '_>,
    clause: &Clause,
    time: Option<&TimeExpression>,
    skipped: &Skipped,
) -> Option<Told> {
    let chunks = &context.syntax.chunks;
    let verb = &chunks[clause.verb];
    let first_subject = clause.subjects.iter().map(|&s| chunks[s].tokens.start).min();
    // "Before that came …": nobody is told of.
    let points = |&s: &usize| {
        let word = context.document.tokens[chunks[s].head].lower.as_str();
        chunks[s].tokens.len() == 1 && matches!(word, "that" | "this" | "these" | "those" | "what" | "which" | "there")
    };
    if clause.subjects.len() == 1 && clause.subjects.first().is_some_and(points) {
        return None;
    }
    let subject = match (clause.subjects.first(), clause.subjects.last()) {
        (Some(&first), Some(&last)) => subject_words(context, first, last),
        _ if clause.group.form == VerbForm::Finite => return None,
        _ => String::new(),
    };
    let end = own_end(context, clause).max(verb.tokens.end);
    let joined = clause.relation == Relation::Main || clause.relation == Relation::Relative;
    let start = first_subject
        .filter(|&s| joined && s < verb.tokens.start)
        .map_or(verb.tokens.start, |s| person_start(context, s));
    let whole = start..end;
    // "X has been army chief since 2022": what began then is what a reader wants to know.
    let copula = context.tags.lemma(verb.head) == "be" && clause.group.perfect;
    if copula
        && time.is_some_and(|t| t.open)
        && let Some(object) = clause.object()
    {
        let became = words(context, object.tokens.clone(), skipped);
        let headline = sentence_case(&format!("{subject} becomes {became}"));
        return Some(Told { kind: EventKind::Event, headline, tokens: whole, trigger: verb.head });
    }
    let plural = clause.subjects.len() > 1
        || clause.subjects.first().is_some_and(|&s| matches!(context.tags.tag(chunks[s].head), Tag::Nns | Tag::Nnps));
    let bare = clause.group.passive && verb.tokens.len() == 1 && !subject.is_empty();
    let passive = match (bare, plural) {
        (false, _) => "",
        (true, false) => "was ",
        (true, true) => "were ",
    };
    let told = words(context, verb.tokens.start..cut(context, clause, verb.tokens.end..end), skipped);
    let headline = sentence_case(format!("{subject} {passive}{told}").trim());
    Some(Told { kind: EventKind::Event, headline, tokens: whole, trigger: verb.head })
}

/// The headline of a line that tells an event behind its date: its first sentence in a few words.
pub(super) fn of_line(context: &Context<'_, '_, '_>, tokens: Range<usize>) -> Told {
    let document = context.document;
    let sign = |at: &usize| matches!(document.tokens[*at].lower.as_str(), "." | ";" | "(");
    let end = tokens.clone().find(sign).unwrap_or(tokens.end);
    let cut = end.min(tokens.start + MOST_TOKENS);
    let more = if cut < end { "…" } else { "" };
    let headline = sentence_case(&(words(context, tokens.start..cut, &Skipped(0..0)) + more));
    let verb = (tokens.start..end).find(|&at| context.tags.tag(at).is_verb());
    Told { kind: EventKind::Event, headline, tokens: tokens.start..end, trigger: verb.unwrap_or(tokens.start) }
}

/// The headline of a noun that names an event, with what it led to.
pub(super) fn of_noun(
    context: &Context<'_, '_, '_>,
    noun: usize,
    time: &TimeExpression,
    skipped: &Skipped,
) -> Option<Told> {
    let chunks = &context.syntax.chunks;
    let start = chunks[noun].tokens.start;
    let mut end = chunks[noun].tokens.end;
    let mut at = noun + 1;
    while chunks.get(at).is_some_and(|c| c.kind == ChunkKind::Preposition)
        && chunks.get(at + 1).is_some_and(Chunk::is_noun)
        && end - start < MOST_TOKENS
    {
        end = chunks[at + 1].tokens.end;
        at += 2;
    }
    let sentence = context.document.sentence_of(start)?;
    let relative = context.syntax.clauses_in(sentence).map(|(_, c)| c).find(|c| {
        c.relation == Relation::Relative && c.subjects == [noun] && chunks[c.verb].tokens.start > time.tokens.start
    });
    let mut headline = words(context, start..end.max(chunks[noun].tokens.end), skipped);
    let mut whole = start.min(time.tokens.start)..end.max(time.tokens.end);
    if let Some(clause) = relative {
        let verb = chunks[clause.verb].tokens.start;
        headline = format!("{headline} {}", words(context, verb..cut(context, clause, verb..clause.end), skipped));
        whole.end = whole.end.max(clause.end);
    }
    let headline = sentence_case(&headline);
    Some(Told { kind: EventKind::Event, headline, tokens: whole, trigger: chunks[noun].head })
}

/// The subject in a few words: names instead of titles and pronouns.
fn subject_words(context: &Context<'_, '_, '_>, first: usize, last: usize) -> String {
    let chunks = &context.syntax.chunks;
    let name = |chunk: usize| {
        let head = chunks[chunk].head;
        let person = context.entities.person_at(head).or_else(|| {
            let person = |m: &&Mention| context.entities.entities[m.entity].kind == EntityType::Person;
            let named =
                |m: &&Mention| context.tags.tag(head) == Tag::Prp || m.kind == MentionKind::Nominal && person(m);
            context.entities.mention_at(head).filter(named).map(|m| m.entity)
        });
        person.map(|e| context.entities.entities[e].name.clone())
    };
    if first == last
        && let Some(name) = name(first)
    {
        return name;
    }
    // "the Fed's Dec. 12-13 meeting": the date stands within the phrase.
    let mut from = first;
    let noun = |at: Option<usize>| at.filter(|&at| chunks[at].is_noun());
    let owned = first >= 3
        && chunks[first - 1].kind == ChunkKind::Time
        && context.document.tokens[chunks[first - 2].head].is("'s");
    let owner = noun(first.checked_sub(3)).filter(|_| owned);
    if let Some(owner) = owner {
        from = owner;
        while let Some(above) = noun(from.checked_sub(2)).filter(|_| chunks[from - 1].kind == ChunkKind::Preposition) {
            from = above;
        }
    }
    let tokens = chunks[from].tokens.start..chunks[last].tokens.end;
    // What hangs on the subject tells which one it is ("the head of the agency").
    plain(context, tokens)
}

/// Where the phrase that names a person begins, title included.
fn person_start(context: &Context<'_, '_, '_>, token: usize) -> usize {
    context.entities.titled_at(token).map_or(token, |(range, _)| range.start.min(token))
}

/// Where an expression begins, its preposition included.
fn time_start(context: &Context<'_, '_, '_>, time: &TimeExpression) -> usize {
    let back = |at: usize, wanted: Tag| at.checked_sub(1).filter(|&b| context.tags.tag(b) == wanted);
    let start = back(time.tokens.start, Tag::Dt).unwrap_or(time.tokens.start);
    let start = back(start, Tag::In).unwrap_or(start);
    // "on or before 28 February"
    let or = start
        .checked_sub(2)
        .filter(|&on| context.document.tokens[on].is("on") && context.document.tokens[on + 1].is("or"));
    let start = or.unwrap_or(start);
    // "shortly after midnight"
    let close = |at: &usize| matches!(context.document.tokens[*at].lower.as_str(), "shortly" | "just" | "soon");
    start.checked_sub(1).filter(close).unwrap_or(start)
}

/// Where a clause ends, or the next one with the same subject begins ("… and lost her bid").
fn own_end(context: &Context<'_, '_, '_>, clause: &Clause) -> usize {
    let chunks = &context.syntax.chunks;
    let verb = chunks[clause.verb].tokens.end;
    let mut behind = context.syntax.clauses_around(clause.sentence, verb, CLAUSES).map(|(_, c)| c);
    let next = behind.find(|c| c.verb > clause.verb && c.relation == Relation::Coordinate);
    let joint =
        next.and_then(|next| (clause.verb + 1..next.verb).rev().find(|&at| chunks[at].kind == ChunkKind::Conjunction));
    joint.map_or(clause.end, |at| chunks[at].tokens.start.min(clause.end))
}

/// Where the telling of a clause can stop: before a comma, or where it gets too long.
fn cut(context: &Context<'_, '_, '_>, clause: &Clause, range: Range<usize>) -> usize {
    let names = |at: usize| context.entities.titled_at(at).is_some();
    let comma = range.clone().find(|&i| {
        context.document.tokens[i].is(",")
            && !names(i)
            && !context.document.tokens.get(i + 1).is_some_and(|t| t.kind == crate::token::TokenKind::Number)
    });
    let end = comma.unwrap_or(range.end).min(range.end);
    if end - range.start <= MOST_TOKENS {
        return end;
    }
    // Stop at the last argument that still fits.
    let fits = clause.arguments.iter().map(|a| a.tokens.end).filter(|&e| e <= range.start + MOST_TOKENS).max();
    let boundary = |at: usize| {
        let chunks = &context.syntax.chunks;
        let behind = chunks.partition_point(|c| c.tokens.end <= at);
        behind.checked_sub(1).map(|c| chunks[c].tokens.end)
    };
    fits.filter(|_| !matches!(clause.arguments.last().map(|a| a.marker), Some(Marker::That)))
        .or_else(|| boundary(range.start + MOST_TOKENS))
        .unwrap_or(end)
}

/// The words of `range` without temporal expressions, with people by name alone.
fn words(context: &Context<'_, '_, '_>, range: Range<usize>, skipped: &Skipped) -> String {
    let mut out = String::new();
    let mut at = range.start;
    while at < range.end {
        if skipped.0.contains(&at) {
            at += 1;
            continue;
        }
        if let Some((titled, entity)) = context.entities.titled_at(at) {
            push(&mut out, &context.entities.entities[*entity].name, true);
            at = titled.end.max(at + 1);
            continue;
        }
        push(&mut out, context.document.word(at), context.document.tokens[at].spaced);
        at += 1;
    }
    tidy(&out)
}

fn plain(context: &Context<'_, '_, '_>, range: Range<usize>) -> String {
    let mut out = String::new();
    range.for_each(|at| push(&mut out, context.document.word(at), context.document.tokens[at].spaced));
    tidy(&out)
}

fn push(out: &mut String, word: &str, spaced: bool) {
    if spaced && !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

fn tidy(words: &str) -> String {
    let words = words.trim().trim_end_matches([',', ';', ':', '-', '–']).trim();
    let opens = words.matches('“').count();
    let closes = words.matches('”').count();
    let straight = words.matches('"').count();
    match (opens > closes, straight % 2) {
        (true, _) => format!("{words}”"),
        (false, 1) => format!("{words}\""),
        _ => words.to_owned(),
    }
}

/// A capital first, no article.
fn sentence_case(words: &str) -> String {
    let words = ["a ", "an ", "the ", "A ", "An ", "The "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words);
    capitalised(words)
}
