//! Noun phrases to those who can hold a position.

use super::Context;
use crate::report::view::{EntityType, MentionKind, SourceForm};
use crate::tag::Tag;
use crate::text::single_spaced;
use std::ops::Range;

/// A source.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its entity, if it is one.
    pub entity: Option<usize>,
    /// What it is called here.
    pub text: String,
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// What names it.
    pub form: SourceForm,
}

impl Source {
    /// Somebody who is not named; `token` is where the words that leave them out stand.
    pub fn unnamed(token: usize) -> Self {
        Source { entity: None, text: "unnamed".into(), tokens: token..token, form: SourceForm::Implicit }
    }

    /// Whether two sources are the same holder.
    pub fn is_same(&self, other: &Source) -> bool {
        match (self.entity, other.entity) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.text.eq_ignore_ascii_case(&other.text),
            _ => false,
        }
    }
}

/// The source that noun phrase `chunk` names; none if nothing in it can hold a position.
pub(super) fn holder(context: &Context<'_, '_, '_>, chunk: usize) -> Option<Source> {
    let phrase = &context.syntax.chunks[chunk];
    let tokens = phrase.tokens.clone();
    let word = context.document.tokens[phrase.head].lower.as_str();
    // "Floods killed nine": a name by its capital alone.
    let disaster = || context.lexicon.events.has(word.trim_end_matches('s'), "disaster");
    if is_nobody(word) || tokens.len() == 1 && disaster() {
        return None;
    }
    if word == "they" && context.entities.mention_at(phrase.head).is_none() {
        return group_before(context, phrase.head);
    }
    let person = context.entities.person_at(phrase.head).or_else(|| {
        tokens.clone().find_map(|t| {
            context.entities.mention_at(t).map(|m| m.entity).filter(|&e| {
                context.entities.entities[e].kind == EntityType::Person
                    && context.entities.mention_at(phrase.head).is_some_and(|m| m.entity == e)
            })
        })
    });
    if let Some(entity) = person {
        let form = form(context, phrase.head);
        let whole = context.entities.titled_at(phrase.head).map_or(tokens, |(range, _)| range.clone());
        return Some(named(context, entity, whole, form));
    }
    if let Some(mention) = context.entities.mention_at(phrase.head) {
        let can = matches!(
            context.entities.entities[mention.entity].kind,
            EntityType::Person | EntityType::Org | EntityType::Gpe | EntityType::Norp
        );
        return can.then(|| named(context, mention.entity, tokens, form(context, phrase.head)));
    }
    let group = group(context, tokens.clone())?;
    // "the G7 nations", "the Indian government": the name in it holds the position.
    let inner = context.entities.mentions_in(tokens.clone()).next().map(|m| m.entity);
    if let (Some(entity), "states" | "bodies") = (inner, group) {
        let kind = context.entities.entities[entity].kind;
        let entity = if kind == EntityType::Norp { context.entities.state_of(entity) } else { Some(entity) };
        if let Some(entity) = entity.filter(|_| matches!(kind, EntityType::Gpe | EntityType::Org | EntityType::Norp)) {
            return Some(named(context, entity, tokens, SourceForm::Name));
        }
    }
    let plural = context.tags.tag(phrase.head) == Tag::Nns;
    let form = match group {
        "collective" => SourceForm::Collective,
        "sources" => SourceForm::Anonymous,
        "title" => SourceForm::Title,
        "people" if plural => SourceForm::Anonymous,
        _ => SourceForm::Common,
    };
    let tokens = with_of(context, chunk);
    let text = single_spaced(context.document.words(tokens.clone()));
    Some(Source { entity: None, text, tokens, form })
}

/// Who owns what the noun at `noun` in `chunk` names: the possessor before it ("his", "Japan's", "the rebels'").
pub(crate) fn possessor(context: &Context<'_, '_, '_>, chunk: usize, noun: usize) -> Option<Source> {
    let tokens = context.syntax.chunks[chunk].tokens.clone();
    let before = |wanted: Tag| tokens.clone().find(|&t| context.tags.tag(t) == wanted && t < noun);
    let pronoun = before(Tag::PrpS);
    let owner = pronoun.or_else(|| before(Tag::Pos).and_then(|t| t.checked_sub(1)))?;
    if let Some(mention) = context.entities.mention_at(owner) {
        let form = if pronoun.is_some() { SourceForm::Pronoun } else { SourceForm::Name };
        return Some(named(context, mention.entity, mention.tokens.clone(), form));
    }
    let words = tokens.start..owner + 1;
    group(context, words.clone()).filter(|_| pronoun.is_none())?;
    let text = single_spaced(context.document.words(words.clone()));
    Some(Source { entity: None, text, tokens: words, form: SourceForm::Common })
}

/// The source that noun phrase `chunk` names, whatever it is: for words that tell that somebody speaks.
pub(super) fn any(context: &Context<'_, '_, '_>, chunk: usize) -> Option<Source> {
    let phrase = &context.syntax.chunks[chunk];
    holder(context, chunk).or_else(|| {
        if is_nobody(&context.document.tokens[phrase.head].lower) || context.tags.tag(phrase.head) == Tag::Ex {
            return None;
        }
        let entity = context.entities.mention_at(phrase.head).map(|m| m.entity);
        let pronoun = matches!(context.tags.tag(phrase.head), Tag::Prp | Tag::Dt);
        let form = if pronoun { SourceForm::Pronoun } else { SourceForm::Common };
        let words = single_spaced(context.document.words(phrase.tokens.clone()));
        let text = entity.map_or(words, |e| context.entities.entities[e].name.clone());
        Some(Source { entity, text, tokens: phrase.tokens.clone(), form })
    })
}

fn is_nobody(word: &str) -> bool {
    matches!(word, "nobody" | "none" | "nothing")
}

/// The group that "they" at `token` stands for where it is no entity: the one plural subject of the sentence before.
fn group_before(context: &Context<'_, '_, '_>, token: usize) -> Option<Source> {
    let before = context.document.sentence_of(token)?.checked_sub(1)?;
    let subjects = context.syntax.clauses_in(before).flat_map(|(_, c)| c.subjects.iter().copied());
    let plural = |&chunk: &usize| {
        let phrase = &context.syntax.chunks[chunk];
        context.tags.tag(phrase.head) == Tag::Nns && group(context, phrase.tokens.clone()).is_some()
    };
    let mut groups: Vec<usize> = subjects.filter(plural).collect();
    groups.dedup();
    let &[one] = groups.as_slice() else { return None };
    let text = single_spaced(context.document.words(with_of(context, one)));
    Some(Source { entity: None, text, tokens: token..token + 1, form: SourceForm::Pronoun })
}

/// How the entity mentioned at `head` is called there.
fn form(context: &Context<'_, '_, '_>, head: usize) -> SourceForm {
    let titled = context.lexicon.titles.first(context.tags.lemma(head)).is_some();
    match context.entities.mention_at(head).map(|m| m.kind) {
        Some(MentionKind::Pronoun) => SourceForm::Pronoun,
        Some(MentionKind::Nominal) if titled => SourceForm::Title,
        Some(MentionKind::Nominal) => SourceForm::Common,
        _ => SourceForm::Name,
    }
}

/// A noun phrase with whom it is made of or belongs to ("thousands of young people", "the head of the agency").
fn with_of(context: &Context<'_, '_, '_>, chunk: usize) -> Range<usize> {
    let chunks = &context.syntax.chunks;
    let of = chunks.get(chunk + 1).is_some_and(|c| context.document.tokens[c.head].is("of"));
    let members = chunks.get(chunk + 2).filter(|c| of && c.is_noun());
    chunks[chunk].tokens.start..members.unwrap_or(&chunks[chunk]).tokens.end
}

/// The source named anywhere in `tokens`: a person first, then a body or state, then the noun phrase itself.
pub(super) fn within(context: &Context<'_, '_, '_>, tokens: Range<usize>) -> Option<Source> {
    let kind = |entity: usize| context.entities.entities[entity].kind;
    let mentions = || context.entities.mentions_in(tokens.clone());
    // "a study in the journal Nature" is the source itself; "a statement by X" is X's.
    let first = context.syntax.chunk_of(tokens.start).map(|c| context.syntax.chunks[c].tokens.clone());
    let paper = first.is_some_and(|words| group(context, words) == Some("sources"));
    let behind = |m: &&crate::entity::Mention| {
        let named = context.entities.titled_at(m.tokens.start).map_or(m.tokens.start, |(range, _)| range.start);
        let before = named.checked_sub(1).map_or("", |b| context.document.tokens[b].lower.as_str());
        !paper || matches!(before, "to" | "by" | "from" | "of")
    };
    let person = mentions().find(|m| kind(m.entity) == EntityType::Person && behind(m));
    let body = || mentions().find(|m| matches!(kind(m.entity), EntityType::Org | EntityType::Gpe) && behind(m));
    if let Some(mention) = person.or_else(body) {
        return Some(named(context, mention.entity, mention.tokens.clone(), SourceForm::Name));
    }
    let chunk = context.syntax.chunk_of(tokens.start).filter(|&c| context.syntax.chunks[c].is_noun())?;
    holder(context, chunk).or_else(|| {
        let range = context.syntax.chunks[chunk].tokens.clone();
        Some(Source {
            entity: None,
            text: context.document.words(range.clone()).to_owned(),
            tokens: range,
            form: SourceForm::Common,
        })
    })
}

/// An entity as a source, named at `tokens`.
pub(crate) fn named(context: &Context<'_, '_, '_>, entity: usize, tokens: Range<usize>, form: SourceForm) -> Source {
    Source { entity: Some(entity), text: context.entities.entities[entity].name.clone(), tokens, form }
}

/// What sort of group the noun phrase `tokens` names (a kind of `data/lexicon/groups.tsv`, or "title").
pub fn group<'d>(context: &Context<'_, '_, 'd>, tokens: Range<usize>) -> Option<&'d str> {
    let last = tokens.end.checked_sub(1)?;
    for start in tokens.clone() {
        let found = context.lexicon.groups.longest(|k, form| {
            if start + k < tokens.end {
                form(context.tags.lemma(start + k));
            }
        });
        if let Some((length, mut rows)) = found
            && start + length > last
        {
            return rows.next().map(|row| row.field(0));
        }
    }
    let lemma = context.tags.lemma(last);
    let title = context.lexicon.titles.rows(lemma).next().map(|_| "title");
    title.or_else(|| context.lexicon.persons.first(lemma).map(|_| "people"))
}
