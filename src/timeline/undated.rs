//! What is told without a date of its own: the news itself, and what follows on another event.
//!
//! News tells of the day before it is printed: what a report tells in the past tense, and says no day of, is dated to
//! the day that its lead names if that is at most three days back, and to the day of publication otherwise. Measured
//! on dated events of Wikinews articles, this is right more often than the day of publication by itself.

use super::dated::{is_denied, is_plain_speech};
use super::{Event, Told, When, headline, merge};
use crate::attribution::{Attributions, Context, overlapping};
use crate::report::view::{Dating, EventKind, Precision, TimeCertainty, TimeType};
use crate::segment::SentenceKind;
use crate::syntax::{ChunkKind, Clause, Relation, VerbForm};
use crate::tag::Tag;
use crate::text::Span;
use crate::time::{Period, Times};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How many days back the lead may name the day of the news.
const DAYS_BACK: i64 = 3;
/// Tokens behind "after the" within which the noun of the event stands.
const NOUN_WITHIN: usize = 4;
/// Sentences of the body that are the lead.
const LEAD: usize = 3;

/// Adds the events without a date of their own.
pub(super) fn add(context: &Context<'_, '_, '_>, times: &Times, attributions: &Attributions, events: &mut Vec<Event>) {
    let document = context.document;
    let body: Vec<usize> =
        (0..document.sentences.len()).filter(|&s| document.sentences[s].kind == SentenceKind::Body).collect();
    let lead = &body[..body.len().min(LEAD)];
    let (day, time) = news_day(context, times, lead);
    let reason = if time.is_some() {
        "No day is said; told as part of the news of this day, which the lead names."
    } else {
        "No day is said; told as news on the day of publication."
    };
    let sure = times.publication.is_sure();
    let mut told = merge::Told::default();
    let mut triggers = BTreeSet::new();
    // The last event of each sentence that has happened, for what follows on it.
    let mut latest: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, event) in events.iter().enumerate() {
        told.note(context, event, index);
        triggers.insert(event.trigger);
        if event.kind == EventKind::Event && event.days.0 <= times.publication.date {
            latest.insert(event.sentence, index);
        }
    }
    let mut by_cue: BTreeMap<usize, usize> = BTreeMap::new();
    let mut previous: Option<usize> = None;
    for &sentence in &body {
        if let Some(said) = undated(context, attributions, &triggers, sentence, lead.contains(&sentence)) {
            let follows = after_named(context, &told, sentence)
                .filter(|&named| events[named].dating == Dating::Expression)
                .or(previous.filter(|_| follows_on(context, sentence, said.trigger)));
            let mut when = When {
                dating: Dating::News,
                time: None,
                date: Period::day(day).value(sure),
                days: (day, day),
                open: false,
                precision: Precision::Day,
                certainty: TimeCertainty::Vague,
                after: follows,
                reason: reason.into(),
            };
            if let Some(earlier) = follows.map(|before| &events[before]) {
                when.dating = Dating::Order;
                (when.date, when.days, when.precision) = (earlier.date.clone(), earlier.days, earlier.precision);
                when.reason = format!("No day is said; told as following “{}”.", earlier.headline);
            }
            let event = Event::new(context, said, sentence, when);
            match told.again(context, events, &event) {
                Some(other) => events[other].mentions.push(event.evidence),
                None => {
                    told.note(context, &event, events.len());
                    by_cue.insert(event.trigger, events.len());
                    previous = Some(events.len());
                    events.push(event);
                }
            }
        } else if let Some(event) = goes_on_saying(context, attributions, sentence).and_then(|cue| by_cue.get(&cue)) {
            // What goes on within quotation marks belongs to the words before it.
            events[*event].mentions.push(document.span(document.sentences[sentence].tokens.clone()));
        }
        previous = previous.filter(|&p| events[p].kind == EventKind::Event);
        previous = latest.get(&sentence).copied().or(previous);
    }
    if let Some(&first) = lead.first() {
        add_headline(context, first, events);
    }
}

/// What a sentence tells, unless a date was found for it.
fn undated(
    context: &Context<'_, '_, '_>,
    attributions: &Attributions,
    triggers: &BTreeSet<usize>,
    sentence: usize,
    lead: bool,
) -> Option<Told> {
    let clause = told_by(context, sentence, lead, &attributions.quotations)?;
    if triggers.contains(&context.syntax.chunks[clause.verb].head) {
        return None;
    }
    let told = match is_plain_speech(context, clause) {
        true => headline::of_statement(context, attributions, clause),
        false => headline::of_undated(context, clause),
    };
    told.filter(|told| told.headline.contains(char::is_alphabetic))
}

/// The cue, in an earlier sentence, of the words that sentence `sentence` goes on with.
fn goes_on_saying(context: &Context<'_, '_, '_>, attributions: &Attributions, sentence: usize) -> Option<usize> {
    let tokens = &context.document.sentences[sentence].tokens;
    let middle = tokens.start + tokens.len() / 2;
    let span = context.document.span(middle..middle + 1);
    let said = attributions.around(span).find_map(|a| a.cue.as_ref())?;
    (!tokens.contains(&said.start)).then(|| said.end.checked_sub(1))?
}

/// The headline tells what the lead tells.
fn add_headline(context: &Context<'_, '_, '_>, lead: usize, events: &mut [Event]) {
    let document = context.document;
    let headline = document.sentences.iter().position(|s| s.kind == SentenceKind::Headline);
    let Some(headline) = headline else { return };
    // The telling that has a word in common with it, else the most exact one.
    let lemmas: Vec<&str> = document.sentences[headline].tokens.clone().map(|at| context.tags.lemma(at)).collect();
    let told = events
        .iter_mut()
        .filter(|e| e.sentence == lead)
        .min_by_key(|e| (!lemmas.contains(&context.tags.lemma(e.trigger)), e.days.1 - e.days.0, e.evidence.start));
    if let Some(event) = told {
        event.mentions.push(document.span(document.sentences[headline].tokens.clone()));
    }
}

/// The day of the news, and the expression in the lead that names it.
fn news_day(context: &Context<'_, '_, '_>, times: &Times, lead: &[usize]) -> (NaiveDate, Option<usize>) {
    let published = times.publication.date;
    let in_lead = |at: usize| {
        let sentence = context.document.sentence_of(at);
        let headline = sentence.is_some_and(|s| context.document.sentences[s].kind == SentenceKind::Headline);
        headline || sentence.is_some_and(|s| lead.contains(&s))
    };
    let named = times.expressions.iter().enumerate().find_map(|(index, time)| {
        let dated = matches!(time.resolved.kind, TimeType::Date | TimeType::Time) && !time.tense.is_ahead();
        let (first, last) = time.resolved.days.filter(|_| dated && !time.open && in_lead(time.tokens.start))?;
        let back = (published - first).num_days();
        (first == last && (0..=DAYS_BACK).contains(&back)).then_some((first, Some(index)))
    });
    named.unwrap_or((published, None))
}

/// The clause that tells what a sentence tells: the first outside quotation marks that says what happened, what goes
/// on, or what somebody says.
fn told_by<'a>(context: &Context<'a, '_, '_>, sentence: usize, lead: bool, quotations: &[Span]) -> Option<&'a Clause> {
    let (syntax, document) = (context.syntax, context.document);
    let tells = |c: &&Clause| {
        let before = c.subjects.first().map_or(c.verb, |&s| s.min(c.verb));
        let hangs = before.checked_sub(1).is_some_and(|b| syntax.chunks[b].kind == ChunkKind::Subordinator);
        let whose = c
            .subjects
            .first()
            .is_some_and(|&s| matches!(context.tags.tag(syntax.chunks[s].tokens.start), Tag::WpS | Tag::Wp | Tag::Wdt));
        let main = !whose
            && matches!(c.relation, Relation::Main | Relation::Coordinate)
            && c.group.form == VerbForm::Finite
            && !c.subjects.is_empty()
            && !hangs;
        let verb = &syntax.chunks[c.verb];
        let quoted = !overlapping(quotations, document.tokens[verb.head].span).is_empty();
        let goes_on = verb.tokens.len() > 1 && context.tags.tag(verb.head) == Tag::Vbg;
        let says = || context.lexicon.is_speech(context.tags.lemma(verb.head));
        let suffers = || {
            let state = context.lexicon.calendar.has(context.tags.lemma(verb.head), "state");
            c.group.passive && !state
        };
        // "She was 91", "The attendance was 41,984": a state.
        let behind = &syntax.chunks[(c.verb + 1).min(syntax.chunks.len() - 1)];
        let number = context.tags.tag(behind.head) == Tag::Cd;
        let is = context.tags.lemma(verb.head) == "be" && number;
        let group = c.group;
        // "the months ended 30 September"
        let term = document.tokens[verb.head].is("ended")
            && syntax.chunks.get(c.verb + 1).is_some_and(|n| n.kind == ChunkKind::Time);
        let open = group.future || group.conditional || group.negated || is_denied(context, c) || term;
        main && !quoted
            && !open
            && (!is || lead)
            && (group.past || group.perfect || suffers() || goes_on || says() || lead)
    };
    syntax.clauses_in(sentence).map(|(_, c)| c).find(tells)
}

/// The event that a sentence says it comes after, by its noun ("after the attack").
fn after_named(context: &Context<'_, '_, '_>, told: &merge::Told<'_>, sentence: usize) -> Option<usize> {
    let tokens = context.document.sentences[sentence].tokens.clone();
    let word = |at: usize| context.document.tokens[at].lower.as_str();
    let after = tokens.clone().filter(|&at| {
        matches!(word(at), "after" | "following")
            && tokens.contains(&(at + 1))
            && matches!(word(at + 1), "the" | "that")
    });
    after
        .flat_map(|at| at + 2..tokens.end.min(at + 2 + NOUN_WITHIN))
        .find_map(|at| told.by_noun(context.tags.lemma(at)).filter(|_| context.tags.tag(at).is_noun()))
}

/// Whether a clause says that it comes after what was told before it ("in response", "then", "retaliated").
fn follows_on(context: &Context<'_, '_, '_>, sentence: usize, trigger: usize) -> bool {
    let document = context.document;
    let start = document.sentences[sentence].tokens.start;
    let opening = context.lexicon.calendar.longest(|k, form| {
        if let Some(token) = document.tokens.get(start + k) {
            form(&token.lower);
        }
    });
    let opens = opening.is_some_and(|(_, mut rows)| rows.any(|row| row.field(0) == "follows"));
    opens || context.lexicon.calendar.has(context.tags.lemma(trigger), "follows")
}
