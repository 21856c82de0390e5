//! Positions and deeds that a noun tells: "Japan's condemnation of the test", "Israeli strikes on Gaza", "talks between".

use super::target::{matter, noun_targets};
use super::{Statement, Target};
use crate::attribution::source;
use crate::attribution::{Attributions, Context, Source};
use crate::lexicon::frame::{Frame, FrameKind};
use crate::report::view::{EntityType, SourceForm, StatementAttribution, StatementKind, TargetRole};
use crate::segment::SentenceKind;
use crate::syntax::{ChunkKind, VerbForm};
use crate::tag::Tag;
use std::ops::Range;

/// The statements of nouns in the body that no statement of `found` covers.
pub(super) fn find(context: &Context<'_, '_, '_>, attributions: &Attributions, found: &[Statement]) -> Vec<Statement> {
    let reader = Reader { context, attributions };
    let mut added: Vec<Statement> = Vec::new();
    for (index, sentence) in context.document.sentences.iter().enumerate() {
        if sentence.kind != SentenceKind::Body {
            continue;
        }
        for start in sentence.tokens.clone() {
            let longest = context.lexicon.nominals.longest(|k, form| {
                if start + k < sentence.tokens.end {
                    form(context.tags.lemma(start + k));
                }
            });
            let Some((length, mut rows)) = longest else {
                continue;
            };
            let cue = start..start + length;
            let noun = context.tags.tag(cue.end - 1).is_noun();
            let Some(frame) = rows.next().and_then(Frame::nominal).filter(|_| noun) else {
                continue;
            };
            // A verb's own object has been read with the verb.
            let first = found.partition_point(|s| s.sentence < index);
            let own = found[first..].iter().take_while(|s| s.sentence == index);
            let fresh = added.iter().rev().take_while(|s| s.sentence == index);
            let span = context.document.span(cue.clone());
            if own.chain(fresh).any(|s| s.evidence.iter().any(|e| e.contains(span))) {
                continue;
            }
            added.extend(reader.statement(index, cue, frame));
        }
    }
    added
}

struct Reader<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
    attributions: &'c Attributions,
}

impl<'d> Reader<'_, '_, '_, 'd> {
    fn statement(&self, sentence: usize, cue: Range<usize>, frame: Frame<'d>) -> Option<Statement> {
        let context = self.context;
        let document = context.document;
        let chunk = context.syntax.chunk_of(cue.end - 1).filter(|&c| context.syntax.chunks[c].is_noun())?;
        let deed = frame.kind == FrameKind::Act;
        let named =
            source::possessor(context, chunk, cue.start).or_else(|| self.modifier(chunk, cue.start).filter(|_| deed));
        let (behind, mut targets, mut end) = self.complement(chunk, frame, named.as_ref(), deed);
        let holder = named.or(behind);
        // "There were calls for a ceasefire": whose is not said.
        let called = chunk.checked_sub(2).is_some_and(|at| {
            let chunks = &context.syntax.chunks;
            context.tags.tag(chunks[at].head) == Tag::Ex && chunks[at + 1].verb().is_some_and(|v| !v.negated)
        });
        let mutual = called && !deed || targets.iter().filter(|t| t.role == TargetRole::Partner).count() == 2;
        if let Some(holder) = &holder {
            targets.retain(|t| t.entity.is_none() || t.entity != holder.entity);
        }
        if targets.is_empty() || holder.is_none() && !mutual {
            return None;
        }
        end = end.max(cue.end);
        let sources: Vec<Source> = holder.into_iter().collect();
        let via = self.attributions.via(document.span(cue.clone()), &sources);
        let start = sources.first().map_or(cue.start, |s| s.tokens.start.min(cue.start));
        let words = document.words(cue.clone());
        let reason = match (sources.first(), deed) {
            (Some(holder), false) => format!(
                "“{words}” names a position; “{}” holds it. Nobody is cited for it.",
                document.words(holder.tokens.clone())
            ),
            (Some(holder), true) => {
                format!("“{words}” names a deed of “{}”, told by the writer.", document.words(holder.tokens.clone()))
            }
            (None, false) => format!("“{words}” names a position; whose it is is not said."),
            (None, true) => format!("“{words}” names what both sides do to each other, told by the writer."),
        };
        Some(Statement {
            kind: match (sources.is_empty(), deed) {
                (true, _) => StatementKind::Event,
                (false, true) => StatementKind::Act,
                (false, false) => StatementKind::Stance,
            },
            certainty: if via.is_empty() { 1.0 } else { 0.7 },
            sources,
            via,
            act: frame.act,
            targets,
            attribution: StatementAttribution::Narrator,
            negated: false,
            category: frame.category.to_owned(),
            evidence: vec![document.span(start.min(cue.start)..end)],
            sentence,
            reason,
            cue,
        })
    }

    /// Who is named behind "by", whom the phrases behind the noun name, and where they end.
    fn complement(
        &self,
        chunk: usize,
        frame: Frame<'d>,
        holder: Option<&Source>,
        deed: bool,
    ) -> (Option<Source>, Vec<Target>, usize) {
        let context = self.context;
        let chunks = &context.syntax.chunks;
        let mut targets: Vec<Target> = Vec::new();
        let (mut agent, mut end) = (None, 0);
        let mut at = chunk + 1;
        while let Some(next) = chunks.get(at) {
            if next.verb().is_some_and(|v| v.form == VerbForm::Infinitive) {
                // "Syria's refusal to withdraw"
                if let (Some(slot), Some(clause)) = (frame.slot("inf"), context.syntax.clause_from(next.tokens.start)) {
                    let told = matter(context, next.tokens.start..clause.end, slot.polarity);
                    end = told.tokens.end;
                    targets.push(told);
                }
                break;
            }
            if next.kind != ChunkKind::Preposition {
                break;
            }
            let word = context.document.tokens[next.head].lower.as_str();
            let mut nouns = context.syntax.nouns_behind(at);
            // "between both India and Pakistan"
            if nouns.is_empty() && chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Conjunction) {
                nouns = context.syntax.nouns_behind(at + 1);
            }
            let Some(&last) = nouns.last() else { break };
            if word == "by" {
                agent = context.holder(nouns[0]);
            } else if let Some(slot) = frame.slot(word) {
                let held: Vec<Source> = holder.cloned().into_iter().collect();
                for &noun in &nouns {
                    targets.extend(noun_targets(context, noun, slot, &held, deed));
                }
            } else {
                break;
            }
            end = chunks[last].tokens.end;
            at = last + 1;
        }
        (agent, targets, end)
    }

    /// "Israeli strikes", "US sanctions": the state or body named right before the noun.
    fn modifier(&self, chunk: usize, cue: usize) -> Option<Source> {
        let context = self.context;
        let start = context.syntax.chunks[chunk].tokens.start;
        let mention = context.entities.mentions_in(start..cue).last()?;
        let kind = context.entities.entities[mention.entity].kind;
        let entity = match kind {
            EntityType::Norp => context.entities.state_of(mention.entity).unwrap_or(mention.entity),
            EntityType::Gpe | EntityType::Org | EntityType::Person => mention.entity,
            _ => return None,
        };
        Some(source::named(context, entity, mention.tokens.clone(), SourceForm::Name))
    }
}
