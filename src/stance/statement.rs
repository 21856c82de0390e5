//! Statements from clauses with a cue, and from nouns that tell a position.

use super::target::{both, noun_targets, targets};
use super::{Statement, Target};
use crate::attribution::{Attributions, Context, Cue, Source, overlapping};
use crate::lexicon::frame::{Frame, FrameKind, Slot};
use crate::report::view::{Act, AttributionKind, StatementAttribution, StatementKind, TargetRole};
use crate::segment::SentenceKind;
use crate::syntax::{Argument, Clause, Marker, Relation};
use crate::tag::Tag;
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;

/// Finds all statements, in text order.
pub fn find_statements(context: &Context<'_, '_, '_>, attributions: &Attributions) -> Vec<Statement> {
    let mut kinds = HashMap::new();
    for attribution in &attributions.list {
        if let Some(clause) = attribution.clause {
            kinds.entry(clause).or_insert(attribution.kind);
        }
    }
    let finder = Finder { context, attributions, kinds };
    let mut found: Vec<Statement> = Vec::new();
    // Clause and statement of what came before, for what hangs on it.
    let mut of_clause: Vec<Option<usize>> = vec![None; context.syntax.clauses.len()];
    for (index, clause) in context.syntax.clauses.iter().enumerate() {
        if context.document.sentences[clause.sentence].kind == SentenceKind::Byline {
            continue;
        }
        // What somebody urges, offers or rejects has not happened: it is a topic, no statement of its own.
        let head = context.syntax.chunks[clause.verb].head;
        let told = |s: &Statement| {
            s.cue.contains(&head) || s.targets.iter().any(|t| t.role == TargetRole::Topic && t.tokens.contains(&head))
        };
        // Those of earlier sentences cannot tell it.
        let own = found.iter().rev().take_while(|s| s.sentence == clause.sentence);
        if own.into_iter().any(told) {
            continue;
        }
        let governed = clause.relation == Relation::Complement
            && clause.parent.is_some_and(|p| context.cue(&context.syntax.clauses[p]).is_some());
        if governed {
            continue;
        }
        let parent = clause.parent.and_then(|p| of_clause[p]);
        if let Some(statement) = finder.statement(clause) {
            // "launched an operation, targeting nine sites": one deed, not two.
            if let Some(parent) =
                parent.filter(|_| clause.relation == Relation::Participle && statement.act == Act::Harm)
                && found[parent].act == Act::Harm
            {
                let whole = &mut found[parent];
                if whole.targets.iter().all(|t| t.role == TargetRole::Topic) {
                    whole.targets = statement.targets;
                }
                whole.evidence.extend(statement.evidence);
                of_clause[index] = Some(parent);
                continue;
            }
            of_clause[index] = Some(found.len());
            found.push(statement);
        }
        if let (Some(parent), Some(own)) = (parent, of_clause[index]) {
            share_addressees(&mut found, parent, own, clause);
        }
    }
    found.retain(|s| !s.targets.is_empty());
    found.extend(finder.nominal_statements(&found));
    found.sort_by_key(|s| s.cue.start);
    found
}

/// "urging both to talk and offering help": what is offered is offered to those who are urged.
fn share_addressees(found: &mut [Statement], parent: usize, own: usize, clause: &Clause) {
    let joint = clause.relation == Relation::Coordinate && parent != own;
    let missing =
        matches!(found[own].act, Act::Offer) && !found[own].targets.iter().any(|t| t.role == TargetRole::Addressee);
    if joint && missing {
        let addressees: Vec<Target> = found[parent]
            .targets
            .iter()
            .filter(|t| t.role == TargetRole::Addressee)
            .map(|t| Target { polarity: 1, ..t.clone() })
            .collect();
        if let Some(first) = addressees.first() {
            let note = format!(
                " Those it is offered to are those addressed just before: {}.",
                first.text.clone() + &addressees[1..].iter().map(|t| format!(" and {}", t.text)).collect::<String>()
            );
            found[own].reason.push_str(&note);
            found[own].targets.splice(0..0, addressees);
        }
    }
}

struct Finder<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
    attributions: &'c Attributions,
    /// The kind of the first attribution of each clause that has one.
    kinds: HashMap<usize, AttributionKind>,
}

impl<'d> Finder<'_, '_, '_, 'd> {
    fn statement(&self, clause: &Clause) -> Option<Statement> {
        let context = self.context;
        let cue = context.cue(clause).filter(|cue| cue.frame.kind != FrameKind::Speech)?;
        let deed = cue.frame.kind == FrameKind::Act;
        let nouns = &clause.subjects;
        let pair = match (nouns.as_slice(), clause.group.passive) {
            (&[one], false) => both(context, one, &[]),
            _ => Vec::new(),
        };
        let partner = cue.frame.slots().find(|s| s.role == TargetRole::Partner);
        let mut sources = context.agents(clause);
        let mut targets = self.slots(clause, &cue, &sources, deed);
        let mut attribution = if deed { StatementAttribution::Act } else { self.kind_of(clause) };
        if let (Some(slot), [_, _]) = (partner, pair.as_slice())
            && targets.iter().all(|t| t.role != TargetRole::Partner)
        {
            // "Both nations have exchanged fire": each towards the other, told by the writer.
            let tokens = context.syntax.chunks[nouns[0]].tokens.clone();
            targets = pair
                .iter()
                .map(|&entity| Target {
                    entity: Some(entity),
                    text: context.entities.entities[entity].name.clone(),
                    tokens: tokens.clone(),
                    role: TargetRole::Partner,
                    polarity: slot.polarity,
                })
                .collect();
            sources = Vec::new();
            attribution = StatementAttribution::Narrator;
        } else if sources.is_empty() && self.is_first_person(clause) {
            sources = self.speaker(cue.tokens.clone());
            attribution = StatementAttribution::Direct;
            if sources.is_empty() {
                return None;
            }
        } else if sources.is_empty() {
            return None;
        } else if !pair.is_empty() {
            sources = pair
                .iter()
                .map(|&e| Source {
                    entity: Some(e),
                    text: context.entities.entities[e].name.clone(),
                    ..sources[0].clone()
                })
                .collect();
        }
        targets.retain(|t| {
            !t.entity.is_some_and(|e| t.role != TargetRole::Topic && sources.iter().any(|s| s.entity == Some(e)))
        });
        let harmless = targets.is_empty() && cue.frame.act != Act::Harm;
        if harmless {
            return None;
        }
        if clause.group.negated {
            targets.iter_mut().for_each(|t| t.polarity = 0);
        }
        let start = if clause.relation == Relation::Main && !clause.inverted {
            nouns.iter().map(|&n| context.syntax.chunks[n].tokens.start).min()
        } else {
            None
        };
        let evidence = context
            .document
            .span(start.unwrap_or(cue.tokens.start).min(cue.tokens.start)..clause.end.max(cue.tokens.end));
        let cue_span = context.document.span(cue.tokens.clone());
        let via = self.attributions.via(cue_span, &sources);
        let reported = !via.is_empty();
        let certainty = if clause.group.conditional || self.is_conditional(clause) {
            0.5
        } else if reported {
            0.7
        } else {
            1.0
        };
        let reason = self.reason(clause, &cue, &targets, reported);
        Some(Statement {
            kind: if deed { StatementKind::Act } else { StatementKind::Stance },
            sources,
            via,
            act: cue.frame.act,
            cue: cue.tokens,
            targets,
            attribution,
            certainty,
            negated: clause.group.negated,
            category: cue.frame.category.to_owned(),
            evidence: vec![evidence],
            sentence: clause.sentence,
            reason,
        })
    }

    fn is_first_person(&self, clause: &Clause) -> bool {
        let word = |&s: &usize| self.context.document.tokens[self.context.syntax.chunks[s].head].lower.as_str();
        clause.subjects.first().map(word).is_some_and(|w| matches!(w, "i" | "we"))
    }

    /// Who says "I" or "we" in the quotation around `tokens`.
    fn speaker(&self, tokens: Range<usize>) -> Vec<Source> {
        let span = self.context.document.span(tokens);
        self.attributions
            .around(span)
            .next()
            .filter(|_| self.attributions.is_quoted(span))
            .map_or_else(Vec::new, |a| a.sources.clone())
    }

    /// How the attribution of this clause gives its words.
    fn kind_of(&self, clause: &Clause) -> StatementAttribution {
        let at = self.context.syntax.clauses.partition_point(|c| c.verb < clause.verb);
        match self.kinds.get(&at) {
            Some(AttributionKind::Direct) => StatementAttribution::Direct,
            Some(AttributionKind::Mixed) => StatementAttribution::Mixed,
            _ => StatementAttribution::Indirect,
        }
    }

    /// Whether a word before the clause makes it a condition.
    fn is_conditional(&self, clause: &Clause) -> bool {
        let first = clause
            .subjects
            .first()
            .map(|&s| self.context.syntax.chunks[s].tokens.start)
            .unwrap_or(self.context.syntax.chunks[clause.verb].tokens.start);
        first.checked_sub(1).is_some_and(|before| {
            matches!(self.context.document.tokens[before].lower.as_str(), "if" | "whether" | "unless")
        })
    }

    /// The targets that a clause's arguments give.
    fn slots(&self, clause: &Clause, cue: &Cue<'d>, holders: &[Source], deed: bool) -> Vec<Target> {
        let context = self.context;
        let mut found: Vec<Target> = Vec::new();
        let inner = clause
            .arguments
            .iter()
            .find(|a| matches!(a.marker, Marker::Gerund(_)))
            .and_then(|a| context.syntax.clause_from(a.tokens.start));
        for slot in cue.frame.slots() {
            let own = clause.arguments.iter().find(|a| self.context.fills(a, slot));
            let deeper = || {
                inner.and_then(|c| {
                    c.arguments
                        .iter()
                        .find(|a| matches!(a.marker, Marker::Preposition(_)) && self.context.fills(a, slot))
                })
            };
            let passive = clause.group.passive && slot.argument == "obj";
            let mut made = if passive {
                let argument = Argument {
                    marker: Marker::Object,
                    nouns: clause.subjects.clone(),
                    tokens: clause.subjects.first().map_or(0..0, |&s| context.syntax.chunks[s].tokens.clone()),
                };
                if clause.subjects.is_empty() {
                    Vec::new()
                } else {
                    targets(context, clause, &argument, (cue.frame, slot), holders, deed)
                }
            } else {
                own.or_else(deeper)
                    .map_or_else(Vec::new, |argument| self.of_argument(clause, cue, argument, slot, holders, deed))
            };
            made.retain(|t| {
                !found.iter().any(|f| {
                    f.entity.is_some() && f.entity == t.entity
                        || f.tokens.start <= t.tokens.start
                            && t.tokens.end <= f.tokens.end
                            && f.role == TargetRole::Topic
                            && t.role == TargetRole::Topic
                })
            });
            found.extend(made);
        }
        if deed && found.iter().all(|t| t.entity.is_none()) && cue.frame.act == Act::Harm {
            let sites = self.sites(clause, cue, holders);
            if !sites.is_empty() {
                found = sites;
            }
        }
        found
    }

    fn of_argument(
        &self,
        clause: &Clause,
        cue: &Cue<'d>,
        argument: &Argument,
        slot: Slot<'_>,
        holders: &[Source],
        deed: bool,
    ) -> Vec<Target> {
        // "attributed the attack to …" names a matter; a deed named as the object of its own verb is no target.
        let named = cue.frame.is_selective() && argument.marker == Marker::Object && slot.role != TargetRole::Topic;
        if named { Vec::new() } else { targets(self.context, clause, argument, (cue.frame, slot), holders, deed) }
    }

    /// "targeting nine sites in Pakistan": where a deed falls when what it falls on has no name.
    fn sites(&self, clause: &Clause, cue: &Cue<'d>, holders: &[Source]) -> Vec<Target> {
        let place = clause.arguments.iter().find(|a| matches!(a.marker, Marker::Preposition(p) if matches!(self.context.document.tokens[p].lower.as_str(), "in" | "inside" | "across")));
        let slot = Slot { argument: "in", role: TargetRole::Object, polarity: -1 };
        let plain = !cue.frame.is_selective();
        let found = place.filter(|_| plain).map_or_else(Vec::new, |argument| {
            targets(self.context, clause, argument, (cue.frame, slot), holders, true)
        });
        found.into_iter().filter(|t| t.entity.is_some_and(|e| self.context.entities.entities[e].is_state)).collect()
    }

    fn reason(&self, clause: &Clause, cue: &Cue<'d>, targets: &[Target], reported: bool) -> String {
        let document = self.context.document;
        let mut reason =
            format!("“{}” tells that somebody {}.", document.words(cue.tokens.clone()), act_words(cue.frame.act));
        let joint: Vec<&Target> =
            targets.iter().filter(|t| t.entity.is_some() && t.role != TargetRole::Topic).collect();
        if let Some(first) = joint.first() {
            let words = document.words(first.tokens.clone());
            let same = joint.iter().filter(|t| t.tokens == first.tokens).map(|t| t.text.as_str()).collect::<Vec<_>>();
            if same.len() > 1 || !words.contains(same[0]) {
                reason.push_str(&format!(" “{words}” stands for {}.", same.join(" and ")));
            }
        }
        if clause.group.negated {
            reason.push_str(" It is negated, so it counts neither for nor against.");
        }
        if clause.group.conditional {
            reason.push_str(" It is told as possible, not as done.");
        }
        if clause.group.passive {
            reason.push_str(" The verb is passive.");
        }
        if reported {
            reason.push_str(" The writer has it from another source.");
        }
        reason
    }

    /// "his hardline stance on India": positions that a noun tells.
    fn nominal_statements(&self, found: &[Statement]) -> Vec<Statement> {
        let context = self.context;
        let mut added: Vec<Statement> = Vec::new();
        for (index, sentence) in
            context.document.sentences.iter().enumerate().filter(|(_, s)| s.kind == SentenceKind::Body)
        {
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
                let covered =
                    own.chain(fresh).any(|s| s.evidence.iter().any(|e| e.contains(context.document.span(cue.clone()))));
                if let Some(statement) = self.nominal(index, cue, frame).filter(|_| !covered) {
                    added.push(statement);
                }
            }
        }
        added
    }

    fn nominal(&self, sentence: usize, cue: Range<usize>, frame: Frame<'d>) -> Option<Statement> {
        let context = self.context;
        let chunk = context.syntax.chunk_of(cue.end - 1).filter(|&c| context.syntax.chunks[c].is_noun())?;
        let holder = self.possessor(chunk, cue.start)?;
        let mut targets = Vec::new();
        let mut end = cue.end;
        let preposition = chunk + 1;
        let word =
            context.syntax.chunks.get(preposition).map_or("", |c| context.document.tokens[c.head].lower.as_str());
        let slot = frame.slot(word)?;
        for noun in context.syntax.nouns_behind(preposition) {
            targets.extend(noun_targets(context, noun, slot, std::slice::from_ref(&holder), false));
            end = context.syntax.chunks[noun].tokens.end;
        }
        if targets.is_empty() {
            return None;
        }
        let span = context.document.span(cue.clone());
        let via = self.attributions.via(span, std::slice::from_ref(&holder));
        let start = holder.tokens.start.min(cue.start);
        let reason = format!(
            "“{}” names a position; “{}” holds it. Nobody is cited for it.",
            context.document.words(cue.clone()),
            context.document.words(holder.tokens.clone())
        );
        Some(Statement {
            kind: StatementKind::Stance,
            certainty: if via.is_empty() { 1.0 } else { 0.7 },
            sources: vec![holder],
            via,
            act: frame.act,
            targets,
            attribution: StatementAttribution::Narrator,
            negated: false,
            category: frame.category.to_owned(),
            evidence: vec![context.document.span(start..end)],
            sentence,
            reason,
            cue,
        })
    }

    /// Who holds the position that a noun in `chunk` names: the possessor before it.
    fn possessor(&self, chunk: usize, cue: usize) -> Option<Source> {
        let context = self.context;
        let tokens = context.syntax.chunks[chunk].tokens.clone();
        let pronoun = tokens.clone().find(|&t| context.tags.tag(t) == Tag::PrpS && t < cue);
        let marked =
            tokens.clone().find(|&t| context.tags.tag(t) == Tag::Pos && t < cue).and_then(|t| t.checked_sub(1));
        let mention = context.entities.mention_at(pronoun.or(marked)?)?;
        let entity = &context.entities.entities[mention.entity];
        let form = if pronoun.is_some() {
            crate::report::view::SourceForm::Pronoun
        } else {
            crate::report::view::SourceForm::Name
        };
        Some(Source { entity: Some(mention.entity), text: entity.name.clone(), tokens: mention.tokens.clone(), form })
    }
}

/// What somebody does who performs `act`, in a few words.
pub(super) fn act_words(act: Act) -> &'static str {
    match act {
        Act::Say => "says something without taking a side",
        Act::Praise => "praises",
        Act::Support => "supports",
        Act::Offer => "offers or pledges",
        Act::Consult => "talks with somebody",
        Act::Concede => "backs down or apologises",
        Act::Urge => "urges or calls for something",
        Act::Concern => "is concerned",
        Act::Question => "questions",
        Act::Criticise => "criticises",
        Act::Blame => "blames or accuses",
        Act::Deny => "denies",
        Act::Reject => "rejects",
        Act::Oppose => "opposes",
        Act::Threaten => "threatens",
        Act::Help => "helps",
        Act::Harm => "acts against somebody",
    }
}

/// Whether a stretch of text lies in none of some quotations.
pub(super) fn is_free(span: Span, spans: &[Span]) -> bool {
    overlapping(spans, span).is_empty()
}
