//! Titles and roles: kept apart from the name, but told with it.

use super::{Affiliation, Entities, Gender};
use crate::lexicon::Lexicon;
use crate::report::view::{AffiliationRelation, EntityType};
use crate::segment::Document;
use crate::tag::{Tag, Tags};
use crate::token::TokenKind;
use std::ops::Range;

/// Longest role behind a name, in tokens.
const MOST_TOKENS: usize = 14;

/// Finds the role of every person, and the state or body that it names.
pub(super) fn assign(document: &Document<'_>, tags: &Tags, lexicon: &Lexicon<'_>, found: &mut Entities) {
    let finder = Finder { document, tags, lexicon };
    for index in 0..found.mentions.len() {
        let mention = found.mentions[index].clone();
        if found.entities[mention.entity].kind != EntityType::Person {
            continue;
        }
        let before = finder.before(mention.tokens.start, mention.tokens.end, found);
        if let Some(range) = &before {
            let gender = finder.gender(range.clone());
            if gender != Gender::Unknown {
                found.entities[mention.entity].gender = gender;
            }
        }
        let role =
            before.filter(|range| finder.is_office(range.clone())).or_else(|| finder.behind(mention.tokens.end, found));
        let Some(range) = role else { continue };
        let whole = range.start.min(mention.tokens.start)..range.end.max(mention.tokens.end);
        found.titled.push((whole, mention.entity));
        let words = document.words(range.clone()).trim_end_matches([',', ' ']).to_owned();
        let longer =
            found.entities[mention.entity].role.as_ref().is_none_or(|old| old.chars().count() < words.chars().count());
        if longer {
            let body = finder.body(range, found).filter(|&b| b != mention.entity);
            let affiliation = body.map(|body| Affiliation {
                name: found.entities[body]
                    .affiliation
                    .as_ref()
                    .filter(|_| found.entities[body].kind == EntityType::Norp)
                    .map_or_else(|| found.entities[body].name.clone(), |a| a.name.clone()),
                entity: Some(body),
                relation: AffiliationRelation::Member,
                reason: format!("role: {words}"),
            });
            let state = body.and_then(|body| found.entities[body].state.clone());
            let entity = &mut found.entities[mention.entity];
            entity.role = Some(words);
            if affiliation.is_some() {
                entity.affiliation = affiliation;
                entity.state = state;
            }
        }
    }
}

struct Finder<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
}

impl Finder<'_, '_, '_> {
    /// The title before the name that starts at `start`, with the body or state that it names.
    fn before(&self, start: usize, end: usize, found: &Entities) -> Option<Range<usize>> {
        let title_ending = |end: usize| {
            let i = found.titles.partition_point(|t| t.end < end);
            found.titles.get(i).filter(|t| t.end == end)
        };
        let mention_ending = |end: usize| {
            found
                .mention_at(end.wrapping_sub(1))
                .filter(|m| m.tokens.end == end && found.entities[m.entity].kind != EntityType::Person)
        };
        let sentence = self.document.sentence_of(start).map_or(0, |s| self.document.sentences[s].tokens.start);
        let mut at = start;
        let mut titled = false;
        while at > sentence {
            let word = self.document.tokens[at - 1].lower.as_str();
            let comma = word == "," && title_ending(at - 1).is_some();
            // "Her lawyer, Paul Renner, said", "A spokesman, Colonel Peter Okafor, told"
            let apposed = comma && self.document.tokens.get(end).is_some_and(|t| t.is(","));
            // "Pakistan's Chief of Army Staff, General Asim Munir"
            let doubled = titled && comma && self.is_possessed(at - 1, found);
            let owned = titled && self.tags.tag(at - 1) == Tag::Pos && mention_ending(at - 1).is_some();
            let qualified = titled
                && matches!(
                    word,
                    "former" | "then" | "acting" | "deputy" | "late" | "outgoing" | "incoming" | "interim" | "ex"
                );
            if let Some(title) = title_ending(at) {
                at = title.start;
                titled = true;
            } else if apposed || doubled || owned || qualified {
                at -= 1;
            } else if titled && let Some(mention) = mention_ending(at) {
                at = mention.tokens.start;
            } else {
                break;
            }
        }
        titled.then_some(at..start)
    }

    /// Whether the title that ends at `end` belongs to a named body, so that a further title after a
    /// comma is the same person's.
    fn is_possessed(&self, end: usize, found: &Entities) -> bool {
        let i = found.titles.partition_point(|t| t.end < end);
        let Some(title) = found.titles.get(i) else {
            return false;
        };
        let owner = title.start.wrapping_sub(1);
        self.tags.tag(owner) == Tag::Pos || found.mention_at(owner).is_some()
    }

    /// Whether a title says more than "Mr."
    fn is_office(&self, range: Range<usize>) -> bool {
        let longest = |at: usize| {
            self.lexicon.titles.longest(|k, form| {
                if at + k < range.end {
                    form(&self.document.tokens[at + k].lower);
                }
            })
        };
        range.clone().any(|at| longest(at).is_some_and(|(_, mut rows)| rows.any(|row| row.field(0) == "office")))
    }

    /// The role between commas behind the name that ends at `end` (", the mayor of Lyon,").
    fn behind(&self, end: usize, found: &Entities) -> Option<Range<usize>> {
        let sentence = self.document.sentence_of(end)?;
        let limit = self.document.sentences[sentence].tokens.end.min(end + 1 + MOST_TOKENS);
        if !self.document.tokens.get(end).is_some_and(|t| t.is(",")) {
            return None;
        }
        // "Amina Yusuf, 29, a nurse,"
        let aged = self.document.tokens.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number)
            && self.document.tokens.get(end + 2).is_some_and(|t| t.is(","));
        let start = end + if aged { 3 } else { 1 };
        let close = (start..limit).find(|&i| {
            let token = &self.document.tokens[i];
            token.is(",") || token.is(".") || token.is(";") || self.document.is_quote(i)
        })?;
        let inside = start..close;
        let title = found.titles.iter().find(|t| inside.start <= t.start && t.end <= inside.end)?;
        let plain = inside
            .clone()
            .all(|i| !self.tags.tag(i).is_finite() && !matches!(self.tags.tag(i), Tag::Wp | Tag::Wdt | Tag::Prp));
        // The title heads the phrase: only a determiner, adjectives and names stand before it.
        let headed = (inside.start..title.start).all(|i| !matches!(self.tags.tag(i), Tag::In | Tag::To | Tag::Cc));
        let named =
            found.mentions_in(inside.start..title.end).all(|m| found.entities[m.entity].kind != EntityType::Person);
        let skip = usize::from(matches!(self.document.tokens[start].lower.as_str(), "the" | "a" | "an"));
        (plain && headed && named).then_some(start + skip..close)
    }

    /// The first state, people or organisation named in a role.
    fn body(&self, range: Range<usize>, found: &Entities) -> Option<usize> {
        let body = |kind| matches!(kind, EntityType::Gpe | EntityType::Norp | EntityType::Org);
        found.mentions_in(range).find(|m| body(found.entities[m.entity].kind)).map(|m| m.entity)
    }

    fn gender(&self, range: Range<usize>) -> Gender {
        let told = range.map(|i| Gender::of_noun(&self.document.tokens[i].lower, self.lexicon));
        told.fold(Gender::Unknown, Gender::or)
    }
}
