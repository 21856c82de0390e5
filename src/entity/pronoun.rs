//! "he", "she", "his", "her" to the person they stand for, where that is safe.

use super::{Entities, Gender, Mention};
use crate::report::view::{EntityType, MentionKind};
use crate::segment::{Document, SentenceKind};
use crate::syntax::Syntax;
use std::collections::BTreeSet;
use std::ops::Range;

/// How many sentences back a pronoun may look.
const SENTENCES_BACK: usize = 3;

/// Adds a mention for each pronoun that can only stand for one person.
pub(super) fn resolve(document: &Document<'_>, syntax: &Syntax, found: &mut Entities) {
    let subjects: BTreeSet<usize> =
        syntax.clauses.iter().flat_map(|c| c.subjects.iter().map(|&s| syntax.chunks[s].head)).collect();
    let mut added: Vec<Mention> = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate().filter(|(_, s)| s.kind == SentenceKind::Body) {
        for token in sentence.tokens.clone() {
            let gender = match document.tokens[token].lower.as_str() {
                "he" | "him" | "his" | "himself" => Gender::Male,
                "she" | "her" | "hers" | "herself" => Gender::Female,
                _ => continue,
            };
            if let Some(entity) = antecedent(document, found, &added, &subjects, index, token, gender) {
                if found.entities[entity].gender == Gender::Unknown {
                    found.entities[entity].gender = gender;
                }
                added.push(Mention { tokens: token..token + 1, kind: MentionKind::Pronoun, entity });
            }
        }
    }
    found.mentions.extend(added);
    found.mentions.sort_by_key(|m| m.tokens.start);
    found.entities.iter_mut().for_each(|e| e.mentions.clear());
    for (i, mention) in found.mentions.iter().enumerate() {
        found.entities[mention.entity].mentions.push(i);
    }
}

/// The one person that a pronoun can stand for: the nearest sentence with a fitting person decides;
/// of several there, the only one that is a subject.
fn antecedent(
    document: &Document<'_>,
    found: &Entities,
    added: &[Mention],
    subjects: &BTreeSet<usize>,
    sentence: usize,
    token: usize,
    gender: Gender,
) -> Option<usize> {
    let fits = |entity: usize| {
        let e = &found.entities[entity];
        e.kind == EntityType::Person && (e.gender == gender || e.gender == Gender::Unknown)
    };
    if person_noun_before(document, found, sentence, token, &fits) {
        return None;
    }
    for back in 0..=SENTENCES_BACK.min(sentence) {
        let range = &document.sentences[sentence - back].tokens;
        let here = |m: &&Mention| m.tokens.end <= token && fits(m.entity);
        let near: Vec<&Mention> =
            starting_in(&found.mentions, range).iter().chain(starting_in(added, range)).filter(here).collect();
        let people: BTreeSet<usize> = near.iter().map(|m| m.entity).collect();
        if people.len() == 1 {
            return people.first().copied();
        }
        if people.len() > 1 {
            let leading: BTreeSet<usize> =
                near.iter().filter(|m| m.tokens.clone().any(|t| subjects.contains(&t))).map(|m| m.entity).collect();
            return if leading.len() == 1 { leading.first().copied() } else { None };
        }
    }
    None
}

/// The mentions that start in `range`, of some in text order.
fn starting_in<'m>(mentions: &'m [Mention], range: &Range<usize>) -> &'m [Mention] {
    let first = mentions.partition_point(|m| m.tokens.start < range.start);
    let end = mentions.partition_point(|m| m.tokens.start < range.end);
    &mentions[first..end.max(first)]
}

/// Whether "the mayor" or another person without a name stands nearer than any name: it may be meant.
fn person_noun_before(
    document: &Document<'_>,
    found: &Entities,
    sentence: usize,
    token: usize,
    fits: &dyn Fn(usize) -> bool,
) -> bool {
    let from = document.sentences[sentence.saturating_sub(1)].tokens.start;
    let first = found.titles.partition_point(|t| t.start < from);
    let noun = found.titles[first..]
        .iter()
        .take_while(|t| t.end <= token)
        .filter(|t| found.titled_at(t.start).is_none())
        .last();
    let definite = |start: usize| start.checked_sub(1).is_some_and(|b| document.tokens[b].is("the"));
    noun.filter(|t| definite(t.start)).is_some_and(|t| !found.mentions_in(t.end..token).any(|m| fits(m.entity)))
}
