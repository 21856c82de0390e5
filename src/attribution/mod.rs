//! Who says what: sources, cues and contents.

mod quote;
pub mod source;

use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::lexicon::frame::{Frame, FrameKind, Slot};
use crate::report::view::AttributionKind;
use crate::segment::{Document, SentenceKind};
use crate::syntax::{Argument, Clause, Marker, Relation, Syntax};
use crate::tag::Tags;
use crate::text::{Cover, Span};
use crate::token::TokenKind;
use std::ops::Range;

pub use quote::{overlapping, quotations};
pub use source::Source;

/// One source with what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who says it; several when they say it jointly.
    pub sources: Vec<Source>,
    /// The tokens of the cue.
    pub cue: Option<Range<usize>>,
    /// What is said.
    pub content: Vec<Span>,
    /// Quoted, partly quoted or told.
    pub kind: AttributionKind,
    /// The sources that the writer has it from, the outermost first.
    pub via: Vec<Source>,
    /// The clause of the cue.
    pub clause: Option<usize>,
}

/// All attributions of a document, and its quotations.
#[derive(Debug, Default)]
pub struct Attributions {
    /// In text order.
    pub list: Vec<Attribution>,
    /// Quoted stretches of text, the marks included.
    pub quotations: Vec<Span>,
    /// The contents of `list` by the text covered.
    contents: Cover,
}

impl Attributions {
    /// Whether `span` is inside something that a source says.
    pub fn is_attributed(&self, span: Span) -> bool {
        self.around(span).next().is_some()
    }

    /// The attributions with a content that covers `span`, in text order.
    pub fn around(&self, span: Span) -> impl Iterator<Item = &Attribution> {
        let holding = self.contents.holding(span.start, span.end);
        holding.into_iter().map(|i| &self.list[i])
    }

    /// Whether `span` stands in quotation marks.
    pub fn is_quoted(&self, span: Span) -> bool {
        overlapping(&self.quotations, span).iter().any(|q| q.contains(span))
    }

    /// Makes the contents quick to search.
    fn index_contents(&mut self) {
        let contents = self.list.iter().enumerate();
        self.contents = Cover::new(contents.flat_map(|(i, a)| a.content.iter().map(move |c| (c.start, c.end, i))));
    }

    /// Those through whom the writer has what stands at `span`, the outermost first.
    pub fn via(&self, span: Span, holder: &[Source]) -> Vec<Source> {
        let mut outer: Vec<&Attribution> =
            self.around(span).filter(|a| a.content.iter().any(|c| c.contains(span) && *c != span)).collect();
        outer.sort_by_key(|a| std::cmp::Reverse(a.content.iter().map(|c| c.end - c.start).max()));
        let mut via: Vec<Source> = Vec::new();
        for source in outer.iter().flat_map(|a| &a.sources) {
            if !holder.iter().any(|h| h.is_same(source)) && !via.iter().any(|v| v.is_same(source)) {
                via.push(source.clone());
            }
        }
        via
    }
}

/// What attribution and stance read.
pub struct Context<'a, 't, 'd> {
    /// The document.
    pub document: &'a Document<'t>,
    /// Its tags.
    pub tags: &'a Tags,
    /// Its clauses.
    pub syntax: &'a Syntax,
    /// Its entities.
    pub entities: &'a Entities,
    /// What the engine knows.
    pub lexicon: &'a Lexicon<'d>,
}

/// A cue found at a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue<'d> {
    /// What its arguments mean.
    pub frame: Frame<'d>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl<'d> Context<'_, '_, 'd> {
    /// The cue that a clause's verb is, if it is one.
    pub fn cue(&self, clause: &Clause) -> Option<Cue<'d>> {
        let verb = &self.syntax.chunks[clause.verb];
        let sentence = self.document.sentences[clause.sentence].tokens.clone();
        let found = verb.tokens.clone().filter_map(|start| {
            let (length, rows) = self.lexicon.frames.longest(|k, form| {
                let at = start + k;
                if sentence.contains(&at) {
                    form(self.tags.lemma(at));
                    form(&self.document.tokens[at].lower);
                }
            })?;
            let covers = start + length > verb.head;
            covers.then(|| self.choose(clause, start..start + length, rows)).flatten()
        });
        let longest = found.max_by_key(|cue| (cue.tokens.len(), std::cmp::Reverse(cue.tokens.start)));
        let mut cue = longest.or_else(|| {
            let rows = self.lexicon.frames.rows(self.tags.lemma(verb.head));
            self.choose(clause, verb.head..verb.head + 1, rows)
        })?;
        // "continues to monitor", "held a phone conversation": the whole of it is the cue.
        if verb.tokens.start < cue.tokens.start
            && self.lexicon.auxiliaries.has(self.tags.lemma(verb.tokens.start), "aspect")
        {
            cue.tokens.start = verb.tokens.start;
        }
        if cue.frame.is_selective()
            && let Some(object) = clause.object()
        {
            let head = object.nouns.first().map_or(object.tokens.end, |&n| self.syntax.chunks[n].tokens.end);
            cue.tokens.end = cue.tokens.end.max(head);
            // The mark that closes a name in quotation marks.
            let opened = object.tokens.start.checked_sub(1).is_some_and(|b| self.document.is_quote(b));
            cue.tokens.end += usize::from(opened && self.document.is_quote(cue.tokens.end));
        }
        Some(cue)
    }

    /// The frame of a cue that fits the clause's object; one that asks for that very noun first.
    fn choose(&self, clause: &Clause, tokens: Range<usize>, rows: crate::lexicon::packed::Rows<'d>) -> Option<Cue<'d>> {
        let governed =
            clause.arguments.iter().find(|a| matches!(a.marker, Marker::Preposition(p) if tokens.contains(&p)));
        let object = clause.object().or(governed);
        let nouns = if clause.group.passive { clause.subjects.first() } else { object.and_then(|o| o.nouns.first()) };
        let chunk = nouns.map(|&n| &self.syntax.chunks[n]);
        let head = chunk.map(|c| self.tags.lemma(c.head));
        let fits = |frame: &Frame<'_>| {
            let named = chunk.is_some_and(|c| {
                self.tags.tag(c.head).is_name()
                    && c.tokens
                        .clone()
                        .any(|t| frame.is_selective() && frame.takes(Some(&self.document.tokens[t].lower)))
            });
            let gap = object.is_some_and(|o| o.nouns.is_empty());
            frame.takes(head) || named || gap && !frame.is_selective()
        };
        // The frame that asks for this very noun, then one that takes a position, then the one with most parts filled.
        let filled = |frame: &Frame<'_>| {
            frame.slots().filter(|slot| clause.arguments.iter().any(|a| self.fills(a, *slot))).count()
        };
        let frame = rows.filter_map(Frame::verbal).filter(fits).enumerate().max_by_key(|(at, frame)| {
            (frame.is_selective(), frame.kind != FrameKind::Speech, filled(frame), std::cmp::Reverse(*at))
        });
        let (_, frame) = frame?;
        Some(Cue { frame, tokens })
    }

    /// Whether an argument is the one that a slot names.
    pub fn fills(&self, argument: &Argument, slot: Slot<'_>) -> bool {
        match argument.marker {
            Marker::Object => slot.argument == "obj",
            Marker::Infinitive => slot.argument == "inf",
            Marker::That => slot.argument == "that",
            Marker::Gerund(None) => slot.argument == "ing",
            Marker::Gerund(Some(p)) | Marker::Preposition(p) => {
                let word = self.document.tokens[p].lower.as_str();
                word == slot.argument || slot.argument == "on" && word == "upon"
            }
        }
    }

    /// Who acts in a clause: its subjects, or behind "by" in the passive; empty if nobody that can.
    pub fn agents(&self, clause: &Clause) -> Vec<Source> {
        let nouns: Vec<usize> = if clause.group.passive {
            let by = |a: &&Argument| matches!(a.marker, Marker::Preposition(p) if self.document.tokens[p].is("by"));
            clause.arguments.iter().find(by).map_or_else(Vec::new, |a| a.nouns.clone())
        } else {
            clause.subjects.clone()
        };
        let sources: Vec<Source> = nouns.iter().filter_map(|&n| self.holder(n)).collect();
        if sources.len() == nouns.len() { sources } else { Vec::new() }
    }

    /// The source that a noun phrase names, if it names somebody who can hold a position.
    pub fn holder(&self, chunk: usize) -> Option<Source> {
        source::holder(self, chunk)
    }
}

/// Finds all attributions.
pub fn find_attributions(context: &Context<'_, '_, '_>) -> Attributions {
    let quotations = quotations(context.document);
    let mut found = Attributions { list: Vec::new(), quotations, contents: Cover::default() };
    for index in 0..context.document.sentences.len() {
        if context.document.sentences[index].kind == SentenceKind::Byline {
            continue;
        }
        let before = found.list.len();
        found.list.extend(according_to(context, index));
        for (at, clause) in context.syntax.clauses_in(index) {
            found.list.extend(by_clause(context, at, clause, &found.quotations));
        }
        if found.list.len() == before {
            continue_quotation(context, index, &mut found);
        }
    }
    for attribution in &mut found.list {
        attribution.kind = kind(&attribution.content, &found.quotations);
    }
    found.index_contents();
    let via: Vec<Vec<Source>> = found
        .list
        .iter()
        .map(|a| {
            let cue = a.cue.clone().map_or(Span::new(0, 0), |c| context.document.span(c));
            found.via(cue, &a.sources)
        })
        .collect();
    found.list.iter_mut().zip(via).for_each(|(a, via)| a.via = via);
    found
}

/// "According to X, …" and "…, according to X".
fn according_to(context: &Context<'_, '_, '_>, index: usize) -> Option<Attribution> {
    let document = context.document;
    let sentence = document.sentences[index].tokens.clone();
    let cue = sentence
        .clone()
        .find(|&i| document.tokens[i].is("according") && i + 1 < sentence.end && document.tokens[i + 1].is("to"))?;
    let opens = cue == sentence.start || document.is_quote(cue - 1) && cue == sentence.start + 1;
    let comma = (cue + 2..sentence.end).find(|&i| document.tokens[i].is(","));
    let end = if opens { comma? } else { comma.unwrap_or(sentence.end) };
    let source = source::within(context, cue + 2..end)?;
    let content =
        if opens { end + 1..trim_end(document, sentence.end) } else { sentence.start..trim_end(document, cue) };
    (!content.is_empty()).then(|| Attribution {
        sources: vec![source],
        cue: Some(cue..cue + 2),
        content: vec![document.span(content)],
        kind: AttributionKind::Indirect,
        via: Vec::new(),
        clause: None,
    })
}

/// An attribution by a verb of saying or of taking a position.
fn by_clause(context: &Context<'_, '_, '_>, at: usize, clause: &Clause, quotations: &[Span]) -> Option<Attribution> {
    let document = context.document;
    let cue = context.cue(clause).filter(|cue| cue.frame.kind != FrameKind::Act)?;
    let sources = context.agents(clause);
    // What somebody pledges or urges to say has not been said.
    let wished = clause.relation == Relation::Complement;
    if sources.is_empty() || clause.group.negated || wished {
        return None;
    }
    let verb = &context.syntax.chunks[clause.verb];
    let sentence = document.sentences[clause.sentence].tokens.clone();
    let told = clause.arguments.iter().find(|a| a.marker == Marker::That);
    // A position towards nothing is none ("the army attacked again").
    let aimed = clause.arguments.iter().any(|a| cue.frame.slots().any(|slot| context.fills(a, slot)));
    let passive = clause.group.passive && cue.frame.slot("obj").is_some();
    if cue.frame.kind == FrameKind::Stance
        && !aimed
        && !passive
        && told.is_none()
        && !document.tokens[sentence.clone()].iter().any(|t| t.kind == TokenKind::Quote)
    {
        return None;
    }
    let first = clause
        .subjects
        .iter()
        .map(|&s| context.syntax.chunks[s].tokens.start)
        .min()
        .unwrap_or(verb.tokens.start)
        .min(verb.tokens.start);
    let before = sentence.start..trim_end(document, first);
    let after_start = if clause.inverted {
        clause.subjects.iter().map(|&s| context.syntax.chunks[s].tokens.end).max().unwrap_or(verb.tokens.end)
    } else {
        verb.tokens.end
    };
    let quoted = |range: &Range<usize>| {
        let span = document.span(range.clone());
        !overlapping(quotations, span).is_empty()
    };
    // Any verb of saying can stand beside a quotation ("…" he warned).
    let says = context.lexicon.frames.rows(context.tags.lemma(verb.head)).any(|row| row.field(2) == "speech");
    let after = after_start..trim_end(document, sentence.end);
    let beside = quoted(&before) || clause.arguments.is_empty() && quoted(&after);
    let speech = cue.frame.kind == FrameKind::Speech || says && (told.is_some() || beside);
    let mut content = Vec::new();
    match told {
        Some(argument) if speech => content.push(argument.tokens.clone()),
        _ if speech => {
            // "…," said X / "…," X said, "…" / X: "…"
            let mark = first.checked_sub(1).filter(|b| *b >= sentence.start);
            let parenthetical =
                before.end > before.start && mark.is_some_and(|b| document.tokens[b].is(",") || document.is_quote(b));
            if parenthetical
                && (quoted(&before)
                    || clause.inverted
                    || after.is_empty()
                    || document.tokens[first.saturating_sub(1)].is(","))
            {
                content.push(before.clone());
            }
            if quoted(&after) || content.is_empty() {
                content.push(after);
            }
        }
        _ => content.push(cue.tokens.end.max(verb.tokens.end)..clause.end),
    }
    content.retain(|range| range.start < range.end);
    let spans: Vec<Span> =
        content.into_iter().map(|range| document.span(trim(document, range))).filter(|s| s.start < s.end).collect();
    (!spans.is_empty()).then_some(Attribution {
        sources,
        cue: Some(cue.tokens),
        content: spans,
        kind: AttributionKind::Indirect,
        via: Vec::new(),
        clause: Some(at),
    })
}

/// A sentence that stands wholly in quotation marks goes on with the words of the source before it.
fn continue_quotation(context: &Context<'_, '_, '_>, index: usize, found: &mut Attributions) {
    let document = context.document;
    let sentence = &document.sentences[index];
    let span = document.span(sentence.tokens.clone());
    let inside = found.is_quoted(span);
    let Some(last) = found.list.last_mut() else {
        return;
    };
    let near = last.cue.as_ref().and_then(|cue| document.sentence_of(cue.start)).is_some_and(|s| {
        let paragraph = document.sentences[s].paragraph;
        paragraph == sentence.paragraph
            || paragraph + 1 == sentence.paragraph && document.is_quote(sentence.tokens.start)
    });
    if inside && near {
        last.content.push(span);
    }
}

/// Whether all, some or none of the content stands in quotation marks.
fn kind(content: &[Span], quotations: &[Span]) -> AttributionKind {
    let within = |span: &Span| {
        let first = quotations.partition_point(|q| q.end + 4 < span.end);
        let end = quotations.partition_point(|q| q.start <= span.start + 4);
        first < end
    };
    // A pair of marks around a word or two names or distances; it does not quote speech.
    let touches = |span: &Span| overlapping(quotations, *span).iter().any(|q| q.end - q.start > 24);
    if content.iter().all(within) {
        AttributionKind::Direct
    } else if content.iter().any(touches) {
        AttributionKind::Mixed
    } else {
        AttributionKind::Indirect
    }
}

/// Drops commas and full stops at both ends.
fn trim(document: &Document<'_>, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start < range.end && matches!(document.tokens[start].lower.as_str(), "," | ":" | "that") {
        start += 1;
    }
    start..trim_end(document, range.end).max(start)
}

/// `end` without the commas and full stops before it.
fn trim_end(document: &Document<'_>, end: usize) -> usize {
    let mut end = end;
    while end > 0 && matches!(document.tokens[end - 1].lower.as_str(), "," | "." | ";" | ":") {
        end -= 1;
    }
    end
}
