//! Clauses: a verb group with its subject and arguments.

use super::chunk::{Chunk, ChunkKind, VerbForm, VerbGroup};
use crate::lexicon::Lexicon;
use crate::lexicon::frame::Frame;
use crate::report::view::TargetRole;
use crate::tag::Tags;
use std::ops::Range;

/// How a clause hangs on the clause before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It stands by itself, or is told by "that", "if", "after".
    Main,
    /// "…, urging …": the subject of its parent does it too.
    Participle,
    /// "… and urged …": it shares the subject of its parent.
    Coordinate,
    /// "who …", "… triggered by": its subject is the noun before it.
    Relative,
    /// "to …", "by …ing": a complement of its parent.
    Complement,
}

/// What opens an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// The direct object.
    Object,
    /// To whom something is given, right before the object ("gave Mali a loan").
    Dative,
    /// A preposition, by its token.
    Preposition(usize),
    /// "to" and a verb.
    Infinitive,
    /// A clause that is said or thought.
    That,
    /// An -ing form, behind the preposition at this token if there is one.
    Gerund(Option<usize>),
}

/// An argument of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// What opens it.
    pub marker: Marker,
    /// The chunks of its nouns, coordinated ones apart; empty for clauses.
    pub nouns: Vec<usize>,
    /// Its tokens, without the preposition.
    pub tokens: Range<usize>,
}

/// A verb group with its subject and arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its sentence.
    pub sentence: usize,
    /// The chunk of its verb group.
    pub verb: usize,
    /// What its verb group says.
    pub group: VerbGroup,
    /// The chunks of its subject, coordinated ones apart.
    pub subjects: Vec<usize>,
    /// Whether the subject stands behind the verb ("said Rubio").
    pub inverted: bool,
    /// How it hangs on `parent`.
    pub relation: Relation,
    /// The clause it hangs on.
    pub parent: Option<usize>,
    /// Its arguments, in text order.
    pub arguments: Vec<Argument>,
    /// One past its last token.
    pub end: usize,
}

impl Clause {
    /// The direct object.
    pub fn object(&self) -> Option<&Argument> {
        self.arguments.iter().find(|a| a.marker == Marker::Object)
    }
}

/// Finds the clauses of one sentence; `first` is the index that the first of them gets.
pub(super) fn clauses(
    chunks: &[Chunk],
    range: Range<usize>,
    sentence: usize,
    first: usize,
    tags: &Tags,
    lexicon: &Lexicon<'_>,
) -> Vec<Clause> {
    let ends =
        |at: &usize| chunks[*at].kind == ChunkKind::Stop && !matches!(tags.tag(chunks[*at].head), crate::tag::Tag::Cd);
    let mut builder = Builder {
        chunks,
        range: range.clone(),
        first,
        tags,
        lexicon,
        stops: range.clone().filter(ends).collect(),
        clauses: Vec::new(),
    };
    for verb in range {
        if let Some(group) = chunks[verb].verb() {
            let clause = builder.clause(sentence, verb, group);
            builder.clauses.push(clause);
        }
    }
    builder.share();
    builder.clauses
}

struct Builder<'a, 'd> {
    chunks: &'a [Chunk],
    range: Range<usize>,
    first: usize,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
    /// The signs that end what is said, by chunk.
    stops: Vec<usize>,
    clauses: Vec<Clause>,
}

impl Builder<'_, '_> {
    /// Gives clauses what stands only behind them: "Rejecting the offer, Serbia …" its subject, "condemned and rejected
    /// the plan" its object.
    fn share(&mut self) {
        for at in 0..self.clauses.len().saturating_sub(1) {
            let (own, behind) = self.clauses.split_at_mut(at + 1);
            let (own, next) = (&mut own[at], &behind[0]);
            if own.relation == Relation::Participle && own.parent.is_none() && own.subjects.is_empty() {
                let main = behind.iter().find(|c| c.relation == Relation::Main && c.group.form == VerbForm::Finite);
                own.subjects = main.filter(|c| !c.inverted).map_or_else(Vec::new, |c| c.subjects.clone());
            }
            let joint = next.verb == own.verb + 2 && self.chunks[own.verb + 1].kind == ChunkKind::Conjunction;
            let alike = next.relation == Relation::Coordinate && next.group.form == own.group.form;
            if own.arguments.is_empty() && joint && alike && next.object().is_some() {
                own.arguments = next.arguments.clone();
                own.end = next.end;
            }
        }
    }

    fn kind(&self, chunk: usize) -> ChunkKind {
        if self.range.contains(&chunk) { self.chunks[chunk].kind } else { ChunkKind::Stop }
    }

    fn is_word(&self, chunk: usize, word: &str) -> bool {
        self.tags.lemma(self.chunks[chunk].head) == word
    }

    fn is_noun(&self, chunk: usize) -> bool {
        self.kind(chunk) == ChunkKind::Noun
    }

    fn verb_form(&self, chunk: usize) -> Option<VerbForm> {
        match self.kind(chunk) {
            ChunkKind::Verb(group) => Some(group.form),
            _ => None,
        }
    }

    /// The next chunk to the left that is neither adverb nor quotation mark nor a time with its preposition.
    fn left(&self, chunk: usize) -> Option<usize> {
        (self.range.start..chunk).rev().find(|&i| match self.kind(i) {
            ChunkKind::Adverb | ChunkKind::Quote | ChunkKind::Time => false,
            ChunkKind::Preposition => i + 1 == chunk || self.kind(i + 1) != ChunkKind::Time,
            _ => true,
        })
    }

    /// The next chunk to the right that is neither adverb nor quotation mark.
    fn right(&self, chunk: usize) -> usize {
        (chunk + 1..self.range.end)
            .find(|&i| !matches!(self.kind(i), ChunkKind::Adverb | ChunkKind::Quote))
            .unwrap_or(self.range.end)
    }

    fn clause(&self, sentence: usize, verb: usize, mut group: VerbGroup) -> Clause {
        let before = self.left(verb);
        let before_kind = before.map_or(ChunkKind::Stop, |b| self.kind(b));
        let mut relation = Relation::Main;
        let mut parent = None;
        let subjects;
        let mut inverted = false;
        match group.form {
            VerbForm::Infinitive => {
                relation = Relation::Complement;
                parent = self.clauses.len().checked_sub(1);
                // "too late for the party to rewrite the rules"
                let named = before.filter(|&n| self.is_noun(n) && n > self.range.start && self.is_word(n - 1, "for"));
                subjects = match named {
                    Some(noun) => vec![noun],
                    None => parent.map_or_else(Vec::new, |p| self.controller(p)),
                };
            }
            VerbForm::Base => {
                // "to promote … and prevent …": the second shares everything of the first.
                // So does "will take off … and land".
                let opens = |group: VerbGroup| {
                    let modal = group.form == VerbForm::Finite && (group.future || group.conditional);
                    modal && before_kind == ChunkKind::Conjunction
                        || matches!(group.form, VerbForm::Infinitive | VerbForm::Base)
                };
                let earlier = (0..self.clauses.len()).rev().find(|&c| opens(self.clauses[c].group));
                relation = if earlier.is_some() { Relation::Coordinate } else { Relation::Main };
                parent = earlier;
                subjects = parent.map_or_else(Vec::new, |p| self.clauses[p].subjects.clone());
                if let Some(first) = earlier.map(|c| self.clauses[c].group).filter(|g| g.form == VerbForm::Finite) {
                    group.future = first.future;
                    group.conditional = first.conditional;
                }
            }
            VerbForm::Gerund | VerbForm::Participle => {
                let nominal = matches!(before_kind, ChunkKind::Noun) && before == verb.checked_sub(1);
                let reduced = nominal || group.form == VerbForm::Participle && before_kind == ChunkKind::Comma;
                if before_kind == ChunkKind::Preposition {
                    relation = Relation::Complement;
                    parent = self.clauses.len().checked_sub(1);
                    // "prevented clerks from denying licences": they did not.
                    let kept = before.is_some_and(|b| self.is_word(b, "from"))
                        && parent.is_some_and(|p| self.clauses[p].object().is_some());
                    group.negated |= kept;
                    subjects = match kept {
                        true => parent.map_or_else(Vec::new, |p| self.controller(p)),
                        false => parent.map_or_else(Vec::new, |p| self.clauses[p].subjects.clone()),
                    };
                } else if reduced && let Some(noun) = self.noun_before(verb) {
                    relation = Relation::Relative;
                    parent = self.governor();
                    subjects = vec![noun];
                    group.passive = group.form == VerbForm::Participle;
                } else {
                    let sibling = (before_kind == ChunkKind::Conjunction)
                        .then(|| (0..self.clauses.len()).rev().find(|&c| self.clauses[c].group.form == group.form))
                        .flatten();
                    relation = if sibling.is_some() { Relation::Coordinate } else { Relation::Participle };
                    parent = sibling.or_else(|| self.governor());
                    subjects = parent.map_or_else(Vec::new, |p| self.clauses[p].subjects.clone());
                    group.passive = group.form == VerbForm::Participle;
                }
            }
            VerbForm::Finite => {
                let next = self.right(verb);
                let quoted = verb > self.range.start && self.kind(verb - 1) == ChunkKind::Quote;
                let free = quoted || matches!(before_kind, ChunkKind::Comma) || before.is_none();
                let told = !group.future && !group.conditional;
                if free
                    && told
                    && self.is_noun(next)
                    && self.is_saying(verb)
                    && !self.addresses(verb)
                    && !self.ends_in_verb(next)
                {
                    inverted = true;
                    subjects = self.coordinates_right(next);
                } else {
                    (subjects, relation, parent) = self.subject(verb);
                }
            }
        }
        let mut clause = Clause {
            sentence,
            verb,
            group,
            subjects,
            inverted,
            relation,
            parent,
            arguments: Vec::new(),
            end: self.chunks[verb].tokens.end,
        };
        self.arguments(&mut clause);
        clause.parent = clause.parent.map(|p| p + self.first);
        clause
    }

    /// Whether a noun phrase is the subject of a verb of its own.
    fn ends_in_verb(&self, noun: usize) -> bool {
        self.verb_form(self.right(noun)) == Some(VerbForm::Finite)
    }

    /// Whether a verb tells that somebody speaks.
    fn is_saying(&self, verb: usize) -> bool {
        let lemma = self.tags.lemma(self.chunks[verb].head);
        self.lexicon.is_speech(lemma)
    }

    /// Whether a verb can have two objects: to whom, and what.
    fn gives(&self, verb: usize) -> bool {
        let rows = self.lexicon.frames.rows(self.tags.lemma(self.chunks[verb].head));
        rows.filter_map(Frame::verbal).any(|f| f.slot("to").is_some_and(|s| s.role != TargetRole::Topic))
    }

    /// Whether what stands behind a verb is whom it addresses, not who speaks.
    fn addresses(&self, verb: usize) -> bool {
        matches!(self.tags.lemma(self.chunks[verb].head), "tell" | "inform" | "ask" | "remind" | "assure")
    }

    /// The last clause that has a tense: what a participle hangs on.
    fn governor(&self) -> Option<usize> {
        let finite = |c: &usize| self.clauses[*c].group.form == VerbForm::Finite;
        let own = |c: &usize| finite(c) && self.clauses[*c].relation != Relation::Relative;
        (0..self.clauses.len()).rev().find(own).or_else(|| (0..self.clauses.len()).rev().find(finite))
    }

    /// Who does the complement of clause `parent`: its object, or else its subject.
    fn controller(&self, parent: usize) -> Vec<usize> {
        let clause = &self.clauses[parent];
        clause.object().map_or_else(|| clause.subjects.clone(), |object| object.nouns.clone())
    }

    /// The noun that a reduced relative clause describes.
    fn noun_before(&self, verb: usize) -> Option<usize> {
        let mut at = self.left(verb)?;
        let comma = self.kind(at) == ChunkKind::Comma;
        if comma {
            at = self.left(at)?;
        }
        let noun = Some(at).filter(|&n| self.is_noun(n))?;
        Some(if comma { self.top(noun) } else { noun })
    }

    /// The noun that a chain of prepositional phrases hangs on ("the head of the agency").
    fn top(&self, noun: usize) -> usize {
        let mut top = noun;
        while let Some(preposition) = self.left(top).filter(|&p| self.kind(p) == ChunkKind::Preposition) {
            match self.left(preposition) {
                Some(above) if self.is_noun(above) => top = above,
                _ => break,
            }
        }
        top
    }

    /// The subject of a finite verb, how its clause hangs, and on what.
    fn subject(&self, verb: usize) -> (Vec<usize>, Relation, Option<usize>) {
        let mut at = self.left(verb);
        while let Some(i) = at {
            match self.kind(i) {
                ChunkKind::Conjunction => {
                    let before = (0..self.clauses.len()).rev().find(|&c| {
                        self.clauses[c].group.form == VerbForm::Finite && !self.clauses[c].subjects.is_empty()
                    });
                    // The main clause goes on after a relative one when a comma closed it.
                    let main = before.filter(|&c| {
                        self.clauses[c].relation != Relation::Relative
                            || self.left(i).is_none_or(|l| self.kind(l) != ChunkKind::Comma)
                    });
                    let chosen = main.or_else(|| self.governor());
                    return (
                        chosen.map_or_else(Vec::new, |c| self.clauses[c].subjects.clone()),
                        Relation::Coordinate,
                        chosen,
                    );
                }
                ChunkKind::Relative => {
                    let comma = self.left(i).filter(|&c| self.kind(c) == ChunkKind::Comma);
                    let noun = self.left(comma.unwrap_or(i)).filter(|&n| self.is_noun(n));
                    let who = self.tags.lemma(self.chunks[i].head) == "who";
                    let subject = noun.map(|n| if comma.is_some() && !who { self.top(n) } else { n });
                    return (subject.into_iter().collect(), Relation::Relative, self.governor());
                }
                ChunkKind::Comma => match self.before_parenthesis(i) {
                    Some(before) => at = Some(before),
                    None => return (Vec::new(), Relation::Main, None),
                },
                ChunkKind::Noun => {
                    // "In a meeting with the board of the bank Kerr said": what a preposition governs is no subject.
                    let top = self.top(i);
                    let governed = self.left(top).is_some_and(|p| self.kind(p) == ChunkKind::Preposition);
                    let mut subjects = self.coordinates_left(if governed { i } else { top });
                    subjects.reverse();
                    return (subjects, Relation::Main, None);
                }
                _ => return (Vec::new(), Relation::Main, None),
            }
        }
        (Vec::new(), Relation::Main, None)
    }

    /// The noun before the comma that opens the parenthesis closed at `comma` (", who …,", ", the …,").
    fn before_parenthesis(&self, comma: usize) -> Option<usize> {
        let mut opening = (self.range.start..comma).rev().filter(|&i| self.kind(i) == ChunkKind::Comma);
        opening.find_map(|open| {
            let noun = self.left(open).filter(|&n| self.is_noun(n))?;
            let inside = self.right(open);
            let opens = matches!(
                self.kind(inside),
                ChunkKind::Relative
                    | ChunkKind::Noun
                    | ChunkKind::Preposition
                    | ChunkKind::Subordinator
                    | ChunkKind::Adjective
            ) || matches!(self.verb_form(inside), Some(VerbForm::Gerund | VerbForm::Participle));
            opens.then_some(noun)
        })
    }

    /// The noun at `last` and those joined to it on its left, from right to left.
    fn coordinates_left(&self, last: usize) -> Vec<usize> {
        let mut nouns = vec![last];
        let mut at = self.left(last);
        let mut joined = false;
        while let Some(i) = at {
            let conjunction = self.kind(i) == ChunkKind::Conjunction && !joined;
            let comma = self.kind(i) == ChunkKind::Comma && joined;
            let Some(noun) = self.left(i).filter(|&n| self.is_noun(n) && (conjunction || comma)) else {
                break;
            };
            let noun = self.top(noun);
            let governed =
                self.left(noun).is_some_and(|g| matches!(self.kind(g), ChunkKind::Verb(_) | ChunkKind::Preposition));
            if governed {
                break;
            }
            joined = true;
            nouns.push(noun);
            at = self.left(noun);
        }
        nouns
    }

    /// The noun at `first` and those joined to it on its right.
    fn coordinates_right(&self, first: usize) -> Vec<usize> {
        let mut nouns = vec![first];
        let mut at = self.right(first);
        loop {
            let mut next = at;
            if self.kind(next) == ChunkKind::Comma {
                next = self.right(next);
            }
            let conjunction = self.kind(next) == ChunkKind::Conjunction;
            if conjunction {
                next = self.right(next);
            }
            if next == at || !self.is_noun(next) || self.ends_in_verb(next) {
                return nouns;
            }
            // A list needs its "and"; a comma alone may open an apposition.
            let listed = conjunction
                || (next..self.range.end)
                    .take(8)
                    .any(|i| self.kind(i) == ChunkKind::Conjunction && self.is_noun(self.right(i)))
                    && matches!(self.kind(self.right(next)), ChunkKind::Comma | ChunkKind::Conjunction);
            if !listed {
                return nouns;
            }
            nouns.push(next);
            if conjunction {
                return nouns;
            }
            at = self.right(next);
        }
    }

    /// Reads the arguments on the right of the verb, and where the clause ends.
    fn arguments(&self, clause: &mut Clause) {
        let end_of = |chunk: usize| self.chunks[chunk].tokens.end;
        let mut i = self.right(clause.verb);
        if clause.inverted {
            i = self.right(clause.subjects.last().copied().unwrap_or(i));
        }
        let mut last = clause.verb;
        while i < self.range.end && !self.ends_clause(i, clause) {
            let next = self.right(i);
            match self.kind(i) {
                ChunkKind::Noun
                    if self.ends_in_verb(i) || self.kind(next) == ChunkKind::Relative && self.ends_in_verb(i) =>
                {
                    return self.complement(clause, Marker::That, i);
                }
                ChunkKind::Noun if clause.arguments.is_empty() && self.opens_content(clause, i) => {
                    return self.complement(clause, Marker::That, i);
                }
                ChunkKind::Relative if self.tells(clause, i) => {
                    return self.complement(clause, Marker::That, next);
                }
                ChunkKind::Noun => {
                    let nouns = self.coordinates_right(i);
                    let tail = nouns.last().copied().unwrap_or(i);
                    let tokens = self.chunks[i].tokens.start..end_of(tail);
                    if clause.arguments.is_empty() {
                        clause.arguments.push(Argument { marker: Marker::Object, nouns, tokens });
                    } else if let [first] = clause.arguments.as_mut_slice()
                        && first.marker == Marker::Object
                        && first.tokens.end == tokens.start
                        && self.gives(clause.verb)
                    {
                        first.marker = Marker::Dative;
                        clause.arguments.push(Argument { marker: Marker::Object, nouns, tokens });
                    }
                    last = tail;
                }
                ChunkKind::Preposition => {
                    let preposition = self.chunks[i].head;
                    let (object, both) = match self.kind(next) {
                        ChunkKind::Conjunction if self.is_noun(self.right(next)) => (self.right(next), true),
                        _ => (next, false),
                    };
                    if self.is_noun(object) {
                        let nouns = self.coordinates_right(object);
                        let tail = nouns.last().copied().unwrap_or(object);
                        let tokens = self.chunks[if both { next } else { object }].tokens.start..end_of(tail);
                        clause.arguments.push(Argument { marker: Marker::Preposition(preposition), nouns, tokens });
                        last = tail;
                    } else if self.verb_form(next) == Some(VerbForm::Gerund) {
                        return self.complement(clause, Marker::Gerund(Some(preposition)), next);
                    } else {
                        last = i;
                    }
                }
                ChunkKind::Verb(group) => match group.form {
                    VerbForm::Infinitive => return self.complement(clause, Marker::Infinitive, i),
                    VerbForm::Gerund if i == self.right(clause.verb) => {
                        return self.complement(clause, Marker::Gerund(None), i);
                    }
                    _ => last = i,
                },
                ChunkKind::Subordinator
                    if self.chunks[i].tokens.len() == 1
                        && matches!(
                            self.tags.lemma(self.chunks[i].head),
                            "that" | "whether" | "if" | "how" | "why"
                        ) =>
                {
                    return self.complement(clause, Marker::That, next.min(self.range.end - 1));
                }
                ChunkKind::Relative if self.tags.lemma(self.chunks[i].head) == "what" => {
                    return self.complement(clause, Marker::That, i);
                }
                _ => last = i,
            }
            i = self.right(last).max(i + 1);
        }
        clause.end = end_of(last);
    }

    /// Whether the noun phrase at `noun`, with all that hangs on it, is the subject of what somebody says
    /// ("said the politics surrounding the top of the ticket would …").
    fn opens_content(&self, clause: &Clause, noun: usize) -> bool {
        if clause.inverted || clause.group.passive || !self.is_saying(clause.verb) || self.addresses(clause.verb) {
            return false;
        }
        let mut at = noun;
        while at < self.range.end {
            at = self.right(at);
            match self.kind(at) {
                ChunkKind::Verb(group) if group.form == VerbForm::Finite => return true,
                ChunkKind::Verb(group) if group.form != VerbForm::Infinitive => {}
                ChunkKind::Noun | ChunkKind::Preposition | ChunkKind::Time => {}
                ChunkKind::Conjunction if self.is_noun(self.right(at)) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether the "that" at `relative` opens what somebody says ("said on Friday that …", "told a meeting of … that …").
    fn tells(&self, clause: &Clause, relative: usize) -> bool {
        let that = self.tags.lemma(self.chunks[relative].head) == "that" && self.is_noun(self.right(relative));
        let object = clause.object().is_some() && !self.addresses(clause.verb);
        that && !object && !clause.group.passive && self.is_saying(clause.verb)
    }

    /// Adds a clausal argument that runs from chunk `from` to the end of the clause.
    fn complement(&self, clause: &mut Clause, marker: Marker, from: usize) {
        let said = marker == Marker::That;
        // "“We urge them to respect the rules,” he said": a comma before the mark ends what the quotation tells.
        let quoted = |&i: &usize| self.kind(i) == ChunkKind::Comma && self.kind(i + 1) == ChunkKind::Quote;
        let stop = self.stops.partition_point(|&s| s < from);
        let stop = self.stops.get(stop).copied().unwrap_or(self.range.end);
        let closing = if said { None } else { (from + 1..stop).find(|i| quoted(i) || self.ends_clause(*i, clause)) };
        let last = closing.unwrap_or(stop).max(from + 1) - 1;
        let end = self.chunks[last].tokens.end;
        // "said the “reckless” project would …": marks break the phrase, not what is said.
        let marked = (clause.verb + 1..from).any(|i| self.kind(i) == ChunkKind::Quote)
            && (clause.verb + 1..from).all(|i| {
                matches!(self.kind(i), ChunkKind::Quote | ChunkKind::Adverb | ChunkKind::Adjective | ChunkKind::Noun)
            });
        let first = if said && marked && !clause.inverted { clause.verb + 1 } else { from };
        clause.arguments.push(Argument { marker, nouns: Vec::new(), tokens: self.chunks[first].tokens.start..end });
        clause.end = end;
    }

    /// Whether `clause` ends before chunk `i`.
    fn ends_clause(&self, i: usize, clause: &Clause) -> bool {
        let next = self.right(i);
        let starts_clause = |at: usize| match self.kind(at) {
            ChunkKind::Verb(group) => group.form == clause.group.form,
            ChunkKind::Noun => self.ends_in_verb(at),
            _ => false,
        };
        match self.kind(i) {
            ChunkKind::Stop => true,
            ChunkKind::Relative => self.tags.lemma(self.chunks[i].head) != "what" && !self.tells(clause, i),
            ChunkKind::Conjunction => starts_clause(next),
            ChunkKind::Subordinator => {
                !matches!(self.tags.lemma(self.chunks[i].head), "that" | "whether" | "if" | "how" | "why")
            }
            ChunkKind::Comma => match self.kind(next) {
                ChunkKind::Verb(_) | ChunkKind::Relative | ChunkKind::Subordinator => true,
                ChunkKind::Noun => self.ends_in_verb(next),
                ChunkKind::Conjunction => starts_clause(self.right(next)),
                _ => false,
            },
            _ => false,
        }
    }
}
