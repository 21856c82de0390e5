//! Dates and times in the text: what they say, and which days they are.

mod publication;
mod read;
mod resolve;
mod value;

use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::segment::Document;
use crate::syntax::Syntax;
use crate::tag::Tags;
use std::ops::Range;

pub use publication::Publication;
pub use value::{Reading, Resolved};

/// A temporal expression with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub reading: Reading,
    /// Which days it is.
    pub resolved: Resolved,
    /// Whether it goes on from there ("since 2022").
    pub open: bool,
}

/// The publication date and all temporal expressions of a document.
#[derive(Debug)]
pub struct Times {
    /// What dates are anchored to.
    pub publication: Publication,
    /// The expressions, in text order.
    pub expressions: Vec<TimeExpression>,
}

/// Finds the publication date and all temporal expressions of `document`.
pub fn find_times(
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    lexicon: &Lexicon<'_>,
    options: &Options,
) -> Times {
    let readings = read::expressions(document, tags, lexicon);
    let publication = publication::find(document, &readings, options);
    let expressions = readings
        .into_iter()
        .map(|(tokens, reading)| {
            let future = resolve::is_future(syntax, document, tokens.start);
            let dateline = publication.tokens.as_ref().is_some_and(|d| d.start <= tokens.start && tokens.end <= d.end);
            let resolved = resolve::resolve(&reading, &publication, future, dateline);
            let before = tokens.start.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
            TimeExpression { open: before == "since", tokens, reading, resolved }
        })
        .collect();
    Times { publication, expressions: join_ranges(document, expressions) }
}

/// "between March 2019 and August 2021", "from Monday to Friday": one expression that covers both ends.
fn join_ranges(document: &Document<'_>, expressions: Vec<TimeExpression>) -> Vec<TimeExpression> {
    let word = |at: usize| document.tokens.get(at).map_or("", |t| t.lower.as_str());
    let mut joined: Vec<TimeExpression> = Vec::with_capacity(expressions.len());
    for expression in expressions {
        let range = joined.last().and_then(|first| {
            let opener = first.tokens.start.checked_sub(1).map_or("", word);
            let between = expression.tokens.start == first.tokens.end + 1;
            let joiner = word(first.tokens.end);
            let fits = opener == "between" && joiner == "and"
                || opener == "from" && matches!(joiner, "to" | "until" | "through");
            let (from, to) = (first.resolved.days?, expression.resolved.days?);
            (between && fits && from.0 <= to.1).then_some((from.0, to.1))
        });
        match (range, joined.last_mut()) {
            (Some(days), Some(first)) => {
                first.tokens.end = expression.tokens.end;
                first.resolved.value = format!("{}/{}", first.resolved.value, expression.resolved.value);
                first.resolved.days = Some(days);
                if expression.resolved.certainty != first.resolved.certainty {
                    first.resolved.certainty = crate::report::view::TimeCertainty::Inferred;
                }
            }
            _ => joined.push(expression),
        }
    }
    joined
}
