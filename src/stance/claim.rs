//! What the writer claims in their own voice: causes, judgements and rumours, from the wording that is flagged.

use super::target::{both, matter, named, noun_targets};
use super::wording::Wording;
use super::{Statement, Target};
use crate::attribution::Context;
use crate::lexicon::frame::Slot;
use crate::report::view::{Act, EntityType, StatementAttribution, StatementKind, TargetRole, WordingKind};
use crate::syntax::{Chunk, Clause, VerbForm};
use std::ops::Range;

/// What a piece of wording claims, by its row in `data/cues/wording.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The act that it comes to.
    pub act: Act,
    /// Whether it is about the subject of its clause, or about what stands behind it.
    pub about: About,
}

/// Whom or what a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The subject of its clause.
    Subject,
    /// The noun behind it.
    Behind,
}

impl Claim {
    /// The claim of a field such as `criticise:subject`; none for `-`.
    pub fn from_field(field: &str) -> Option<Self> {
        let (act, about) = field.split_once(':')?;
        let about = match about {
            "subject" => About::Subject,
            "behind" => About::Behind,
            _ => return None,
        };
        Some(Claim { act: Act::from_word(act)?, about })
    }
}

/// The claims of the flagged wording, in text order.
pub(super) fn find(context: &Context<'_, '_, '_>, wording: &[Wording]) -> Vec<Statement> {
    wording.iter().filter_map(|w| statement(context, w, w.claim?)).collect()
}

fn statement(context: &Context<'_, '_, '_>, wording: &Wording, claim: Claim) -> Option<Statement> {
    let document = context.document;
    let sentence = document.sentence_of(wording.tokens.start)?;
    let clause = clause(context, sentence, wording.tokens.clone());
    let targets = match (claim.about, clause) {
        // "…, leading to …": what leads to it is all that was told before, so it is about what stands behind.
        (About::Subject, Some(clause)) if clause.group.form != VerbForm::Gerund || claim.act != Act::Say => {
            subject(context, clause, claim.act)
        }
        _ => behind(context, wording.tokens.end, document.sentences[sentence].tokens.end, claim.act),
    };
    if targets.is_empty() {
        return None;
    }
    let violent = claim.act == Act::Say && targets.iter().any(|t| t.polarity < 0);
    let cause = wording.kind == WordingKind::UnattributedCause && claim.about == About::Behind && violent;
    let (start, end) = targets.iter().fold((wording.tokens.start, wording.tokens.end), |(start, end), t| {
        (start.min(t.tokens.start), end.max(t.tokens.end))
    });
    let named = !matches!(wording.kind, WordingKind::VagueAttribution | WordingKind::AgentlessPassive);
    Some(Statement {
        kind: StatementKind::Claim,
        sources: Vec::new(),
        via: Vec::new(),
        act: if cause { Act::Harm } else { claim.act },
        cue: wording.tokens.clone(),
        targets,
        attribution: StatementAttribution::Narrator,
        certainty: if named { 1.0 } else { 0.5 },
        negated: false,
        category: String::new(),
        evidence: vec![document.span(start..end)],
        sentence,
        reason: format!("The writer’s own words. {}", wording.reason),
    })
}

/// The clause that wording stands in: the last one of its sentence with its verb before the end of the wording.
fn clause<'a>(context: &'a Context<'_, '_, '_>, sentence: usize, tokens: Range<usize>) -> Option<&'a Clause> {
    let head = |c: &Clause| context.syntax.chunks[c.verb].head;
    let own = context.syntax.clauses_in(sentence).map(|(_, c)| c).take_while(|c| head(c) < tokens.end);
    own.last()
}

/// How a matter is told: violence and disaster are no good.
fn polarity(context: &Context<'_, '_, '_>, chunk: &Chunk, act: Act) -> i8 {
    let lemma = context.tags.lemma(chunk.head);
    let grave = context.lexicon.events.has(lemma, "violence") || context.lexicon.events.has(lemma, "disaster");
    if act != Act::Say || grave { -1 } else { 0 }
}

/// The subject of a clause: an entity, whose thing it is, or the matter itself.
fn subject(context: &Context<'_, '_, '_>, clause: &Clause, act: Act) -> Vec<Target> {
    let Some(&noun) = clause.subjects.first() else { return Vec::new() };
    let chunk = &context.syntax.chunks[noun];
    let polarity = polarity(context, chunk, act);
    let role = if act == Act::Say { TargetRole::Topic } else { TargetRole::Object };
    // "His leadership is under scrutiny": he is.
    let owner = context.entities.mentions_in(chunk.tokens.clone()).find(|m| {
        let kind = context.entities.entities[m.entity].kind;
        act != Act::Say && matches!(kind, EntityType::Person | EntityType::Org | EntityType::Gpe)
    });
    if let Some(mention) = owner {
        return vec![named(context, mention.entity, mention.tokens.clone(), role, polarity)];
    }
    let slot = Slot { argument: "obj", role, polarity, open: false };
    noun_targets(context, noun, slot, &[], false)
}

/// What stands right behind the wording.
fn behind(context: &Context<'_, '_, '_>, from: usize, end: usize, act: Act) -> Vec<Target> {
    let Some(first) = context.syntax.chunk_of(from).filter(|_| from < end) else { return Vec::new() };
    let chunks = &context.syntax.chunks;
    let Some(noun) = (first..chunks.len().min(first + 3)).find(|&c| chunks[c].is_noun() && chunks[c].tokens.end <= end)
    else {
        return Vec::new();
    };
    // "heightened military actions on both sides"
    let pair = (noun..chunks.len().min(noun + 3)).find_map(|c| {
        let states = if chunks[c].is_noun() { both(context, c, &[]) } else { Vec::new() };
        (states.len() == 2).then_some((c, states))
    });
    if let Some((at, states)) = pair {
        let tokens = &chunks[at].tokens;
        let target = |&entity: &usize| named(context, entity, tokens.clone(), TargetRole::Topic, 0);
        return states.iter().map(target).collect();
    }
    // "drone and missile attacks": the last noun tells what they are.
    let last = noun.checked_sub(1).and_then(|p| context.syntax.nouns_behind(p).last().copied()).unwrap_or(noun);
    let last = if chunks[last].tokens.end <= end { last } else { noun };
    vec![matter(context, chunks[noun].tokens.start..chunks[last].tokens.end, polarity(context, &chunks[last], act))]
}
