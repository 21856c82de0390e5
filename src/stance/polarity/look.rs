//! What the model of polarity sees of a target: its words in their order, its verb, its place in the sentence.

use super::{Look, Reading, Sensed, sense};
use crate::linear::{combine, feature};
use crate::syntax::{Clause, Marker};
use crate::tag::Tag;
use crate::token::TokenKind;
use std::ops::Range;

/// Words behind a negation that it is taken to reach.
const NEGATED: usize = 4;
/// Furthest word, in tokens, that is near the target.
const NEAR: usize = 4;

/// Where in the sentence a word stands, by the number of its bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Left,
    Right,
    NearLeft,
    NearRight,
    Adjacent,
    Negated,
    VerbOfSubject,
    VerbOfObject,
    Argument,
    SameSideOfQuote,
    /// The first of six, one for each [`Role`].
    Role,
}

/// The part that the target plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Speaker,
    Subject,
    Object,
    Behind,
    Owner,
    None,
}

/// What the model sees of the target at tokens `target`.
pub fn look(reading: Reading<'_, '_, '_>, target: Range<usize>) -> Look {
    let sentence = reading.document.sentence_of(target.start);
    let Some(number) = sentence.filter(|_| !target.is_empty()) else { return Look::default() };
    let tokens = reading.document.sentences[number].tokens.clone();
    let target = target.start..target.end.min(tokens.end);
    let mut looker = Looker { reading, number, tokens, target, look: Look::default() };
    looker.run();
    let mut look = looker.look;
    look.features.sort_unstable();
    look.features.dedup();
    look
}

/// A clause in which the target has a part.
struct Part<'a> {
    clause: &'a Clause,
    /// `subject`, `object`, or the preposition before the target.
    name: String,
}

struct Looker<'a, 't, 'd> {
    reading: Reading<'a, 't, 'd>,
    number: usize,
    tokens: Range<usize>,
    target: Range<usize>,
    look: Look,
}

impl<'a> Looker<'a, '_, '_> {
    fn run(&mut self) {
        self.look.length = self.tokens.len();
        let parts = self.parts();
        let role = self.role(&parts);
        let quoted = self.quoted();
        self.words(&parts, role, &quoted);
        self.window();
        self.shape(role, quoted[self.target.start - self.tokens.start]);
        parts.iter().for_each(|part| self.part(part));
    }

    fn see(&mut self, kind: &str, parts: &[&str]) {
        let hashes: Vec<u64> = parts.iter().map(|part| feature(&[part])).collect();
        self.look.features.push(combine(2, &[feature(&[kind]), combine(3, &hashes)]));
    }
}

impl<'a> Looker<'a, '_, '_> {
    /// A word as the features know it: its lemma, or what stands for a name, a number or the target.
    fn word(&self, at: Option<usize>) -> &'a str {
        let Reading { document, tags, .. } = self.reading;
        match at {
            None => "<start>",
            Some(at) if at < self.tokens.start => "<start>",
            Some(at) if at >= self.tokens.end => "<end>",
            Some(at) if self.target.contains(&at) => "<target>",
            Some(at) if is_name(tags.tag(at)) => "<name>",
            Some(at) if document.tokens[at].kind == TokenKind::Number => "<number>",
            Some(at) => tags.lemma(at),
        }
    }

    /// The clauses of the sentence in which the target's noun phrase is the subject or an argument.
    fn parts(&self) -> Vec<Part<'a>> {
        let Reading { document, syntax, .. } = self.reading;
        let Some(chunk) = syntax.chunk_of(self.target.end - 1) else { return Vec::new() };
        let mut parts = Vec::new();
        for (_, clause) in syntax.clauses_in(self.number) {
            if clause.subjects.contains(&chunk) {
                parts.push(Part { clause, name: "subject".to_owned() });
            }
            for argument in clause.arguments.iter().filter(|argument| argument.nouns.contains(&chunk)) {
                let name = match argument.marker {
                    Marker::Preposition(token) => document.tokens[token].lower.clone(),
                    _ => "object".to_owned(),
                };
                parts.push(Part { clause, name });
            }
        }
        parts
    }

    fn role(&self, parts: &[Part<'_>]) -> Role {
        let Reading { document, syntax, tags, lexicon } = self.reading;
        let last = self.target.end - 1;
        let behind = document.tokens.get(self.target.end).filter(|_| self.target.end < self.tokens.end);
        if behind.is_some_and(|token| token.is("'s") || token.is("'")) || matches!(tags.tag(last), Tag::Pos | Tag::PrpS)
        {
            return Role::Owner;
        }
        let Some(Part { clause, name }) = parts.first() else { return Role::None };
        let verb = tags.lemma(syntax.chunks[clause.verb].head);
        match name.as_str() {
            "subject" if clause.group.passive => Role::Object,
            "subject" if lexicon.is_speech(verb) => Role::Speaker,
            "subject" => Role::Subject,
            "object" => Role::Object,
            _ => Role::Behind,
        }
    }

    /// Whether each token of the sentence stands within quotation marks.
    fn quoted(&self) -> Vec<bool> {
        let mut open = false;
        let within = |at: usize| {
            match self.reading.document.tokens[at].lower.as_str() {
                "\"" => open = !open,
                "“" => open = true,
                "”" | "''" => open = false,
                _ => {}
            }
            open
        };
        self.tokens.clone().map(within).collect()
    }

    /// The words of the sentence: as features, and with the places that their senses are summed over.
    fn words(&mut self, parts: &[Part<'_>], role: Role, quoted: &[bool]) {
        let Reading { document, tags, .. } = self.reading;
        let start = self.tokens.start;
        let of_parts = self.places_of_parts(parts);
        let mut reach = 0;
        for at in self.tokens.clone() {
            let token = &document.tokens[at];
            let negated = reach > 0;
            reach = match token.lower.as_str() {
                "," | "." | ";" | "but" => 0,
                word if negates(word) => NEGATED,
                _ => reach.saturating_sub(1),
            };
            if self.target.contains(&at) {
                continue;
            }
            let left = at < self.target.start;
            let word = self.word(Some(at));
            self.see("word", &[word]);
            self.see(if left { "left" } else { "right" }, &[word]);
            if is_name(tags.tag(at)) || token.kind != TokenKind::Word {
                continue;
            }
            let distance = if left { self.target.start - at } else { at + 1 - self.target.end };
            let places = [
                (Place::Anywhere as u32, true),
                (Place::Left as u32, left),
                (Place::Right as u32, !left),
                (Place::NearLeft as u32, left && distance <= NEAR),
                (Place::NearRight as u32, !left && distance <= NEAR),
                (Place::Adjacent as u32, distance <= 2),
                (Place::Negated as u32, negated),
                (Place::SameSideOfQuote as u32, quoted[at - start] == quoted[self.target.start - start]),
                (Place::Role as u32 + role as u32, true),
            ];
            let own = places.iter().filter(|(_, holds)| *holds).fold(0, |bits, (place, _)| bits | 1 << place);
            let keys = [sense(&token.lower), sense(tags.lemma(at))];
            self.look.words.push(Sensed { keys, places: own | of_parts[at - start] });
        }
    }

    /// For each token of the sentence the places that it has by the parts of the target.
    fn places_of_parts(&self, parts: &[Part<'_>]) -> Vec<u32> {
        let chunks = &self.reading.syntax.chunks;
        let mut places = vec![0; self.tokens.len()];
        let mut mark = |token: usize, place: Place| {
            if self.tokens.contains(&token) {
                places[token - self.tokens.start] |= 1 << place as u32;
            }
        };
        for Part { clause, name } in parts {
            let verb = chunks[clause.verb].head;
            match name.as_str() {
                "subject" => {
                    mark(verb, if clause.group.passive { Place::VerbOfObject } else { Place::VerbOfSubject });
                    let nouns = clause.arguments.iter().flat_map(|argument| &argument.nouns);
                    nouns.for_each(|&noun| mark(chunks[noun].head, Place::Argument));
                }
                "object" => mark(verb, Place::VerbOfObject),
                _ => mark(verb, Place::Argument),
            }
        }
        places
    }

    /// The words next to the target, in their order.
    fn window(&mut self) {
        let (first, end) = (self.target.start, self.target.end);
        let before = |distance: usize| self.word(first.checked_sub(distance));
        let behind = |distance: usize| self.word(Some(end + distance - 1));
        let ([b1, b2, b3], [a1, a2, a3]) = ([1, 2, 3].map(before), [1, 2, 3].map(behind));
        for (place, word) in [("-1", b1), ("-2", b2), ("-3", b3), ("1", a1), ("2", a2), ("3", a3)] {
            self.see("near", &[place, word]);
        }
        self.see("before", &[b2, b1]);
        self.see("behind", &[a1, a2]);
        self.see("around", &[b1, a1]);
    }

    /// What kind of words the target is, and where it stands.
    fn shape(&mut self, role: Role, quoted: bool) {
        let Reading { document, tags, syntax, .. } = self.reading;
        let (first, last) = (self.target.start, self.target.end - 1);
        let names: Vec<&str> = self.target.clone().take(4).map(|at| tags.tag(at).as_str()).collect();
        self.see("tags", &names);
        if matches!(tags.tag(first), Tag::Prp | Tag::PrpS) {
            self.see("pronoun", &[&document.tokens[first].lower]);
        }
        let head = syntax.chunk_of(last).is_some_and(|chunk| syntax.chunks[chunk].head == last);
        let flag = |holds: bool| if holds { "yes" } else { "no" };
        self.see("head", &[flag(head)]);
        self.see("quoted", &[flag(quoted)]);
        self.see("opens", &[flag(first == self.tokens.start)]);
        self.see("role", &[["speaker", "subject", "object", "behind", "owner", "none"][role as usize]]);
    }

    /// The verb of a clause that the target has a part in.
    fn part(&mut self, part: &Part<'_>) {
        let Reading { document, syntax, lexicon, .. } = self.reading;
        let group = part.clause.group;
        let voice = if group.passive { "passive" } else { "active" };
        let negated = if group.negated { "not" } else { "" };
        let head = syntax.chunks[part.clause.verb].head;
        let verb = self.word(Some(head));
        let cluster = lexicon.cluster(document.word(head)).to_string();
        let name = part.name.as_str();
        self.see("part", &[name, voice]);
        self.see("part, negation", &[name, voice, negated]);
        self.see("part, verb", &[name, voice, verb]);
        self.see("part, negation, verb", &[name, voice, negated, verb]);
        self.see("part, cluster", &[name, voice, &cluster]);
    }
}

fn is_name(tag: Tag) -> bool {
    matches!(tag, Tag::Nnp | Tag::Nnps)
}

fn negates(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "not", "n't", "no", "never", "without", "nor", "neither", "hardly", "cannot", "nothing", "nobody", "none",
        "fail", "refuse",
    ];
    WORDS.contains(&word)
}
