//! Dates and times in the text: what they say, and which days they are.
//!
//! Values follow TIMEX3 (ISO-TimeML) as TempEval-3 uses it. `read` finds what the words say, `publication` what they
//! are counted from, `resolve` which days they are, `calendar` counts.

mod calendar;
mod facts;
mod number;
mod publication;
mod read;
mod resolve;
mod tense;
mod value;
mod word;

use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::syntax::Syntax;
use crate::tag::Tags;
use crate::text::Span;
use std::ops::Range;
use value::{Named, Part, Reading};

pub use calendar::{Grain, Holiday, Period};
pub use publication::Publication;
pub use tense::Tense;
pub use value::{Clock, Resolved};

/// A temporal expression with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Its place; it may begin or end at a hyphen within a token.
    pub span: Span,
    /// The tokens that it stands in.
    pub tokens: Range<usize>,
    /// Which days it is.
    pub resolved: Resolved,
    /// Whether it goes on from there ("since 2022").
    pub open: bool,
    /// On which side of the day of publication its clause lies.
    pub tense: Tense,
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
    entities: &Entities,
    lexicon: &Lexicon<'_>,
    options: &Options,
) -> Times {
    let mut readings = read::expressions(document, tags, lexicon);
    readings.retain(|expression| !is_named(expression, document, entities));
    let facts = || facts::spoken_of(document, entities, &readings, lexicon);
    let publication = publication::find(document, &readings, facts, options);
    let mut resolver = resolve::Resolver::new(&publication, &readings);
    let mut expressions = Vec::with_capacity(readings.len());
    for reading in &readings {
        let tense = tense::of(reading, document, tags, syntax, lexicon);
        let dateline =
            publication.tokens.as_ref().is_some_and(|d| d.start <= reading.tokens.start && reading.tokens.end <= d.end);
        let before = reading.tokens.start.checked_sub(1).map_or("", |i| document.tokens[i].lower.as_str());
        let setting = resolve::Setting { tense, dateline, open: before == "since" };
        if let Some(resolved) = resolver.resolve(reading, setting) {
            let (span, tokens, open) = (reading.span, reading.tokens.clone(), setting.open);
            expressions.push(TimeExpression { span, tokens, resolved, open, tense });
        }
    }
    order_weekdays(document, &readings, &mut expressions);
    Times { publication, expressions }
}

/// "between Monday and Wednesday", said on a Tuesday: both are of one week.
fn order_weekdays(document: &Document<'_>, readings: &[read::Expression], expressions: &mut [TimeExpression]) {
    let weekday = |tokens: &Range<usize>| {
        let at = readings.partition_point(|r| r.tokens.start < tokens.start);
        let reading = readings.get(at).map(|r| &r.reading);
        matches!(reading, Some(Reading::Named(Named { part: Part::Weekday(_), .. })))
    };
    let word = |at: usize| document.tokens.get(at).map_or("", |t| t.lower.as_str());
    for second in 1..expressions.len() {
        let (before, after) = expressions.split_at_mut(second);
        let (Some(from), Some(to)) = (before.last_mut(), after.first_mut()) else { continue };
        let opener = from.tokens.start.checked_sub(1).map_or("", word);
        let joiner = word(from.tokens.end);
        let range = matches!((opener, joiner), ("between", "and") | ("from", "to" | "until" | "through"));
        let days = from.resolved.days.zip(to.resolved.days).filter(|(from, to)| from.0 > to.0);
        let beside = to.tokens.start == from.tokens.end + 1 && range && days.is_some();
        if beside && weekday(&from.tokens) && weekday(&to.tokens) {
            match to.tense.is_ahead() {
                true => resolve::move_days(&mut to.resolved, 7),
                false => resolve::move_days(&mut from.resolved, -7),
            }
        }
    }
}

/// Whether an expression is part of a name ("Theresa May", "the Sunday Times", "Expo 2020").
fn is_named(expression: &read::Expression, document: &Document<'_>, entities: &Entities) -> bool {
    let whole = matches!(
        expression.reading,
        Reading::Named(Named { part: Part::Day { .. } | Part::Holiday(_), .. }) | Reading::Range(..)
    );
    let Some(mention) = entities.mention_at(expression.tokens.start).filter(|_| !whole) else { return false };
    let person = entities.entities[mention.entity].kind == EntityType::Person;
    let inside = document.span(mention.tokens.clone()).contains(expression.span);
    let longer = mention.tokens.len() > expression.tokens.len();
    // "Expo 2020" is a name, "the 1954 Geneva accords" have a year.
    let year = matches!(expression.reading, Reading::Named(Named { part: Part::Whole(_), .. }));
    let first = mention.tokens.start == expression.tokens.start;
    inside && (person || longer && !(year && first))
}
