//! Coreference: pronouns and common nouns to those whom they stand for.
//!
//! The text is read once. Whoever or whatever a phrase refers to is a referent: every entity, and every noun
//! phrase without a name, so that "he" is not given to the minister when a fisherman stands nearer. At each
//! pronoun the latest fitting referents are compared by features that have weights learnt from text in which
//! people marked what refers to what ([`FEATURES`], `data/model/coreference.tsv`). The best one is taken if it
//! is an entity and leads by a margin; otherwise the pronoun is left alone.

use super::nominal::Nominals;
use super::{Entities, Gender, Mention};
use crate::lexicon::Lexicon;
use crate::report::view::{EntityType, MentionKind};
use crate::segment::{Document, SentenceKind};
use crate::syntax::{Marker, Relation, Syntax};
use crate::tag::{Tag, Tags};
use std::collections::HashMap;

/// What a candidate may have in its favour or against it.
pub const FEATURES: [&str; 62] = [
    "none",
    "none: impersonal it",
    "an entity",
    "a noun phrase",
    "in the same sentence",
    "one sentence back",
    "two sentences back",
    "three sentences back",
    "further back",
    "the latest",
    "the second latest",
    "the third latest",
    "later than third",
    "last a subject",
    "last an object",
    "last a possessor",
    "last behind a preposition",
    "last elsewhere",
    "last a name",
    "last a pronoun",
    "last a common noun",
    "last the same pronoun",
    "gender agrees",
    "gender differs",
    "gender unknown",
    "both subjects",
    "both objects",
    "subject of its own clause, possessive",
    "subject of its own clause, object",
    "subject of its own clause, reflexive",
    "subject of its own clause, behind a preposition",
    "subject in the same sentence",
    "subject in the sentence before",
    "mentioned once",
    "mentioned twice or three times",
    "mentioned four to nine times",
    "mentioned ten times or more",
    "mentioned most",
    "says the clause of the pronoun",
    "the only one near",
    "both within quotation marks",
    "only the pronoun within quotation marks",
    "only the candidate within quotation marks",
    "speaks the words around the pronoun",
    "named later in the sentence",
    "in the same paragraph",
    "definite",
    "indefinite",
    "a relative",
    "plural noun",
    "possessed by the pronoun’s chain",
    "a person",
    "an organisation",
    "a place or state",
    "a people",
    "another thing",
    "subject pronoun, last a subject one sentence back",
    "opens the sentence, subject before",
    "opens the sentence, no subject before",
    "inside the same phrase",
    "in the headline or first sentence",
    "a crowd of two",
];
const NONE: usize = 0;
/// Sentences that a pronoun looks back.
const SENTENCES_BACK: usize = 5;
/// Most candidates that are compared.
const MOST_CANDIDATES: usize = 10;
/// Most referents that are kept in mind.
const MOST_RECENT: usize = 48;

/// The three sorts of third-person pronouns, each with weights of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// "he", "she".
    Person,
    /// "it".
    Thing,
    /// "they".
    Plural,
}

impl Class {
    /// The class of a pronoun in small letters, and its gender.
    fn of(lower: &str) -> Option<(Class, Gender)> {
        Some(match lower {
            "he" | "him" | "his" | "himself" => (Class::Person, Gender::Male),
            "she" | "her" | "hers" | "herself" => (Class::Person, Gender::Female),
            "it" | "its" | "itself" => (Class::Thing, Gender::Unknown),
            "they" | "them" | "their" | "theirs" | "themselves" => (Class::Plural, Gender::Unknown),
            _ => return None,
        })
    }
}

/// A referent that a pronoun may have.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its entity; none for a noun phrase without a name, and for "nothing of these".
    pub entity: Option<usize>,
    /// The token of its last mention that is no pronoun; none for "nothing of these".
    pub anchor: Option<usize>,
    /// Places in [`FEATURES`].
    pub features: Vec<usize>,
    referent: usize,
}

/// A pronoun with its candidates, the first of them "nothing of these".
#[derive(Debug, Clone)]
pub struct Choice {
    /// The token of the pronoun.
    pub token: usize,
    /// Its sort.
    pub class: Class,
    /// What it may stand for.
    pub candidates: Vec<Candidate>,
}

/// The weights of the features, in 1/32 nats, and the least lead.
#[derive(Debug, Clone)]
pub struct Weights {
    /// By class, then by feature.
    pub of: [[i32; FEATURES.len()]; 3],
    /// By class: by how much the best must lead.
    pub margin: [i32; 3],
}

impl Weights {
    /// The weights of the lexicon; without a table no pronoun leads.
    pub fn new(lexicon: &Lexicon<'_>) -> Weights {
        let read = |key: &str| {
            let row = lexicon.coreference.first(key);
            [0, 1, 2].map(|class| row.and_then(|row| row.field(class).parse().ok()).unwrap_or(0))
        };
        let mut weights = Weights { of: [[0; FEATURES.len()]; 3], margin: read("margin").map(|m: i32| m.max(1)) };
        for (at, feature) in FEATURES.iter().enumerate() {
            read(feature).iter().enumerate().for_each(|(class, w)| weights.of[class][at] = *w);
        }
        weights
    }

    /// The candidate that leads by the margin.
    pub fn choose(&self, choice: &Choice) -> Option<usize> {
        let class = choice.class as usize;
        let score = |c: &Candidate| c.features.iter().map(|&f| self.of[class][f]).sum::<i32>();
        let mut order: Vec<(i32, usize)> = choice.candidates.iter().enumerate().map(|(i, c)| (score(c), i)).collect();
        order.sort_by_key(|&(score, i)| (std::cmp::Reverse(score), i));
        let second = order.get(1).map_or(i32::MIN / 2, |o| o.0);
        order.first().filter(|o| o.0 - second >= self.margin[class]).map(|o| o.1)
    }
}

/// The part that a phrase plays in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Subject,
    Object,
    Possessor,
    Oblique,
    Other,
}

/// Who or what phrases refer to.
#[derive(Debug, Clone)]
struct Referent {
    entity: Option<usize>,
    gender: Gender,
    /// Whether "he", "it" or "they" may stand for it.
    fits: [bool; 3],
    count: usize,
    anchor: usize,
    /// Its last mention.
    head: usize,
    sentence: usize,
    part: Part,
    kind: MentionKind,
    definite: bool,
    kin: bool,
    plural: bool,
    pair: bool,
    speaks: bool,
    lead: bool,
}

/// Adds a mention for each pronoun and common noun that stands for an entity.
///
/// `decide` names the candidate that a pronoun has: [`Weights::choose`], or the gold in training.
pub(super) fn resolve(
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    lexicon: &Lexicon<'_>,
    found: &mut Entities,
    decide: &mut dyn FnMut(&Choice) -> Option<usize>,
) {
    let mut reader = Reader {
        document,
        tags,
        syntax,
        lexicon,
        parts: parts(syntax),
        quoted: quoted(document),
        referents: Vec::new(),
        of_entity: vec![None; found.entities.len()],
        of_noun: HashMap::new(),
        recent: Vec::new(),
        leader: None,
    };
    let mut nominals = Nominals::new(document, tags, lexicon, found);
    let mut added = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if !matches!(sentence.kind, SentenceKind::Body | SentenceKind::Headline) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let name = found.mention_at(at).filter(|m| m.tokens.start == at).cloned();
            if let Some(name) = name {
                reader.name(index, &name, found);
                nominals.saw(&name, index, found);
                at = name.tokens.end;
                continue;
            }
            let class = Class::of(&document.tokens[at].lower).filter(|_| tags.tag(at) != Tag::Nnp);
            if let Some((class, gender)) = class {
                if sentence.kind == SentenceKind::Body
                    && let Some(entity) = reader.pronoun(index, at, class, gender, found, decide)
                {
                    let mention = Mention { tokens: at..at + 1, kind: MentionKind::Pronoun, entity };
                    nominals.saw(&mention, index, found);
                    added.push(mention);
                }
            } else if let Some(chunk) = reader.noun_phrase(at, found) {
                let tokens = syntax.chunks[chunk].tokens.clone();
                let nominal = (sentence.kind == SentenceKind::Body)
                    .then(|| nominals.resolve(tokens.clone(), at, index, found))
                    .flatten();
                if let Some((tokens, entity)) = nominal {
                    reader.touch_entity(index, at, entity, MentionKind::Nominal, found);
                    let mention = Mention { tokens, kind: MentionKind::Nominal, entity };
                    nominals.saw(&mention, index, found);
                    added.push(mention);
                } else {
                    reader.noun(index, chunk);
                }
            }
            at += 1;
        }
    }
    for (entity, referent) in found.entities.iter_mut().zip(&reader.of_entity) {
        if let Some(referent) = referent.filter(|_| entity.kind == EntityType::Person) {
            entity.gender = reader.referents[referent].gender;
        }
    }
    found.mentions.extend(added);
    found.mentions.sort_by_key(|m| m.tokens.start);
    found.entities.iter_mut().for_each(|e| e.mentions.clear());
    for (i, mention) in found.mentions.iter().enumerate() {
        found.entities[mention.entity].mentions.push(i);
    }
}

/// The part of each chunk in its clause, and the clause.
fn parts(syntax: &Syntax) -> Vec<Option<(Part, usize)>> {
    let mut parts = vec![None; syntax.chunks.len()];
    for (index, clause) in syntax.clauses.iter().enumerate() {
        for argument in &clause.arguments {
            let part = if argument.marker == Marker::Object { Part::Object } else { Part::Oblique };
            argument.nouns.iter().for_each(|&n| parts[n] = parts[n].or(Some((part, index))));
        }
    }
    for (index, clause) in syntax.clauses.iter().enumerate() {
        clause.subjects.iter().for_each(|&s| parts[s] = Some((Part::Subject, index)));
    }
    parts
}

/// Whether each token stands within quotation marks, paired within a paragraph.
fn quoted(document: &Document<'_>) -> Vec<bool> {
    let mut quoted = vec![false; document.tokens.len()];
    for paragraph in &document.paragraphs {
        let mut open = false;
        for at in paragraph.clone() {
            match document.tokens[at].lower.as_str() {
                "“" | "«" | "„" => open = true,
                "”" | "»" => open = false,
                "\"" => open = !open,
                _ => quoted[at] = open,
            }
        }
    }
    quoted
}

struct Reader<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    syntax: &'a Syntax,
    lexicon: &'a Lexicon<'d>,
    parts: Vec<Option<(Part, usize)>>,
    quoted: Vec<bool>,
    referents: Vec<Referent>,
    of_entity: Vec<Option<usize>>,
    of_noun: HashMap<String, usize>,
    /// Referents by their last mention, the latest last.
    recent: Vec<usize>,
    /// The person mentioned most so far.
    leader: Option<usize>,
}

impl Reader<'_, '_, '_> {
    /// The part that the phrase around `token` plays, and its clause.
    fn part(&self, token: usize) -> (Part, Option<usize>) {
        let Some(chunk) = self.syntax.chunk_of(token) else { return (Part::Other, None) };
        let (part, clause) = self.parts[chunk].map_or((Part::Other, None), |(part, clause)| (part, Some(clause)));
        let possessive = self.tags.tag(token) == Tag::PrpS
            || self.tags.tag(token + 1) == Tag::Pos
            || self.syntax.chunks[chunk].head != token;
        (if possessive { Part::Possessor } else { part }, clause)
    }

    /// Whether the phrase around `token` is the subject of a verb of saying.
    fn speaks(&self, token: usize) -> bool {
        let (part, clause) = self.part(token);
        part == Part::Subject
            && clause.is_some_and(|c| {
                let verb = self.syntax.chunks[self.syntax.clauses[c].verb].head;
                self.lexicon.frames.rows(self.tags.lemma(verb)).any(|row| row.field(2) == "speech")
            })
    }

    fn touch(&mut self, referent: usize, sentence: usize, head: usize, kind: MentionKind) {
        let (part, speaks) = (self.part(head).0, self.speaks(head));
        let known = &mut self.referents[referent];
        (known.sentence, known.head, known.kind, known.part, known.speaks) = (sentence, head, kind, part, speaks);
        known.count += 1;
        if kind != MentionKind::Pronoun {
            known.anchor = head;
        }
        let (count, person) = (known.count, known.fits[0] && known.entity.is_some());
        if person {
            if self.leader.is_none_or(|l| self.referents[l].count < count) {
                self.leader = Some(referent);
            }
        }
        self.recent.retain(|&r| r != referent);
        self.recent.push(referent);
        if self.recent.len() > MOST_RECENT {
            self.recent.remove(0);
        }
    }

    fn name(&mut self, sentence: usize, name: &Mention, found: &Entities) {
        self.touch_entity(sentence, name.tokens.end - 1, name.entity, MentionKind::Name, found);
    }

    fn touch_entity(&mut self, sentence: usize, head: usize, entity: usize, kind: MentionKind, found: &Entities) {
        let referent = self.of_entity[entity].unwrap_or_else(|| {
            let known = &found.entities[entity];
            let fits = match known.kind {
                EntityType::Person => [true, false, false],
                EntityType::Org => [false, true, true],
                EntityType::Norp => [false, false, true],
                _ => [false, true, false],
            };
            self.new_referent(Some(entity), known.gender, fits, sentence)
        });
        self.of_entity[entity] = Some(referent);
        self.touch(referent, sentence, head, kind);
    }

    fn new_referent(&mut self, entity: Option<usize>, gender: Gender, fits: [bool; 3], sentence: usize) -> usize {
        self.referents.push(Referent {
            entity,
            gender,
            fits,
            count: 0,
            anchor: 0,
            head: 0,
            sentence,
            part: Part::Other,
            kind: MentionKind::Name,
            definite: false,
            kin: false,
            plural: false,
            pair: false,
            speaks: false,
            lead: sentence <= 1,
        });
        self.referents.len() - 1
    }

    /// The noun phrase whose head is the common noun at `token`, if nothing names it.
    fn noun_phrase(&self, token: usize, found: &Entities) -> Option<usize> {
        let chunk = self.syntax.chunk_of(token)?;
        let phrase = &self.syntax.chunks[chunk];
        let common = matches!(self.tags.tag(token), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Jj | Tag::Cd);
        let free = found.titled_at(token).is_none() && found.mention_at(token).is_none();
        (phrase.is_noun() && phrase.head == token && common && free).then_some(chunk)
    }

    /// A noun phrase without a name: what it refers to may be what a pronoun means.
    fn noun(&mut self, sentence: usize, chunk: usize) {
        let phrase = &self.syntax.chunks[chunk];
        let (tokens, head) = (phrase.tokens.clone(), phrase.head);
        let lemma = self.tags.lemma(head).to_owned();
        let plural = matches!(self.tags.tag(head), Tag::Nns | Tag::Nnps);
        let row = self.lexicon.persons.first(&lemma);
        let human =
            row.is_some() || self.lexicon.groups.has(&lemma, "people") || self.lexicon.titles.first(&lemma).is_some();
        let opening = self.document.tokens[tokens.start].lower.as_str();
        let possessed = self.tags.tag(tokens.start) == Tag::PrpS;
        let definite = possessed || matches!(opening, "the" | "this" | "that" | "these" | "those");
        let again = self.of_noun.get(&lemma).copied().filter(|_| definite && !possessed);
        let again = again.filter(|&r| self.referents[r].plural == plural && self.recent.contains(&r));
        let referent = again.unwrap_or_else(|| {
            let body = self.lexicon.groups.has(&lemma, "bodies");
            let fits = [human && !plural, !human && !plural, plural || body];
            self.new_referent(None, Gender::of_noun(&lemma, self.lexicon), fits, sentence)
        });
        let known = &mut self.referents[referent];
        (known.definite, known.plural) = (definite, plural);
        known.kin = row.is_some_and(|row| row.field(1) == "kin");
        self.of_noun.insert(lemma, referent);
        self.touch(referent, sentence, head, MentionKind::Nominal);
        // "The minister and the mayor": both together.
        let next = |k: usize| self.syntax.chunks.get(chunk + k);
        if next(1).is_some_and(|c| self.document.tokens[c.head].is("and")) && next(2).is_some_and(|c| c.is_noun()) {
            let pair = self.new_referent(None, Gender::Unknown, [false, false, true], sentence);
            (self.referents[pair].pair, self.referents[pair].plural) = (true, true);
            self.touch(pair, sentence, head, MentionKind::Nominal);
        }
    }

    /// The entity that the pronoun at `token` stands for.
    fn pronoun(
        &mut self,
        sentence: usize,
        token: usize,
        class: Class,
        gender: Gender,
        found: &Entities,
        decide: &mut dyn FnMut(&Choice) -> Option<usize>,
    ) -> Option<usize> {
        let choice = self.choice(sentence, token, class, gender, found);
        let chosen = choice.candidates.get(decide(&choice)?)?;
        chosen.anchor?;
        let referent = match chosen.entity {
            // Named only later in the sentence.
            Some(entity) if chosen.referent == usize::MAX => {
                self.touch_entity(sentence, token, entity, MentionKind::Pronoun, found);
                self.of_entity[entity]?
            }
            _ => {
                self.touch(chosen.referent, sentence, token, MentionKind::Pronoun);
                chosen.referent
            }
        };
        let known = &mut self.referents[referent];
        known.gender = known.gender.or(gender);
        chosen.entity
    }

    fn choice(&self, sentence: usize, token: usize, class: Class, gender: Gender, found: &Entities) -> Choice {
        let fits = |r: usize| self.referents[r].fits[class as usize];
        let near = |r: usize| sentence - self.referents[r].sentence <= SENTENCES_BACK;
        let clash = |r: usize| {
            let own = self.referents[r].gender;
            gender != Gender::Unknown && own != Gender::Unknown && own != gender
        };
        let mut candidates: Vec<usize> = Vec::new();
        let recent = self.recent.iter().rev().copied().filter(|&r| fits(r) && near(r));
        candidates.extend(recent.take(MOST_CANDIDATES));
        let leader = self.leader.filter(|l| class == Class::Person && !candidates.contains(l));
        candidates.extend(leader);
        let only = candidates.iter().filter(|&&r| !clash(r) && sentence - self.referents[r].sentence <= 3).count() == 1;
        let mut none = vec![NONE];
        if class == Class::Thing && self.is_impersonal(token) {
            none.push(1);
        }
        let mut choice = Choice {
            token,
            class,
            candidates: vec![Candidate { entity: None, anchor: None, features: none, referent: usize::MAX }],
        };
        let mut rank = 0;
        for referent in candidates {
            let features = self.features(sentence, token, class, gender, referent, rank, only, found);
            rank += usize::from(!clash(referent));
            let known = &self.referents[referent];
            let (entity, anchor) = (known.entity, Some(known.anchor));
            choice.candidates.push(Candidate { entity, anchor, features, referent });
        }
        if let Some(later) = self.later(sentence, token, class, found)
            && choice.candidates.iter().all(|c| c.entity != Some(later.entity))
        {
            let own = found.entities[later.entity].gender;
            let agreement =
                if own == Gender::Unknown || gender == Gender::Unknown { 24 } else { 22 + usize::from(own != gender) };
            choice.candidates.push(Candidate {
                entity: Some(later.entity),
                anchor: Some(later.tokens.end - 1),
                features: vec![44, agreement, kind_feature(found.entities[later.entity].kind)],
                referent: usize::MAX,
            });
        }
        choice
    }

    /// The name behind an opening clause or phrase in which the pronoun stands ("After she won, Moreau said").
    fn later<'f>(&self, sentence: usize, token: usize, class: Class, found: &'f Entities) -> Option<&'f Mention> {
        let range = self.document.sentences[sentence].tokens.clone();
        let opening = matches!(self.tags.tag(range.start), Tag::In | Tag::Vbg | Tag::Vbn | Tag::Wrb);
        let comma = (token..range.end).take(16).find(|&i| self.document.tokens[i].is(","))?;
        let early = (range.start..token).all(|i| !self.document.tokens[i].is(","));
        let name = found.mentions_in(comma..range.end).next()?;
        let person = found.entities[name.entity].kind == EntityType::Person;
        let fits = if class == Class::Person { person } else { !person };
        let subject = self.part(name.tokens.end - 1).0 == Part::Subject;
        (opening && early && fits && subject && name.tokens.start <= comma + 8).then_some(name)
    }

    /// "It is clear that", "it seems".
    fn is_impersonal(&self, token: usize) -> bool {
        let next = self.tags.lemma(token + 1);
        let be = matches!(
            next,
            "be" | "'s" | "will" | "would" | "may" | "seem" | "appear" | "turn" | "take" | "rain" | "snow"
        );
        be && (token + 2..token + 9).any(|i| matches!(self.tags.lemma(i), "that" | "to" | "if" | "whether" | "who"))
            || matches!(next, "seem" | "appear" | "rain" | "snow")
    }

    /// The subject that a clause has or shares with the one that it hangs on.
    fn subject_of(&self, clause: usize) -> &[usize] {
        let mut at = &self.syntax.clauses[clause];
        for _ in 0..4 {
            let shares = matches!(at.relation, Relation::Participle | Relation::Coordinate | Relation::Complement);
            match at.parent.filter(|_| at.subjects.is_empty() && shares) {
                Some(parent) => at = &self.syntax.clauses[parent],
                None => break,
            }
        }
        &at.subjects
    }

    #[allow(clippy::too_many_arguments)]
    fn features(
        &self,
        sentence: usize,
        token: usize,
        class: Class,
        gender: Gender,
        referent: usize,
        rank: usize,
        only: bool,
        found: &Entities,
    ) -> Vec<usize> {
        let known = &self.referents[referent];
        let distance = sentence - known.sentence;
        let (part, clause) = self.part(token);
        let word = self.document.tokens[token].lower.as_str();
        let mut on = vec![if known.entity.is_some() { 2 } else { 3 }, 4 + distance.min(4), 9 + rank.min(3)];
        let last = match known.part {
            Part::Subject => 13,
            Part::Object => 14,
            Part::Possessor => 15,
            Part::Oblique => 16,
            Part::Other => 17,
        };
        on.push(last);
        on.push(match known.kind {
            MentionKind::Name => 18,
            MentionKind::Pronoun => 19,
            MentionKind::Nominal => 20,
        });
        let same = |a: &str, b: &str| Class::of(a).is_some() && Class::of(a) == Class::of(b);
        let mut when = |condition: bool, feature: usize| {
            if condition {
                on.push(feature);
            }
        };
        when(known.kind == MentionKind::Pronoun && same(&self.document.tokens[known.head].lower, word), 21);
        let unknown = known.gender == Gender::Unknown || gender == Gender::Unknown;
        when(!unknown && known.gender == gender, 22);
        when(!unknown && known.gender != gender, 23);
        when(unknown, 24);
        when(part == Part::Subject && known.part == Part::Subject, 25);
        when(part == Part::Object && known.part == Part::Object, 26);
        let chunk = self.syntax.chunk_of(known.head);
        let subject = clause.is_some_and(|c| {
            self.subject_of(c).iter().any(|&s| Some(s) == chunk && self.syntax.chunks[s].head == known.head)
        });
        let reflexive = word.ends_with("self") || word.ends_with("selves");
        when(subject && part == Part::Possessor, 27);
        when(subject && part == Part::Object && !reflexive, 28);
        when(subject && reflexive, 29);
        when(subject && part == Part::Oblique && !reflexive, 30);
        when(distance == 0 && known.part == Part::Subject, 31);
        when(distance == 1 && known.part == Part::Subject, 32);
        when(
            true,
            33 + match known.count {
                0 | 1 => 0,
                2 | 3 => 1,
                4..=9 => 2,
                _ => 3,
            },
        );
        when(self.leader == Some(referent), 37);
        when(known.speaks && distance == 0 && !self.quoted[token] && part == Part::Subject, 38);
        when(only, 39);
        let (here, there) = (self.quoted[token], self.quoted[known.head]);
        when(here && there, 40);
        when(here && !there, 41);
        when(!here && there, 42);
        when(here && !there && known.speaks && distance <= 1, 43);
        let paragraph = |s: usize| self.document.sentences[s].paragraph;
        when(paragraph(sentence) == paragraph(known.sentence), 45);
        when(known.entity.is_none() && known.definite, 46);
        when(known.entity.is_none() && !known.definite, 47);
        when(known.kin, 48);
        when(known.plural, 49);
        let pronoun_chunk = self.syntax.chunk_of(token);
        when(
            known.entity.is_none()
                && chunk.is_some_and(|c| self.tags.tag(self.syntax.chunks[c].tokens.start) == Tag::PrpS),
            50,
        );
        when(chunk.is_some() && chunk == pronoun_chunk, 59);
        if let Some(entity) = known.entity {
            when(true, kind_feature(found.entities[entity].kind));
        }
        let opens = self.document.sentences[sentence].tokens.start + 1 >= token;
        when(part == Part::Subject && known.part == Part::Subject && distance == 1, 56);
        when(opens && known.part == Part::Subject, 57);
        when(opens && known.part != Part::Subject, 58);
        when(known.lead && known.entity.is_some(), 60);
        when(known.pair, 61);
        let _ = class;
        on
    }
}

fn kind_feature(kind: EntityType) -> usize {
    match kind {
        EntityType::Person => 51,
        EntityType::Org => 52,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => 53,
        EntityType::Norp => 54,
        _ => 55,
    }
}
