//! Cues: which verb tells that somebody says something, takes a position or does something.

use super::source::{self, Source};
use crate::entity::Entities;
use crate::lexicon::Lexicon;
use crate::lexicon::frame::{Frame, FrameKind, Slot};
use crate::lexicon::packed::Rows;
use crate::report::view::{MentionKind, TargetRole};
use crate::segment::Document;
use crate::syntax::{Argument, ChunkKind, Clause, Marker, Relation, Syntax};
use crate::tag::Tags;
use std::ops::Range;

/// What attribution and stance read.
pub struct Context<'a, 't, 'd> {
    /// The document.
    pub document: &'a Document<'t>,
    /// Its tags.
    pub tags: &'a Tags,
    /// Its clauses.
    pub syntax: &'a Syntax,
    /// Its entities.
    pub entities: &'a Entities,
    /// What the engine knows.
    pub lexicon: &'a Lexicon<'d>,
    /// The cue of each clause: every stage asks for it.
    cues: Vec<Option<Cue<'d>>>,
}

/// A cue found at a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue<'d> {
    /// What its arguments mean.
    pub frame: Frame<'d>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether the subject undergoes it ("was condemned", not "was committed", where "be committed" is the cue).
    pub passive: bool,
}

impl<'a, 't, 'd> Context<'a, 't, 'd> {
    /// What attribution and stance read of a document.
    pub fn new(
        document: &'a Document<'t>,
        tags: &'a Tags,
        syntax: &'a Syntax,
        entities: &'a Entities,
        lexicon: &'a Lexicon<'d>,
    ) -> Self {
        let mut context = Context { document, tags, syntax, entities, lexicon, cues: Vec::new() };
        context.cues = syntax.clauses.iter().map(|clause| context.read_cue(clause)).collect();
        context
    }

    /// The cue that a clause's verb is, if it is one.
    pub fn cue(&self, clause: &Clause) -> Option<Cue<'d>> {
        self.cues.get(self.syntax.clause_of_verb(clause.verb)?)?.clone()
    }

    fn read_cue(&self, clause: &Clause) -> Option<Cue<'d>> {
        let verb = &self.syntax.chunks[clause.verb];
        // "Human Rights Watch": a word of a name is no verb.
        let named =
            self.entities.mention_at(verb.head).is_some_and(|m| m.kind == MentionKind::Name && m.tokens.len() > 1);
        if named {
            return None;
        }
        let sentence = self.document.sentences[clause.sentence].tokens.clone();
        let found = verb.tokens.clone().filter_map(|start| {
            let (length, rows) = self.lexicon.frames.longest(|k, form| {
                let at = start + k;
                if sentence.contains(&at) {
                    form(self.tags.lemma(at));
                    form(&self.document.tokens[at].lower);
                }
            })?;
            let covers = start + length > verb.head;
            covers.then(|| self.choose(clause, start..start + length, rows)).flatten()
        });
        let longest = found.max_by_key(|cue| (cue.tokens.len(), std::cmp::Reverse(cue.tokens.start)));
        let mut cue = longest.or_else(|| {
            let rows = self.lexicon.frames.rows(self.tags.lemma(verb.head));
            self.choose(clause, verb.head..verb.head + 1, rows)
        })?;
        // "continues to monitor", "held a phone conversation": the whole of it is the cue.
        if verb.tokens.start < cue.tokens.start
            && self.lexicon.auxiliaries.has(self.tags.lemma(verb.tokens.start), "aspect")
        {
            cue.tokens.start = verb.tokens.start;
        }
        let own = cue.tokens.start < verb.head && self.tags.lemma(cue.tokens.start) == "be";
        cue.passive = clause.group.passive && !own;
        if cue.frame.is_selective()
            && cue.frame.companions().is_none()
            && cue.frame.slot("obj").is_none_or(|slot| slot.role == TargetRole::Topic && slot.polarity == 0)
            && let Some(object) = clause.object()
        {
            let head = object.nouns.first().map_or(object.tokens.end, |&n| self.syntax.chunks[n].tokens.end);
            cue.tokens.end = cue.tokens.end.max(head);
            // The mark that closes a name in quotation marks.
            let opened = object.tokens.start.checked_sub(1).is_some_and(|b| self.document.is_quote(b));
            cue.tokens.end += usize::from(opened && self.document.is_quote(cue.tokens.end));
        }
        Some(cue)
    }

    /// The frame of a cue that fits the clause's object; one that asks for that very noun first.
    fn choose(&self, clause: &Clause, tokens: Range<usize>, rows: Rows<'d>) -> Option<Cue<'d>> {
        let governed =
            clause.arguments.iter().find(|a| matches!(a.marker, Marker::Preposition(p) if tokens.contains(&p)));
        let object = clause.object().or(governed);
        let nouns = if clause.group.passive { clause.subjects.first() } else { object.and_then(|o| o.nouns.first()) };
        let chunk = nouns.map(|&n| &self.syntax.chunks[n]);
        let head = chunk.map(|c| self.tags.lemma(c.head));
        let filled = |frame: &Frame<'_>| {
            frame.slots().filter(|slot| clause.arguments.iter().any(|a| self.fills(a, *slot))).count()
        };
        let fits = |frame: &Frame<'_>| {
            let named = chunk.is_some_and(|c| {
                self.tags.tag(c.head).is_name()
                    && c.tokens
                        .clone()
                        .any(|t| frame.is_selective() && frame.takes(Some(&self.document.tokens[t].lower)))
            });
            let gap = object.is_some_and(|o| o.nouns.is_empty());
            if let Some(mut words) = frame.companions() {
                let behind = self.document.tokens.get(tokens.end..clause.end).unwrap_or_default();
                return words.any(|word| behind.iter().any(|t| t.is(word)));
            }
            let meant = frame.kind != FrameKind::Intent || filled(frame) > 0;
            meant && (frame.takes(head) || named || gap && !frame.is_selective())
        };
        // The frame that asks for this very noun, then one that takes a position, then the one with most parts filled.
        let frame = rows.filter_map(Frame::verbal).filter(fits).enumerate().max_by_key(|(at, frame)| {
            (frame.is_selective(), frame.kind != FrameKind::Speech, filled(frame), std::cmp::Reverse(*at))
        });
        let (_, frame) = frame?;
        Some(Cue { frame, tokens, passive: clause.group.passive })
    }

    /// Whether a sentence asks something.
    pub fn is_question(&self, sentence: usize) -> bool {
        let tokens = self.document.sentences[sentence].tokens.clone();
        let last = tokens.rev().find(|&t| !self.document.is_quote(t));
        last.is_some_and(|t| self.document.tokens[t].lower.ends_with('?'))
    }

    /// Whether an argument is the one that a slot names.
    pub fn fills(&self, argument: &Argument, slot: Slot<'_>) -> bool {
        match argument.marker {
            Marker::Object => slot.argument == "obj",
            Marker::Dative => slot.argument == "to",
            Marker::Infinitive => slot.argument == "inf",
            Marker::That => slot.argument == "that",
            Marker::Gerund(None) => slot.argument == "ing",
            Marker::Gerund(Some(p)) | Marker::Preposition(p) => {
                let word = self.document.tokens[p].lower.as_str();
                word == slot.argument || slot.argument == "on" && word == "upon"
            }
        }
    }

    /// Whether an argument stands behind one of `prepositions`.
    pub fn is_behind(&self, argument: &Argument, prepositions: &[&str]) -> bool {
        matches!(argument.marker, Marker::Preposition(p) if prepositions.contains(&self.document.tokens[p].lower.as_str()))
    }

    /// Whether what an argument tells is denied ("urged them not to …").
    pub fn is_denied(&self, argument: &Argument) -> bool {
        let before = argument.tokens.start.checked_sub(1);
        before.is_some_and(|b| matches!(self.document.tokens[b].lower.as_str(), "not" | "never"))
    }

    /// The subject of a clause in small letters; empty where it has none.
    pub fn subject_word(&self, clause: &Clause) -> &str {
        clause.subjects.first().map_or("", |&s| self.document.tokens[self.syntax.chunks[s].head].lower.as_str())
    }

    /// Who acts in a clause: its subjects, or behind "by" if it is read as passive; empty if nobody that can.
    pub fn agents(&self, clause: &Clause, passive: bool) -> Vec<Source> {
        let nouns: Vec<usize> = if passive {
            clause.arguments.iter().find(|a| self.is_behind(a, &["by"])).map_or_else(Vec::new, |a| a.nouns.clone())
        } else {
            clause.subjects.clone()
        };
        let sources: Vec<Source> = nouns.iter().filter_map(|&n| self.holder(n)).collect();
        if sources.len() == nouns.len() { sources } else { Vec::new() }
    }

    /// The source that a noun phrase names, if it names somebody who can hold a position.
    pub fn holder(&self, chunk: usize) -> Option<Source> {
        source::holder(self, chunk)
    }

    /// Whether the subject of a clause is "I", "we" or "you".
    pub fn is_first_person(&self, clause: &Clause) -> bool {
        matches!(self.subject_word(clause), "i" | "we" | "you")
    }

    /// Whether the verb group at chunk `verb` tells that somebody speaks.
    pub fn is_saying(&self, verb: usize) -> bool {
        let lemma = self.tags.lemma(self.syntax.chunks[verb].head);
        self.lexicon.is_speech(lemma)
    }

    /// Whether the verb group at chunk `verb` is a form of "be", "have" or "do" by itself.
    pub fn is_helping(&self, verb: usize) -> bool {
        matches!(self.tags.lemma(self.syntax.chunks[verb].head), "be" | "have" | "do")
    }

    /// The token of the "who" or "which" that stands for the subject of a relative clause.
    pub fn relative_pronoun(&self, clause: &Clause) -> Option<usize> {
        if clause.relation != Relation::Relative {
            return None;
        }
        let before = (0..clause.verb).rev().take(3).map(|c| &self.syntax.chunks[c]);
        before.into_iter().find(|c| c.kind == ChunkKind::Relative).map(|c| c.head)
    }

    /// The first token of a clause: of its subject, or of its verb.
    pub fn first_token(&self, clause: &Clause) -> usize {
        let verb = self.syntax.chunks[clause.verb].tokens.start;
        let own = matches!(clause.relation, Relation::Main | Relation::Relative);
        let subjects = clause.subjects.iter().filter(|_| own).map(|&s| self.syntax.chunks[s].tokens.start);
        subjects.chain([verb]).min().unwrap_or(verb)
    }
}
