//! Quotations to attributions: whose words stand between the marks.
//!
//! A quotation finds its speaker behind it ("…," X said), before it (X said: "…", X: "…"), in a signature ("…" — X),
//! or it goes on with the words of the quotation before it. One that only names or marks a word finds none.

use super::quote::Quotation;
use super::source::{self, Source};
use super::{Attribution, Context};
use crate::report::view::{AttributionKind, EntityType, SourceForm};
use crate::syntax::{ChunkKind, Marker, VerbForm};
use crate::text::{Cover, Span};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How far from a quotation the verb may stand that tells who speaks, in tokens.
const NEAR: usize = 40;
/// Words from which on a quotation is speech wherever it stands.
const SENTENCE_WORDS: usize = 4;

/// Whose words a quotation holds.
struct Speaker {
    sources: Vec<Source>,
    cue: Option<Range<usize>>,
    /// The chunk of the verb that tells it.
    verb: Option<usize>,
}

/// The attributions of quotations, in text order, and the chunks of the verbs that told them.
pub(super) fn find(context: &Context<'_, '_, '_>, quotations: &[Quotation]) -> (Vec<Attribution>, HashSet<usize>) {
    let mut reader = Reader { context, quotations, list: Vec::new(), by_verb: HashMap::new(), of: Vec::new() };
    for index in 0..quotations.len() {
        let found = reader.read(index);
        reader.of.push(found);
    }
    (reader.list, reader.by_verb.into_keys().collect())
}

struct Reader<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
    quotations: &'c [Quotation],
    list: Vec<Attribution>,
    /// The attribution that a verb tells.
    by_verb: HashMap<usize, usize>,
    /// The attribution of each quotation read so far.
    of: Vec<Option<usize>>,
}

impl Reader<'_, '_, '_, '_> {
    /// Finds the attribution of quotation `index`, a new one or one that it goes on with.
    fn read(&mut self, index: usize) -> Option<usize> {
        let quotation = &self.quotations[index];
        let lead = self.lead(index);
        let said = self.is_sentence(index);
        // "On Monday’s “Breakfast Show,” X said": a phrase without a verb is where it was said, not what.
        let phrase = !said && !self.is_empty(lead.clone()) && !self.has_verb(lead.clone());
        let behind = (self.closes_speech(index) && !phrase).then(|| self.behind(index)).flatten();
        if let Some(speaker) = behind {
            // "The answers are “not enough,” she said": what stands before the quotation is said too.
            let start = if self.is_empty(lead.clone()) { quotation.tokens.start } else { lead.start };
            return Some(self.add(speaker, start..quotation.tokens.end));
        }
        if let Some(speaker) = self.before(lead, said) {
            return Some(self.add(speaker, quotation.tokens.clone()));
        }
        if let Some(speaker) = self.signature(quotation.tokens.end) {
            return Some(self.add(speaker, quotation.tokens.clone()));
        }
        let earlier = self.continued(index, said)?;
        let speaker = Speaker { sources: self.list[earlier].sources.clone(), cue: None, verb: None };
        Some(self.add(speaker, quotation.tokens.clone()))
    }

    fn add(&mut self, speaker: Speaker, content: Range<usize>) -> usize {
        let span = self.context.document.span(content);
        if let Some(&known) = speaker.verb.and_then(|verb| self.by_verb.get(&verb)) {
            self.list[known].content.push(span);
            return known;
        }
        let index = self.list.len();
        if let Some(verb) = speaker.verb {
            self.by_verb.insert(verb, index);
        }
        let clause = speaker.verb.and_then(|verb| self.context.syntax.clause_of_verb(verb));
        self.list.push(Attribution {
            sources: speaker.sources,
            cue: speaker.cue,
            content: vec![span],
            kind: AttributionKind::Direct,
            via: Vec::new(),
            clause,
        });
        index
    }

    /// What stands before the quotation in its sentence, behind an earlier quotation.
    fn lead(&self, index: usize) -> Range<usize> {
        let start = self.quotations[index].tokens.start;
        let sentence = self.context.document.sentence_of(start);
        let from = sentence.map_or(start, |s| self.context.document.sentences[s].tokens.start);
        let earlier = index.checked_sub(1).map_or(0, |before| self.quotations[before].tokens.end);
        from.max(earlier).min(start)..start
    }

    /// Whether a stretch holds nothing but signs and a conjunction.
    fn is_empty(&self, tokens: Range<usize>) -> bool {
        let document = self.context.document;
        tokens.clone().all(|t| {
            let word = document.tokens[t].lower.as_str();
            !word.starts_with(char::is_alphanumeric) || matches!(word, "and" | "but" | "so" | "then")
        })
    }

    /// Whether a verb with a tense stands in a stretch.
    fn has_verb(&self, tokens: Range<usize>) -> bool {
        let chunks = &self.context.syntax.chunks;
        let first = chunks.partition_point(|c| c.tokens.start < tokens.start);
        let own = chunks[first..].iter().take_while(|c| c.tokens.start < tokens.end);
        own.into_iter().any(|c| c.verb().is_some_and(|v| v.form == VerbForm::Finite))
    }

    /// Whether what stands between the marks can be a sentence: several words, or a verb with its subject.
    fn is_sentence(&self, index: usize) -> bool {
        let tokens = self.quotations[index].tokens.clone();
        let document = self.context.document;
        let words = tokens.clone().filter(|&t| document.tokens[t].lower.starts_with(char::is_alphanumeric)).count();
        let first = self.context.syntax.chunk_of(tokens.start).unwrap_or(0);
        let chunks = self.context.syntax.chunks[first..].iter().take_while(|c| c.tokens.start < tokens.end);
        let verb = chunks.into_iter().any(|c| c.verb().is_some_and(|v| v.form != VerbForm::Participle));
        words >= SENTENCE_WORDS || verb && words > 1
    }

    /// Whether the quotation ends as speech does before its speaker is named.
    fn closes_speech(&self, index: usize) -> bool {
        let document = self.context.document;
        let end = self.quotations[index].tokens.end;
        let inner = self.quotations[index].tokens.start + 1..end.saturating_sub(1);
        let last = inner.rev().find(|&t| !document.is_quote(t)).map_or("", |t| document.tokens[t].lower.as_str());
        let outside = document.tokens.get(end).is_some_and(|t| t.is(","));
        let paragraph_end = document.tokens.get(end).is_none_or(|t| t.breaks > 0);
        let inside = last.starts_with([',', '?', '!', '—', '–', '-', '…']) || last == "...";
        !paragraph_end && (inside || outside)
    }

    /// "…," X said / "…," said X
    fn behind(&self, index: usize) -> Option<Speaker> {
        let context = self.context;
        let start = self.quotations[index].tokens.end;
        let next = self.quotations.get(index + 1).map_or(usize::MAX, |q| q.tokens.start);
        let comma = context.document.tokens[start - 2].is(",") || context.document.tokens[start].is(",");
        let chunks = &context.syntax.chunks;
        let within = |at: usize| chunks.get(at).filter(|c| c.tokens.start < next.min(start + NEAR));
        let fresh = |at: usize| context.document.tokens[chunks[at].tokens.start].breaks == 0;
        let skip = |mut at: usize| {
            while within(at).is_some_and(|c| matches!(c.kind, ChunkKind::Adverb | ChunkKind::Time)) {
                at += 1;
            }
            at
        };
        let mut at = context.syntax.chunk_of(start)?;
        if within(at).is_some_and(|c| c.kind == ChunkKind::Comma) {
            at += 1;
        }
        at = skip(at);
        if !within(at).is_some_and(|_| fresh(at)) {
            return None;
        }
        if let Some(group) = chunks[at].verb() {
            // said X
            let noun = skip(at + 1);
            let told = matches!(group.form, VerbForm::Finite | VerbForm::Participle) && context.is_saying(at);
            let named = within(noun).is_some_and(|c| c.is_noun());
            return (told && named).then(|| self.speaker(noun, Some(at)))?;
        }
        if !chunks[at].is_noun() {
            return None;
        }
        // X said, X of Y said, X, the Z, said
        let noun = at;
        let mut aside = false;
        at += 1;
        while let Some(chunk) = within(at).filter(|_| fresh(at)) {
            match chunk.kind {
                ChunkKind::Comma => aside = !aside,
                ChunkKind::Relative => aside = true,
                ChunkKind::Verb(group) if !aside && group.form == VerbForm::Finite && !group.passive => {
                    let cue = context.is_saying(at) || comma && !context.is_helping(at) && !self.takes_object(at);
                    return cue.then(|| self.speaker(noun, Some(at)))?;
                }
                ChunkKind::Verb(_) | ChunkKind::Subordinator | ChunkKind::Stop if !aside => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// Whether a noun stands right behind the verb group at chunk `verb`.
    fn takes_object(&self, verb: usize) -> bool {
        self.context.syntax.chunks.get(verb + 1).is_some_and(|c| c.is_noun())
    }

    /// X said, "…" / X said: "…" / X: "…"
    fn before(&self, lead: Range<usize>, said: bool) -> Option<Speaker> {
        let context = self.context;
        let document = context.document;
        let mark = lead.end.checked_sub(1).filter(|m| lead.contains(m))?;
        let sign = document.tokens[mark].lower.as_str();
        let (comma, colon) = (sign == ",", sign == ":");
        let first = context.syntax.clauses.partition_point(|c| context.syntax.chunks[c.verb].tokens.start < lead.start);
        let clauses = context.syntax.clauses[first..].iter();
        let own = clauses.take_while(|c| context.syntax.chunks[c.verb].tokens.start < lead.end);
        let own: Vec<&crate::syntax::Clause> = own.collect();
        let adjacent = |verb: usize| context.syntax.chunks[verb].tokens.end == lead.end;
        let saying = own.iter().rev().find(|c| context.is_saying(c.verb) && !c.group.negated);
        let told = saying.filter(|c| said && (comma || colon || adjacent(c.verb)));
        if let Some(clause) = told {
            // "said the plan was bad, “a disaster”" is told, not quoted.
            let argument = clause.arguments.iter().any(|a| a.marker == Marker::That);
            let sources = self.subjects(clause);
            if !sources.is_empty() && (colon || !argument) {
                let cue = context.syntax.chunks[clause.verb].tokens.clone();
                return Some(Speaker { sources, cue: Some(cue), verb: Some(clause.verb) });
            }
        }
        if !colon || !said {
            return None;
        }
        // "X has a new message: “…”"
        if let Some(clause) = own.iter().find(|c| c.group.form == VerbForm::Finite && !c.subjects.is_empty()) {
            let sources = self.subjects(clause);
            return (!sources.is_empty()).then_some(Speaker { sources, cue: Some(mark..mark + 1), verb: None });
        }
        // X: "…"
        let only = context.syntax.chunk_of(lead.start).filter(|&c| context.syntax.chunks[c].is_noun())?;
        let whole = context.syntax.chunks[only].tokens.end == mark;
        whole.then(|| self.speaker(only, None)).flatten().map(|s| Speaker { cue: Some(mark..mark + 1), ..s })
    }

    fn subjects(&self, clause: &crate::syntax::Clause) -> Vec<Source> {
        clause.subjects.iter().filter_map(|&noun| source::any(self.context, noun)).collect()
    }

    fn speaker(&self, noun: usize, verb: Option<usize>) -> Option<Speaker> {
        let source = source::any(self.context, noun)?;
        let cue = verb.map(|verb| self.context.syntax.chunks[verb].tokens.clone());
        Some(Speaker { sources: vec![source], cue, verb })
    }

    /// "…" — X, where X is all that is left of the paragraph.
    fn signature(&self, end: usize) -> Option<Speaker> {
        let context = self.context;
        let dash = context.document.tokens.get(end).filter(|t| t.lower.starts_with(['—', '–', '-', '―', '~']))?;
        if dash.breaks > 0 {
            return None;
        }
        let mention = context.entities.mention_at(end + 1)?;
        let entity = &context.entities.entities[mention.entity];
        let named = matches!(entity.kind, EntityType::Person | EntityType::Org) && mention.tokens.start == end + 1;
        let source = source::named(context, mention.entity, mention.tokens.clone(), SourceForm::Name);
        named.then(|| Speaker { sources: vec![source], cue: Some(end..end + 1), verb: None })
    }

    /// The attribution that a quotation without a speaker of its own goes on with.
    fn continued(&self, index: usize, said: bool) -> Option<usize> {
        let document = self.context.document;
        let tokens = &self.quotations[index].tokens;
        let before = index.checked_sub(1)?;
        let earlier = self.of[before]?;
        let last = &self.quotations[before];
        let paragraph = |token: usize| document.sentence_of(token).map(|s| document.sentences[s].paragraph);
        let (here, there) = (paragraph(tokens.start)?, paragraph(last.tokens.start)?);
        let opens = document.sentence_of(tokens.start).is_some_and(|s| {
            let start = document.sentences[s].tokens.start;
            self.is_empty(start..tokens.start)
        });
        let same = here == there && opens && said;
        let next = here == there + 1 && last.open && opens;
        (same || next).then_some(earlier)
    }
}

/// Quotations that nobody is named for, right behind what somebody is told to say: "X said the pumps were old. “Nobody
/// checked them.”"
pub(super) fn free(context: &Context<'_, '_, '_>, quotations: &[Quotation], list: &[Attribution]) -> Vec<Attribution> {
    let document = context.document;
    let clauses = &context.syntax.clauses;
    let told =
        Cover::new(list.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |c| (c.start, c.end, i))));
    let mut speakers: HashMap<usize, Vec<&Attribution>> = HashMap::new();
    for attribution in list {
        if let Some(clause) = attribution.clause.map(|c| &clauses[c]).filter(|c| context.is_saying(c.verb)) {
            speakers.entry(clause.sentence).or_default().push(attribution);
        }
    }
    let speaker = |quotation: &Quotation| {
        let index = document.sentence_of(quotation.tokens.start)?;
        let sentence = &document.sentences[index];
        let whole = sentence.tokens.start == quotation.tokens.start && quotation.tokens.end >= sentence.tokens.end;
        let before = index.checked_sub(1).filter(|&b| sentence.paragraph <= document.sentences[b].paragraph + 1)?;
        let &[last] = speakers.get(&before)?.as_slice() else { return None };
        let end = document.sentences[before].tokens.end;
        let closes = last.content.iter().any(|c| document.tokens_in(*c).end + 2 >= end);
        let clear = last.sources.iter().all(|s| s.form != SourceForm::Implicit);
        (whole && quotation.tokens.len() > SENTENCE_WORDS && closes && clear).then_some(last)
    };
    let mut found = Vec::new();
    for quotation in quotations {
        let span = document.span(quotation.tokens.clone());
        let fresh = told.holding(span.start, span.end).is_empty();
        if let Some(last) = speaker(quotation).filter(|_| fresh) {
            found.push(Attribution { cue: None, content: vec![span], kind: AttributionKind::Direct, ..last.clone() });
        }
    }
    found
}

/// The quoted stretches of `quotations`.
pub(super) fn spans(context: &Context<'_, '_, '_>, quotations: &[Quotation]) -> Vec<Span> {
    quotations.iter().map(|q| context.document.span(q.tokens.clone())).collect()
}
