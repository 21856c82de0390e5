//! Who says what: sources, cues and contents.

mod cue;
mod direct;
mod indirect;
mod quote;
pub mod source;

use crate::report::view::AttributionKind;
use crate::segment::{Document, SentenceKind};
use crate::text::{Cover, Span};
use std::ops::Range;

pub use cue::{Context, Cue};
pub use quote::{Quotation, overlapping, quotations};
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

/// Finds all attributions.
pub fn find_attributions(context: &Context<'_, '_, '_>) -> Attributions {
    let quotations = quotations(context.document);
    let (mut list, told) = direct::find(context, &quotations);
    let spans = direct::spans(context, &quotations);
    for index in 0..context.document.sentences.len() {
        if context.document.sentences[index].kind == SentenceKind::Byline {
            continue;
        }
        list.extend(indirect::according_to(context, index));
        list.extend(indirect::headline(context, index));
        list.extend(indirect::by_noun(context, index));
        for (at, clause) in context.syntax.clauses_in(index).filter(|(_, c)| !told.contains(&c.verb)) {
            // "I think" within a quotation says no more than the quotation does.
            let verb = context.document.span(context.syntax.chunks[clause.verb].tokens.clone());
            let own = context.is_first_person(clause) && !overlapping(&spans, verb).is_empty();
            list.extend((!own).then(|| indirect::by_clause(context, at, clause)).flatten());
        }
    }
    list.extend(direct::free(context, &quotations, &list));
    let quotations = spans;
    for attribution in &mut list {
        attribution.kind = kind(context.document, &attribution.content, &quotations);
    }
    indirect::cut_at_next(context, &mut list);
    list.retain(|a| !a.content.is_empty());
    list.sort_by_key(|a| (a.content.iter().map(|c| c.start).min(), a.cue.as_ref().map(|c| c.start)));
    let mut found = Attributions { list, quotations, contents: Cover::default() };
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

/// Whether all, some or none of the content stands in quotation marks.
fn kind(document: &Document<'_>, content: &[Span], quotations: &[Span]) -> AttributionKind {
    let within = |span: &Span| {
        let first = quotations.partition_point(|q| q.end + 4 < span.end);
        let end = quotations.partition_point(|q| q.start <= span.start + 4);
        first < end
    };
    // A pair of marks around capitals names; it does not quote speech.
    let words = |q: &Span| document.text[q.start..q.end].chars().find(|c| c.is_alphabetic());
    let speaks = |q: &&Span| q.end - q.start > 24 || words(q).is_some_and(char::is_lowercase);
    let touches = |span: &Span| overlapping(quotations, *span).iter().any(|q| speaks(&q));
    if content.iter().all(within) {
        AttributionKind::Direct
    } else if content.iter().any(touches) {
        AttributionKind::Mixed
    } else {
        AttributionKind::Indirect
    }
}
