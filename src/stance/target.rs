//! Arguments to targets.

use super::Target;
use crate::attribution::{Context, Source};
use crate::entity::Mention;
use crate::lexicon::frame::{Frame, Slot};
use crate::report::view::{EntityType, TargetRole};
use crate::syntax::{Argument, ChunkKind, Clause, Marker};
use crate::text::single_spaced;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest topic, in tokens; a longer one is cut at its end.
const TOPIC_TOKENS: usize = 18;

/// The targets of one argument in the part that `slot` gives it.
pub(super) fn targets(
    context: &Context<'_, '_, '_>,
    clause: &Clause,
    argument: &Argument,
    (frame, slot): (Frame<'_>, Slot<'_>),
    holders: &[Source],
    deed: bool,
) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::new();
    let mut add = |target: Target| {
        if !found.iter().any(|t| t.entity.is_some() && t.entity == target.entity) {
            found.push(target);
        }
    };
    if slot.role == TargetRole::Topic {
        topic(context, clause, argument, frame, slot).into_iter().for_each(&mut add);
    } else {
        argument.nouns.iter().flat_map(|&noun| noun_targets(context, noun, slot, holders, deed)).for_each(&mut add);
    }
    argument.nouns.iter().filter_map(|&noun| fallen_on(context, noun, slot.polarity)).for_each(&mut add);
    found
}

/// Whom a deed that somebody is for or against would fall on: who supports sanctions on X is against X, who is
/// against aid to X is too; who is against sanctions on X is not thereby for X.
fn fallen_on(context: &Context<'_, '_, '_>, noun: usize, polarity: i8) -> Option<Target> {
    let chunks = &context.syntax.chunks;
    let frame = context.lexicon.nominals.rows(context.tags.lemma(chunks[noun].head)).find_map(Frame::nominal)?;
    let preposition = chunks.get(noun + 1).filter(|c| c.kind == ChunkKind::Preposition)?;
    let deed = frame.slot(&context.document.tokens[preposition.head].lower)?;
    let polarity = match (deed.role == TargetRole::Object, deed.polarity < 0, polarity) {
        (true, true, 1) => -1,
        (true, false, polarity) if polarity != 0 => polarity,
        _ => return None,
    };
    let behind = *context.syntax.nouns_behind(noun + 1).first()?;
    let entity = context.entities.mention_at(chunks[behind].head)?.entity;
    Some(named(context, entity, chunks[behind].tokens.clone(), TargetRole::Object, polarity))
}

/// An entity as a target, named at `tokens`.
pub(super) fn named(
    context: &Context<'_, '_, '_>,
    entity: usize,
    tokens: Range<usize>,
    role: TargetRole,
    polarity: i8,
) -> Target {
    let text = context.entities.entities[entity].name.clone();
    Target { entity: Some(entity), text, tokens, role, polarity }
}

/// Whom one noun phrase names as a target.
pub(super) fn noun_targets(
    context: &Context<'_, '_, '_>,
    noun: usize,
    slot: Slot<'_>,
    holders: &[Source],
    deed: bool,
) -> Vec<Target> {
    let chunk = &context.syntax.chunks[noun];
    let tokens = chunk.tokens.clone();
    let make = |entity: usize| named(context, entity, tokens.clone(), slot.role, slot.polarity);
    let pair = both(context, noun, holders);
    if !pair.is_empty() {
        return pair.into_iter().map(make).collect();
    }
    let rolled = |entity: usize| {
        let kind = context.entities.entities[entity].kind;
        let place = matches!(kind, EntityType::Gpe | EntityType::Loc | EntityType::Norp | EntityType::Fac);
        if deed && place { context.entities.state_of(entity).unwrap_or(entity) } else { entity }
    };
    if let Some(holder) = context.holder(noun) {
        let unnamed = || Target {
            entity: None,
            text: strip(&holder.text),
            tokens: tokens.clone(),
            role: slot.role,
            polarity: slot.polarity,
        };
        return vec![holder.entity.map(rolled).map_or_else(unnamed, make)];
    }
    if let Some(mention) = context.entities.mention_at(chunk.head) {
        return vec![make(rolled(mention.entity))];
    }
    // "Indian military installations": a deed against a people's things is one against its state.
    if deed && let Some(mention) = context.entities.mentions_in(tokens.clone()).next() {
        return vec![make(rolled(mention.entity))];
    }
    let role = if slot.role == TargetRole::Object { TargetRole::Topic } else { slot.role };
    let pronoun = context.tags.tag(chunk.head) == crate::tag::Tag::Prp;
    let keeps = role == TargetRole::Topic && !pronoun;
    // "the use of force" is one matter.
    let next = |k: usize| context.syntax.chunks.get(noun + k);
    let of = next(1).is_some_and(|c| context.document.tokens[c.head].is("of")) || fallen_on(context, noun, 1).is_some();
    let end = next(2).filter(|c| of && c.is_noun()).map_or(tokens.end, |c| c.tokens.end);
    let tokens = tokens.start..end;
    let text = strip(context.document.words(tokens.clone()));
    keeps.then_some(Target { entity: None, text, tokens, role, polarity: slot.polarity }).into_iter().collect()
}

/// The states that "both nations", "the two countries", "both sides" stand for.
pub(super) fn both(context: &Context<'_, '_, '_>, noun: usize, holders: &[Source]) -> Vec<usize> {
    let chunk = &context.syntax.chunks[noun];
    let pairs = chunk.tokens.clone().any(|t| matches!(context.document.tokens[t].lower.as_str(), "both" | "two"));
    let each = context.document.tokens[chunk.head].is("other") && chunk.tokens.len() > 1;
    let states = context.lexicon.groups.has(context.tags.lemma(chunk.head), "states");
    let bare = context.document.tokens[chunk.head].is("both") && chunk.tokens.len() == 1;
    if !(pairs && states || each || bare) || context.entities.mention_at(chunk.head).is_some() {
        return Vec::new();
    }
    let held: Vec<usize> = holders
        .iter()
        .filter_map(|h| h.entity)
        .flat_map(|e| [Some(e), context.entities.state_of(e)])
        .flatten()
        .collect();
    let mentions = &context.entities.mentions;
    let mentions = &mentions[..mentions.partition_point(|m| m.tokens.start < chunk.tokens.start)];
    let free = |m: &Mention| context.entities.entities[m.entity].is_state && !held.contains(&m.entity);
    // Those last named as a pair ("India and Pakistan"), or else the two named most.
    let joined = |pair: &&[Mention]| {
        let (first, second) = (&pair[0], &pair[1]);
        let next = first.tokens.end + 1 == second.tokens.start && context.document.tokens[first.tokens.end].is("and");
        next && free(first) && free(second) && first.entity != second.entity
    };
    if let Some(pair) = mentions.windows(2).rev().find(joined) {
        return vec![pair[0].entity, pair[1].entity];
    }
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| free(m)) {
        let count = counts.entry(mention.entity).or_insert((0, mention.tokens.start));
        count.0 += 1;
    }
    let mut states: Vec<(usize, (usize, usize))> = counts.into_iter().collect();
    states.sort_by_key(|&(_, (count, first))| (std::cmp::Reverse(count), first));
    states.truncate(2);
    states.sort_by_key(|&(_, (_, first))| first);
    if states.len() == 2 { states.into_iter().map(|(entity, _)| entity).collect() } else { Vec::new() }
}

/// The matter that an argument names.
fn topic(
    context: &Context<'_, '_, '_>,
    clause: &Clause,
    argument: &Argument,
    frame: Frame<'_>,
    slot: Slot<'_>,
) -> Option<Target> {
    let mut tokens = argument.tokens.clone();
    // "warned that staff shortages …": "that" belongs to the cue, also where it was read as a determiner.
    if argument.marker == Marker::That && context.document.tokens[tokens.start].is("that") && tokens.len() > 1 {
        tokens.start += 1;
    }
    // "urged them not to feed that impulse"
    if argument.marker == Marker::Infinitive && context.is_denied(argument) {
        tokens.start -= 1;
    }
    // "working with both to promote stability": what it is for says more than what it is.
    if matches!(argument.marker, Marker::Gerund(_)) {
        let inner = context.syntax.clause_from(tokens.start);
        let purpose = inner.and_then(|c| c.arguments.iter().find(|a| a.marker == Marker::Infinitive));
        tokens = purpose.map_or(tokens, |a| a.tokens.clone());
    }
    // A noun takes what hangs on it along ("an end to the siege").
    if !argument.nouns.is_empty() {
        let mut end = tokens.end;
        for next in clause.arguments.iter().filter(|a| a.tokens.start > tokens.start) {
            let attached = match next.marker {
                Marker::Preposition(p) | Marker::Gerund(Some(p)) => {
                    let word = context.document.tokens[p].lower.as_str();
                    let owned = frame.slot(word).is_some_and(|other| other.role != TargetRole::Topic);
                    let near = next.tokens.start <= end + 2;
                    near && !owned && matches!(word, "of" | "to" | "in" | "for" | "between" | "on" | "against")
                }
                _ => false,
            };
            if !attached {
                break;
            }
            end = next.tokens.end;
        }
        tokens.end = end;
    }
    tokens.end = tokens.end.min(tokens.start + TOPIC_TOKENS);
    let words = context.document.words(tokens.clone());
    let entity = (argument.nouns.len() == 1)
        .then(|| context.entities.mention_at(context.syntax.chunks[argument.nouns[0]].head))
        .flatten()
        .map(|m| m.entity);
    let text = entity.map_or_else(|| strip(words), |e| context.entities.entities[e].name.clone());
    (!text.is_empty()).then_some(Target { entity, text, tokens, role: TargetRole::Topic, polarity: slot.polarity })
}

/// A matter that is told in a stretch of words, cut where it gets long.
pub(super) fn matter(context: &Context<'_, '_, '_>, tokens: Range<usize>, polarity: i8) -> Target {
    let tokens = tokens.start..tokens.end.min(tokens.start + TOPIC_TOKENS);
    let text = single_spaced(context.document.words(tokens.clone()));
    Target { entity: None, text, tokens, role: TargetRole::Topic, polarity }
}

/// A noun phrase without its article.
fn strip(words: &str) -> String {
    let bare = ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words);
    single_spaced(bare.trim_matches(['"', '“', '”']))
}

/// The tokens of a topic as they are told in the summary, "to" of an infinitive included.
pub(super) fn is_infinitive(context: &Context<'_, '_, '_>, tokens: &Range<usize>) -> bool {
    let word = |at: usize| context.document.tokens.get(at).map_or("", |t| t.lower.as_str());
    word(tokens.start) == "to" || matches!(word(tokens.start), "not" | "never") && word(tokens.start + 1) == "to"
}
