//! Told speech, thought and intent to attributions.

use super::cue::Cue;
use super::source::{self, Source};
use super::{Attribution, Context};
use crate::lexicon::frame::{Frame, FrameKind};
use crate::report::view::{Act, AttributionKind, TargetRole};
use crate::segment::SentenceKind;
use crate::syntax::{Argument, ChunkKind, Clause, Marker, Relation, VerbForm};
use crate::tag::Tag;
use crate::text::Span;
use std::ops::Range;

/// An attribution of told words, its kind still to be seen.
fn told(
    context: &Context<'_, '_, '_>,
    sources: Vec<Source>,
    cue: Range<usize>,
    clause: Option<usize>,
    content: Vec<Range<usize>>,
) -> Option<Attribution> {
    let document = context.document;
    let content: Vec<Span> =
        content.into_iter().map(|c| document.span(trim(context, c))).filter(|s| s.start < s.end).collect();
    (!content.is_empty()).then_some(Attribution {
        sources,
        cue: Some(cue),
        content,
        kind: AttributionKind::Indirect,
        via: Vec::new(),
        clause,
    })
}

/// "According to X, …" and "…, according to X".
pub(super) fn according_to(context: &Context<'_, '_, '_>, index: usize) -> Option<Attribution> {
    let document = context.document;
    let sentence = document.sentences[index].tokens.clone();
    let is = |t: usize, word: &str| sentence.contains(&t) && document.tokens[t].is(word);
    let cue = sentence.clone().find(|&i| is(i, "according") && is(i + 1, "to"))?;
    let opens = (sentence.start..cue)
        .all(|t| document.is_quote(t) || matches!(document.tokens[t].lower.as_str(), "and" | "but"));
    let comma = (cue + 2..sentence.end).find(|&i| document.tokens[i].is(","));
    let end = if opens { comma? } else { comma.unwrap_or(sentence.end) };
    // "paid according to their age": no source.
    if context.tags.tag(cue + 2) == Tag::PrpS
        && context.syntax.chunk_of(cue + 2).is_none_or(|c| context.holder(c).is_none())
    {
        return None;
    }
    let source = source::within(context, cue + 2..end)?;
    let content = if opens { end + 1..sentence.end } else { sentence.start..cue };
    told(context, vec![source], cue..cue + 2, None, vec![content])
}

/// An attribution by a verb of saying, thinking or taking a position.
pub(super) fn by_clause(context: &Context<'_, '_, '_>, at: usize, clause: &Clause) -> Option<Attribution> {
    let document = context.document;
    let tells = |cue: &Cue<'_>| match cue.frame.kind {
        FrameKind::Speech => true,
        // Who monitors, refuses or plans something has not said so.
        FrameKind::Stance => !matches!(cue.frame.act, Act::Say | Act::Reject),
        FrameKind::Act | FrameKind::Intent => false,
    };
    let cue = context.cue(clause).filter(tells)?;
    // What somebody pledges or urges to say has not been said, nor what might be.
    if clause.group.negated || clause.group.conditional || clause.relation == Relation::Complement {
        return None;
    }
    if let Some(attribution) = implicit(context, at, clause, &cue) {
        return Some(attribution);
    }
    let sources = if cue.frame.kind == FrameKind::Speech {
        subjects(context, clause)
    } else {
        context.agents(clause, cue.passive)
    };
    if sources.is_empty() {
        return None;
    }
    let verb = &context.syntax.chunks[clause.verb];
    let sentence = document.sentences[clause.sentence].tokens.clone();
    if let Some(content) = argument(context, clause, &cue) {
        return told(context, sources, cue.tokens, Some(at), vec![content]);
    }
    if !context.is_saying(clause.verb) || clause.group.passive {
        return None;
    }
    // "…, X said" / "…, said X" / "The plan, X said, would …"
    let first = clause.subjects.iter().map(|&s| context.syntax.chunks[s].tokens.start).min()?.min(verb.tokens.start);
    let last = clause.subjects.iter().map(|&s| context.syntax.chunks[s].tokens.end).max()?.max(verb.tokens.end);
    let comma = first.checked_sub(1).is_some_and(|b| sentence.contains(&b) && document.tokens[b].is(","));
    if !comma {
        return None;
    }
    let chunks = &context.syntax.chunks;
    // "Mexico said enough": its own object is what is said.
    let next = context.syntax.chunk_of(last).filter(|_| sentence.contains(&last)).map(|c| chunks[c].kind);
    let free = matches!(
        next,
        None | Some(
            ChunkKind::Comma
                | ChunkKind::Stop
                | ChunkKind::Time
                | ChunkKind::Preposition
                | ChunkKind::Adverb
                | ChunkKind::Quote
        )
    );
    if !free {
        return None;
    }
    let before = sentence.start..first - 1;
    let finite = |tokens: Range<usize>| {
        let start = chunks.partition_point(|c| c.tokens.start < tokens.start);
        let own = chunks[start..].iter().take_while(|c| c.tokens.start < tokens.end);
        own.into_iter().any(|c| c.verb().is_some_and(|v| v.form == VerbForm::Finite))
    };
    // "The plan, X said, would …" / "In Rome, X said, rents have doubled": the sentence goes on behind the speaker.
    let comma = document.tokens.get(last).is_some_and(|t| t.is(",")) && sentence.contains(&last);
    let verb_next = context.syntax.chunk_of(last + 1).is_some_and(|c| chunks[c].verb().is_some());
    let resumes = comma && (verb_next || !finite(before.clone()) && finite(last..sentence.end));
    if !resumes && !finite(before.clone()) {
        return None;
    }
    let mut content = vec![before];
    if resumes {
        content.push(last + 1..sentence.end);
    }
    told(context, sources, cue.tokens, Some(at), content)
}

/// "It is believed that …", "X is said to have …": words of somebody who is not named.
fn implicit(context: &Context<'_, '_, '_>, at: usize, clause: &Clause, cue: &Cue<'_>) -> Option<Attribution> {
    let plain = cue.frame.kind == FrameKind::Speech && cue.passive && !clause.group.future;
    if !plain || clause.arguments.iter().any(|a| context.is_behind(a, &["by"])) {
        return None;
    }
    let [subject] = clause.subjects.as_slice() else { return None };
    let subject = &context.syntax.chunks[*subject];
    let find = |marker: Marker| clause.arguments.iter().find(|a| a.marker == marker).map(|a| a.tokens.clone());
    let content = match (context.document.tokens[subject.head].is("it"), find(Marker::That), find(Marker::Infinitive)) {
        (true, Some(that), _) => vec![that],
        (false, None, Some(to)) => vec![subject.tokens.clone(), to],
        _ => return None,
    };
    told(context, vec![Source::unnamed(cue.tokens.start)], cue.tokens.clone(), Some(at), content)
}

/// "his claim that …", "reports that …": what a noun tells that somebody says.
pub(super) fn by_noun(context: &Context<'_, '_, '_>, index: usize) -> Vec<Attribution> {
    let chunks = &context.syntax.chunks;
    let mut found = Vec::new();
    for at in context.syntax.sentences[index].clone() {
        let Some(that) =
            chunks.get(at + 1).filter(|c| chunks[at].is_noun() && context.document.tokens[c.head].is("that"))
        else {
            continue;
        };
        let lemma = context.tags.lemma(chunks[at].head);
        let frame = context.lexicon.nominals.rows(lemma).filter_map(Frame::nominal).find(|f| f.slot("that").is_some());
        let sentence = context.document.sentences[index].tokens.clone();
        let content = that.tokens.end..sentence.end;
        let subject = context.syntax.chunk_of(content.start).is_some_and(|c| chunks[c].is_noun());
        if frame.is_none() || !subject {
            continue;
        }
        let head = chunks[at].head;
        let holder = source::possessor(context, at, head).or_else(|| maker(context, index, at));
        let many = context.tags.tag(head) == Tag::Nns;
        let Some(source) = holder.or_else(|| many.then(|| Source::unnamed(head))) else { continue };
        found.extend(told(context, vec![source], head..head + 1, None, vec![content]));
    }
    found
}

/// Who makes the claim named by the noun at chunk `noun`: the subject of the verb that has it as its object.
fn maker(context: &Context<'_, '_, '_>, sentence: usize, noun: usize) -> Option<Source> {
    let owns =
        |c: &&Clause| c.object().is_some_and(|o| o.nouns.contains(&noun)) && !c.group.negated && !c.group.passive;
    let clause = context.syntax.clauses_in(sentence).map(|(_, c)| c).find(owns)?;
    let verb = context.tags.lemma(context.syntax.chunks[clause.verb].head);
    let light = matches!(
        verb,
        "make" | "issue" | "have" | "repeat" | "reiterate" | "express" | "voice" | "give" | "hold" | "share"
    );
    let &subject = clause.subjects.first().filter(|_| light)?;
    source::any(context, subject)
}

/// "Ruiz: Harbour will reopen", "Harbour will reopen: minister": the speaker in a headline.
pub(super) fn headline(context: &Context<'_, '_, '_>, index: usize) -> Option<Attribution> {
    let document = context.document;
    let sentence = &document.sentences[index];
    let tokens = sentence.tokens.clone();
    // A line without a full stop is one, whatever stands around it.
    let stopped = tokens
        .clone()
        .rev()
        .find(|&t| !document.is_quote(t))
        .is_some_and(|t| matches!(document.tokens[t].lower.as_str(), "." | "!" | "?" | "…"));
    if sentence.kind != SentenceKind::Headline && stopped {
        return None;
    }
    let colon = tokens.clone().find(|&t| document.tokens[t].is(":"))?;
    let chunks = &context.syntax.chunks;
    let finite = |range: Range<usize>| {
        let own = context.syntax.clauses_in(index).map(|(_, c)| c);
        own.filter(|c| range.contains(&chunks[c.verb].head)).any(|c| c.group.form == VerbForm::Finite)
    };
    let whole = |range: Range<usize>| {
        let at = context.syntax.chunk_of(range.start)?;
        (chunks[at].is_noun() && chunks[at].tokens.end == range.end).then(|| context.holder(at)).flatten()
    };
    let end =
        (tokens.start..tokens.end).rev().find(|&t| document.tokens[t].lower.starts_with(char::is_alphanumeric))? + 1;
    let (front, back) = (tokens.start..colon, colon + 1..end);
    let (source, content) = match (whole(front.clone()), whole(back.clone())) {
        // What stands in quotation marks has been read as a quotation.
        (Some(source), _) if finite(back.clone()) && !document.is_quote(back.start) => (source, back),
        (_, Some(source)) if finite(front.clone()) => (source, front),
        _ => return None,
    };
    told(context, vec![source], colon..colon + 1, None, vec![content])
}

/// Who says what a clause tells: its subjects, whoever they are.
fn subjects(context: &Context<'_, '_, '_>, clause: &Clause) -> Vec<Source> {
    if clause.group.passive {
        return context.agents(clause, true);
    }
    let relative = context.relative_pronoun(clause);
    let mut sources: Vec<Source> = clause.subjects.iter().filter_map(|&n| source::any(context, n)).collect();
    if let (Some(pronoun), [source]) = (relative, sources.as_mut_slice()) {
        source.tokens = pronoun..pronoun + 1;
    }
    sources
}

/// The argument of a cue that holds what is said.
fn argument(context: &Context<'_, '_, '_>, clause: &Clause, cue: &Cue<'_>) -> Option<Range<usize>> {
    let verb = &context.syntax.chunks[clause.verb];
    let find = |marker: &dyn Fn(&Argument) -> bool| clause.arguments.iter().find(|a| marker(a));
    if let Some(argument) = find(&|a| a.marker == Marker::That) {
        return Some(argument.tokens.clone());
    }
    let filled = |argument: &Argument| {
        let slots = || cue.frame.slots().filter(|slot| context.fills(argument, *slot));
        slots().any(|s| s.role == TargetRole::Topic || cue.frame.kind == FrameKind::Stance)
    };
    if let Some(argument) = find(&|a| a.marker == Marker::Infinitive && filled(a)) {
        return Some(argument.tokens.clone());
    }
    let aimed = clause.arguments.iter().any(filled);
    let wordy = clause.arguments.iter().any(|a| filled(a) && a.marker != Marker::Object);
    let stance = cue.frame.kind == FrameKind::Stance && aimed && wordy;
    stance.then(|| cue.tokens.end.max(verb.tokens.end)..clause.end)
}

/// Cuts what a source says where the sentence goes on with what it says next ("…, adding that …"), with what
/// somebody else says ("… and Y accused Z"), or with where the writer has it from ("…, according to Z").
pub(super) fn cut_at_next(context: &Context<'_, '_, '_>, list: &mut [Attribution]) {
    let document = context.document;
    // The first token of each further telling.
    let mut starts: Vec<usize> = list
        .iter()
        .filter_map(|a| match a.clause {
            Some(clause) => Some(context.first_token(&context.syntax.clauses[clause])),
            None => Some(a.cue.as_ref()?.start),
        })
        .collect();
    let joint = |c: &&Clause| matches!(c.relation, Relation::Participle | Relation::Coordinate);
    let telling = context.syntax.clauses.iter().filter(joint).filter(|c| context.is_saying(c.verb));
    starts.extend(telling.map(|c| context.first_token(c)));
    starts.sort_unstable();
    for attribution in list.iter_mut().filter(|a| a.kind != AttributionKind::Direct) {
        let Some(cue) = attribution.cue.clone() else { continue };
        for content in &mut attribution.content {
            let tokens = document.tokens_in(*content);
            if tokens.start < cue.end {
                continue;
            }
            let first = starts.partition_point(|&at| at <= tokens.start);
            let cut = starts[first..].iter().take_while(|at| **at < tokens.end).find(|&&at| {
                let before = document.tokens[at - 1].lower.as_str();
                let earlier = at.checked_sub(2).map_or("", |b| document.tokens[b].lower.as_str());
                let said = document.tokens[at].lower.as_str();
                before == "," && said != "who"
                    || matches!(before, "and" | "but" | "while" | "though" | "although") && earlier == ","
            });
            if let Some(&at) = cut {
                *content = document.span(trim(context, tokens.start..at));
            }
        }
        attribution.content.retain(|c| c.start < c.end);
    }
}

/// Drops commas, full stops, "that" and a dangling conjunction at both ends.
fn trim(context: &Context<'_, '_, '_>, range: Range<usize>) -> Range<usize> {
    let word = |t: usize| context.document.tokens[t].lower.as_str();
    let (mut start, mut end) = (range.start, range.end);
    while start < end && matches!(word(start), "," | ":" | "that" | ";") {
        start += 1;
    }
    while start < end && matches!(word(end - 1), "," | "." | ";" | ":" | "and" | "but" | "while" | "though") {
        end -= 1;
    }
    start..end
}
