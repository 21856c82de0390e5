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
            let dateline = publication
                .tokens
                .as_ref()
                .is_some_and(|d| d.start <= tokens.start && tokens.end <= d.end);
            let resolved = resolve::resolve(&reading, &publication, future, dateline);
            let before = tokens
                .start
                .checked_sub(1)
                .map_or("", |i| document.tokens[i].lower.as_str());
            TimeExpression {
                open: before == "since",
                tokens,
                reading,
                resolved,
            }
        })
        .collect();
    Times {
        publication,
        expressions,
    }
}
