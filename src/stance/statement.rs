//! Statements from clauses with a cue, and from nouns that tell a position.

use super::compose::{self, Reading};
use super::target::{both, matter, named, noun_targets, targets};
use super::wording::Wording;
use super::{Statement, Target, claim, nominal, polarity};
use crate::attribution::source::group;
use crate::attribution::{Attributions, Context, Cue, Source, overlapping};
use crate::lexicon::frame::{FrameKind, Slot};
use crate::report::view::{Act, AttributionKind, StatementAttribution, StatementKind, TargetRole};
use crate::segment::SentenceKind;
use crate::syntax::{Argument, Clause, Marker, Relation, VerbForm};
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;

/// Finds all statements, in text order: positions, deeds, and what the writer claims with flagged wording.
pub fn find_statements(
    context: &Context<'_, '_, '_>,
    attributions: &Attributions,
    wording: &[Wording],
) -> Vec<Statement> {
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
        if context.document.sentences[clause.sentence].kind == SentenceKind::Byline
            || context.is_question(clause.sentence)
        {
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
    // A deed that nobody is known to suffer was of use only to the one that goes on with it.
    found.retain(|s| !s.targets.is_empty() || s.act != Act::Harm);
    found.extend(nominal::find(context, attributions, &found));
    found.extend(claim::find(context, wording));
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

/// From which probability on a learned polarity is taken.
const SURE: f32 = 0.6;

struct Finder<'c, 'a, 't, 'd> {
    context: &'c Context<'a, 't, 'd>,
    attributions: &'c Attributions,
    /// The kind of the first attribution of each clause that has one.
    kinds: HashMap<usize, AttributionKind>,
}

/// Who is behind a statement, and who vouches for it.
struct Holding {
    sources: Vec<Source>,
    attribution: StatementAttribution,
    /// The targets that follow from the holders: those who do it to each other.
    mutual: Vec<Target>,
}

impl<'d> Finder<'_, '_, '_, 'd> {
    fn statement(&self, clause: &Clause) -> Option<Statement> {
        self.duty(clause).or_else(|| self.position(clause))
    }

    /// The position or deed that the cue of a clause tells.
    fn position(&self, clause: &Clause) -> Option<Statement> {
        let reading = compose::read(self.context, clause)?;
        let cue = &reading.cue;
        let deed = reading.kind() == FrameKind::Act;
        let holding = self.holding(clause, &reading)?;
        // "was charged by a defender", "the goalkeeper denied Costa": play.
        let plays = |s: &Source| s.entity.is_none() && group(self.context, s.tokens.clone()) == Some("athletes");
        if holding.sources.iter().any(plays) && (deed || matches!(reading.act, Act::Blame | Act::Deny | Act::Criticise))
        {
            return None;
        }
        let mut targets = if holding.mutual.is_empty() {
            self.slots(clause, cue, &holding.sources, deed)
        } else {
            holding.mutual.clone()
        };
        targets.extend(self.required(clause, &reading));
        self.add_inner(&mut targets, &reading, &holding.sources);
        targets.retain(|t| {
            let own = |s: &Source| s.entity.is_some() && s.entity == t.entity;
            t.role == TargetRole::Topic || !holding.sources.iter().any(own)
        });
        let act = match cue.frame.slots().any(|slot| slot.open) {
            true => self.judged(&mut targets)?,
            false => reading.act,
        };
        if targets.is_empty() && !cue.frame.is_alone() && reading.act != Act::Harm {
            return None;
        }
        // "offers no protection"
        let none = |t: &Target| self.context.document.tokens[t.tokens.start].is("no") && t.role != TargetRole::Partner;
        let negated = reading.negated || targets.iter().any(none);
        if reading.act == Act::Reject {
            targets.iter_mut().filter(|t| t.role != TargetRole::Topic || t.polarity > 0).for_each(|t| t.polarity = -1);
        }
        if negated {
            targets.iter_mut().for_each(|t| t.polarity = 0);
        }
        let kind = match (holding.sources.is_empty() && holding.mutual.is_empty(), deed) {
            (true, _) => StatementKind::Event,
            (false, true) => StatementKind::Act,
            (false, false) => StatementKind::Stance,
        };
        let tokens = cue.tokens.clone();
        let told = Told { kind, act, category: reading.category, targets, ahead: reading.ahead, tokens };
        Some(self.tell(clause, holding, told, negated))
    }

    /// "described him as a liar": praise or blame by what the whole sentence says about the target, if the model that was
    /// trained to tell that is sure of it.
    fn judged(&self, targets: &mut [Target]) -> Option<Act> {
        let Context { document, tags, syntax, lexicon, .. } = *self.context;
        let reading = polarity::Reading { document, tags, syntax, lexicon };
        let target = targets.iter_mut().find(|t| t.role == TargetRole::Object)?;
        let (polarity, confidence) = polarity::polarity(reading, &lexicon.polarity, target.tokens.clone());
        target.polarity = if confidence < SURE { 0 } else { polarity };
        match target.polarity {
            1 => Some(Act::Praise),
            -1 => Some(Act::Criticise),
            _ => None,
        }
    }

    /// "X said that Y must withdraw": a demand on Y.
    fn duty(&self, clause: &Clause) -> Option<Statement> {
        let context = self.context;
        let verb = &context.syntax.chunks[clause.verb];
        let first = context.document.tokens[verb.tokens.start].lower.as_str();
        let binding = matches!(first, "must" | "should") && clause.relation == Relation::Main;
        // "must have left", "should be happy" tell what is likely.
        let stative = context.tags.lemma(verb.head) == "be" || clause.group.perfect || verb.tokens.len() < 2;
        if !binding || stative || self.is_conditional(clause) {
            return None;
        }
        let span = context.document.span(verb.tokens.clone());
        let said = self.attributions.around(span).last()?;
        let sources = said.sources.clone();
        let first_person = |s: &Source| matches!(s.text.as_str(), "we" | "We" | "I");
        if sources.is_empty() || sources.iter().any(first_person) {
            return None;
        }
        let mut targets = Vec::new();
        let addressees = if clause.group.passive { &[][..] } else { &clause.subjects[..] };
        let slot = Slot { argument: "obj", role: TargetRole::Addressee, polarity: 0, open: false };
        for &noun in addressees {
            targets.extend(
                noun_targets(context, noun, slot, &sources, false)
                    .into_iter()
                    .filter(|t| t.entity.is_some() && !sources.iter().any(|s| s.entity == t.entity)),
            );
        }
        let start = if clause.group.passive { context.first_token(clause) } else { verb.tokens.start + 1 };
        let polarity = if clause.group.negated { -1 } else { 1 };
        targets.push(matter(context, start..clause.end, polarity));
        let holding = Holding { attribution: statement_kind(said.kind), sources, mutual: Vec::new() };
        let told = Told {
            kind: StatementKind::Stance,
            act: Act::Urge,
            category: "REQUEST",
            targets,
            ahead: false,
            tokens: verb.tokens.start..verb.tokens.start + 1,
        };
        Some(self.tell(clause, holding, told, false))
    }

    fn tell(&self, clause: &Clause, holding: Holding, told: Told<'_>, negated: bool) -> Statement {
        let context = self.context;
        let cue = told.tokens;
        let start = if clause.relation == Relation::Main && !clause.inverted {
            clause.subjects.iter().map(|&n| context.syntax.chunks[n].tokens.start).min()
        } else {
            None
        };
        let evidence = context.document.span(start.unwrap_or(cue.start).min(cue.start)..clause.end.max(cue.end));
        let via = self.attributions.via(context.document.span(cue.clone()), &holding.sources);
        // "would be allowed to deny": what it hangs on has not happened either.
        let parent =
            clause.parent.map(|p| context.syntax.clauses[p].group).filter(|_| clause.relation == Relation::Complement);
        let ahead = told.ahead || self.is_conditional(clause) || parent.is_some_and(|g| g.future || g.conditional);
        let certainty = match (ahead, via.is_empty()) {
            (true, _) => 0.5,
            (false, false) => 0.7,
            (false, true) => 1.0,
        };
        let mut statement = Statement {
            kind: told.kind,
            sources: holding.sources,
            via,
            act: told.act,
            cue,
            targets: told.targets,
            attribution: holding.attribution,
            certainty,
            negated,
            category: told.category.to_owned(),
            evidence: vec![evidence],
            sentence: clause.sentence,
            reason: String::new(),
        };
        statement.reason = self.reason(clause, &statement);
        statement
    }

    /// Who does or holds what a clause tells.
    fn holding(&self, clause: &Clause, reading: &Reading<'_>) -> Option<Holding> {
        let context = self.context;
        let cue = &reading.cue;
        let deed = reading.kind() == FrameKind::Act;
        let attribution = if deed { StatementAttribution::Act } else { self.kind_of(clause) };
        let narrated = |mutual: Vec<Target>| {
            Some(Holding { sources: Vec::new(), attribution: StatementAttribution::Narrator, mutual })
        };
        let pair = match (clause.subjects.as_slice(), cue.passive) {
            (&[one], false) => both(context, one, &[]),
            _ => Vec::new(),
        };
        let partner = cue
            .frame
            .slots()
            .find(|s| s.role == TargetRole::Partner)
            .filter(|&slot| !clause.arguments.iter().any(|a| context.fills(a, slot)));
        if let (Some(slot), [_, _]) = (partner, pair.as_slice()) {
            // "Both nations have exchanged fire": each towards the other, told by the writer.
            let tokens = context.syntax.chunks[clause.subjects[0]].tokens.clone();
            let partner = |&e: &usize| named(context, e, tokens.clone(), TargetRole::Partner, slot.polarity);
            let mutual = pair.iter().map(partner).collect();
            return narrated(mutual);
        }
        let mut sources = context.agents(clause, cue.passive);
        if sources.is_empty() && clause.relation == Relation::Relative && clause.group.form == VerbForm::Gerund {
            // "issued a statement condemning …": whoever issued it.
            let parent = clause.parent.map(|p| &context.syntax.clauses[p]).filter(|p| !p.group.passive);
            sources = parent.map_or_else(Vec::new, |p| context.agents(p, false));
        }
        if let (Some(slot), [first, second], false) = (partner, sources.as_slice(), cue.passive) {
            // "X and Y met": the second is the partner of the first.
            let (entity, text, tokens) = (second.entity, second.text.clone(), second.tokens.clone());
            let mutual = vec![Target { entity, text, tokens, role: TargetRole::Partner, polarity: slot.polarity }];
            return Some(Holding { sources: vec![first.clone()], attribution, mutual });
        }
        if !pair.is_empty() && !sources.is_empty() {
            let named = |&entity: &usize| Source {
                entity: Some(entity),
                text: context.entities.entities[entity].name.clone(),
                ..sources[0].clone()
            };
            return Some(Holding { sources: pair.iter().map(named).collect(), attribution, mutual: Vec::new() });
        }
        if !sources.is_empty() {
            return Some(Holding { sources, attribution, mutual: Vec::new() });
        }
        if matches!(context.subject_word(clause), "i" | "we") {
            let sources = self.speaker(cue.tokens.clone());
            let attribution = StatementAttribution::Direct;
            return (!sources.is_empty()).then_some(Holding { sources, attribution, mutual: Vec::new() });
        }
        if let Some(source) = self.told_of_itself(clause) {
            return Some(Holding { sources: vec![source], attribution, mutual: Vec::new() });
        }
        self.is_event(clause, cue).then(|| narrated(Vec::new())).flatten()
    }

    /// "Rebels said they would …": a pronoun without an entity is whoever speaks.
    fn told_of_itself(&self, clause: &Clause) -> Option<Source> {
        let context = self.context;
        let &[noun] = clause.subjects.as_slice() else { return None };
        let head = context.syntax.chunks[noun].head;
        let word = context.document.tokens[head].lower.as_str();
        if clause.group.passive || !matches!(word, "they" | "it" | "he" | "she" | "who") {
            return None;
        }
        let span = context.document.span(context.syntax.chunks[clause.verb].tokens.clone());
        let said = self.attributions.around(span).last()?;
        let [source] = said.sources.as_slice() else { return None };
        Some(Source { tokens: head..head + 1, ..source.clone() })
    }

    /// Whether a clause tells a deed that is one also without anybody who does it.
    fn is_event(&self, clause: &Clause, cue: &Cue<'_>) -> bool {
        let context = self.context;
        let violent = |noun: &usize| {
            let lemma = context.tags.lemma(context.syntax.chunks[*noun].head);
            context.lexicon.events.has(lemma, "violence")
        };
        let named = |a: &Argument| context.is_behind(a, &["in", "by", "during"]) && a.nouns.iter().any(violent);
        let by = |a: &Argument| context.is_behind(a, &["by"]);
        let harm = cue.frame.kind == FrameKind::Act && cue.frame.act == Act::Harm;
        if cue.passive {
            // "convicted of fraud" by itself tells a deed in headlines alone.
            let headline = context.document.sentences[clause.sentence].kind == SentenceKind::Headline;
            if clause.group.form != VerbForm::Finite && !headline {
                return false;
            }
            let bare = cue.frame.is_agentless() && !clause.arguments.iter().any(by);
            !clause.subjects.is_empty() && (bare || harm && clause.arguments.iter().any(named))
        } else {
            harm && clause.relation != Relation::Relative && clause.subjects.first().is_some_and(violent)
        }
    }

    /// "demanded that Israel withdraw": who is to do it is addressed.
    fn required(&self, clause: &Clause, reading: &Reading<'_>) -> Vec<Target> {
        let context = self.context;
        let argument = clause.arguments.iter().find(|a| a.marker == Marker::That);
        let Some(argument) = argument.filter(|_| reading.act == Act::Urge) else {
            return Vec::new();
        };
        let slot = Slot { argument: "obj", role: TargetRole::Addressee, polarity: 0, open: false };
        let noun = context.syntax.chunk_of(argument.tokens.start).filter(|&c| context.syntax.chunks[c].is_noun());
        let found = noun.map_or_else(Vec::new, |noun| noun_targets(context, noun, slot, &[], false));
        found.into_iter().filter(|t| t.entity.is_some()).collect()
    }

    /// Adds those whom the governed deed is to fall on ("threatened to attack Israel").
    fn add_inner(&self, targets: &mut Vec<Target>, reading: &Reading<'d>, holders: &[Source]) {
        let Some((at, cue)) = &reading.inner else { return };
        let clause = &self.context.syntax.clauses[*at];
        let whole = matches!(reading.cue.frame.kind, FrameKind::Intent) || reading.negated;
        let inner = self.slots(clause, cue, holders, cue.frame.kind == FrameKind::Act);
        if whole {
            targets.clear();
        }
        let known = |targets: &[Target], t: &Target| targets.iter().any(|k| k.entity == t.entity);
        for target in inner {
            let named = target.entity.is_some() && target.role != TargetRole::Topic;
            if whole || named && !known(targets, &target) {
                targets.push(target);
            }
        }
        if reading.act == Act::Threaten {
            targets.iter_mut().for_each(|t| t.polarity = if t.role == TargetRole::Topic { 0 } else { -1 });
        }
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
        let at = self.context.syntax.clause_of_verb(clause.verb);
        at.and_then(|at| self.kinds.get(&at)).copied().map_or(StatementAttribution::Indirect, statement_kind)
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
            // "spoke of his friendship with X": the partner of a talk stands right behind the verb.
            let near = slot.role == TargetRole::Partner && !cue.frame.is_selective() && cue.tokens.len() == 1;
            let most = if near { 1 } else { clause.arguments.len() };
            let own = clause.arguments.iter().take(most).find(|a| context.fills(a, slot));
            let deeper = || {
                inner.and_then(|c| {
                    c.arguments
                        .iter()
                        .find(|a| matches!(a.marker, Marker::Preposition(_)) && self.context.fills(a, slot))
                })
            };
            let passive = cue.passive && slot.argument == "obj";
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
                own.or_else(deeper).map_or_else(Vec::new, |argument| {
                    targets(context, clause, argument, (cue.frame, slot), holders, deed)
                })
            };
            made.retain(|t| !(cue.frame.is_animate() && slot.argument == "obj" && t.role == TargetRole::Topic));
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
        if cue.frame.is_animate() && found.iter().all(|t| t.role == TargetRole::Topic) {
            return Vec::new();
        }
        // "launched an investigation into …": what the verb's own noun is about says more than the noun.
        let own = |t: &Target| {
            t.role == TargetRole::Topic
                && t.polarity == 0
                && clause.object().is_some_and(|o| o.tokens.start == t.tokens.start)
        };
        if cue.frame.is_selective() && found.iter().any(|t| !own(t)) {
            found.retain(|t| !own(t));
        }
        if deed && found.iter().all(|t| t.entity.is_none()) && cue.frame.act == Act::Harm {
            let sites = self.sites(clause, cue, holders);
            if !sites.is_empty() {
                found = sites;
            }
        }
        found
    }

    /// "targeting nine sites in Pakistan": where a deed falls when what it falls on has no name.
    fn sites(&self, clause: &Clause, cue: &Cue<'d>, holders: &[Source]) -> Vec<Target> {
        let place = clause.arguments.iter().find(|a| self.context.is_behind(a, &["in", "inside", "across"]));
        let slot = Slot { argument: "in", role: TargetRole::Object, polarity: -1, open: false };
        let plain = !cue.frame.is_selective();
        let found = place.filter(|_| plain).map_or_else(Vec::new, |argument| {
            targets(self.context, clause, argument, (cue.frame, slot), holders, true)
        });
        found.into_iter().filter(|t| t.entity.is_some_and(|e| self.context.entities.entities[e].is_state)).collect()
    }

    fn reason(&self, clause: &Clause, statement: &Statement) -> String {
        let document = self.context.document;
        let Statement { targets, cue, act, .. } = statement;
        let mut reason = format!("“{}” tells that somebody {}.", document.words(cue.clone()), act_words(*act));
        let joint: Vec<&Target> =
            targets.iter().filter(|t| t.entity.is_some() && t.role != TargetRole::Topic).collect();
        if let Some(first) = joint.first() {
            let words = document.words(first.tokens.clone());
            let same = joint.iter().filter(|t| t.tokens == first.tokens).map(|t| t.text.as_str()).collect::<Vec<_>>();
            if same.len() > 1 || !words.contains(same[0]) {
                reason.push_str(&format!(" “{words}” stands for {}.", same.join(" and ")));
            }
        }
        if statement.negated {
            reason.push_str(" It is negated, so it counts neither for nor against.");
        }
        if statement.certainty == 0.5 {
            reason.push_str(" It is told as possible or to come, not as done.");
        }
        if clause.group.passive {
            reason.push_str(" The verb is passive.");
        }
        if statement.sources.is_empty() {
            reason.push_str(" Who does it is not said.");
        }
        if !statement.via.is_empty() {
            reason.push_str(" The writer has it from another source.");
        }
        reason
    }
}

/// What a clause tells, before it is known who vouches for it.
struct Told<'d> {
    kind: StatementKind,
    act: Act,
    category: &'d str,
    targets: Vec<Target>,
    ahead: bool,
    tokens: Range<usize>,
}

/// How words of this kind are attributed.
fn statement_kind(kind: AttributionKind) -> StatementAttribution {
    match kind {
        AttributionKind::Direct => StatementAttribution::Direct,
        AttributionKind::Mixed => StatementAttribution::Mixed,
        AttributionKind::Indirect => StatementAttribution::Indirect,
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
