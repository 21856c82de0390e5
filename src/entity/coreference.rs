//! Coreference: pronouns and common nouns to those whom they stand for.
//!
//! The text is read once. Whoever or whatever a phrase refers to is a referent: every entity, and every noun
//! phrase without a name, so that "he" is not given to the minister when a fisherman stands nearer. At each
//! pronoun the latest fitting referents are compared by features that have weights learnt from text in which
//! people marked what refers to what ([`Feature`], `data/model/coreference.tsv`). The best one is taken if it
//! is an entity and leads by a margin; otherwise the pronoun is left alone.

use super::antecedent::{Candidate, Choice, Class, Feature};
use super::nominal::Nominals;
use super::{Entities, Gender, Mention};
use crate::lexicon::Lexicon;
use crate::report::view::{EntityType, MentionKind};
use crate::segment::{Document, SentenceKind};
use crate::syntax::{Marker, Relation, Syntax};
use crate::tag::{Tag, Tags};
use std::collections::HashMap;

/// Sentences that a pronoun looks back.
const SENTENCES_BACK: usize = 5;
/// Most candidates that are compared.
const MOST_CANDIDATES: usize = 10;
/// Most referents that are kept in mind.
const MOST_RECENT: usize = 48;

/// A pronoun to be resolved.
struct Pronoun {
    sentence: usize,
    token: usize,
    class: Class,
    gender: Gender,
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
/// `decide` names the candidate that a pronoun has: [`super::antecedent::Weights::choose`], or the gold in training.
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
                    && let Some(entity) =
                        reader.pronoun(&Pronoun { sentence: index, token: at, class, gender }, found, decide)
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
                self.lexicon.is_speech(self.tags.lemma(verb))
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
        if person && self.leader.is_none_or(|l| self.referents[l].count < count) {
            self.leader = Some(referent);
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

    /// The entity that `pronoun` stands for.
    fn pronoun(
        &mut self,
        pronoun: &Pronoun,
        found: &Entities,
        decide: &mut dyn FnMut(&Choice) -> Option<usize>,
    ) -> Option<usize> {
        let choice = self.choice(pronoun, found);
        let chosen = choice.candidates.get(decide(&choice)?)?;
        chosen.anchor?;
        let (sentence, token) = (pronoun.sentence, pronoun.token);
        let referent = match (chosen.referent, chosen.entity) {
            (Some(referent), _) => {
                self.touch(referent, sentence, token, MentionKind::Pronoun);
                referent
            }
            (None, entity) => {
                self.touch_entity(sentence, token, entity?, MentionKind::Pronoun, found);
                self.of_entity[entity?]?
            }
        };
        let known = &mut self.referents[referent];
        known.gender = known.gender.or(pronoun.gender);
        chosen.entity
    }

    /// What `pronoun` may stand for: the latest fitting referents, the person the text is most about, and the
    /// name behind an opening clause.
    fn choice(&self, pronoun: &Pronoun, found: &Entities) -> Choice {
        let &Pronoun { sentence, token, class, gender } = pronoun;
        let near = |r: usize, back: usize| sentence - self.referents[r].sentence <= back;
        let clash = |r: usize| gender.differs(self.referents[r].gender);
        let fits = |&r: &usize| self.referents[r].fits[class as usize] && near(r, SENTENCES_BACK);
        let mut latest: Vec<usize> = self.recent.iter().rev().copied().filter(fits).take(MOST_CANDIDATES).collect();
        let leader = self.leader.filter(|l| class == Class::Person && !latest.contains(l));
        latest.extend(leader);
        let only = latest.iter().filter(|&&r| !clash(r) && near(r, 3)).count() == 1;
        let mut nothing = vec![Feature::Nothing];
        if class == Class::Thing && self.is_impersonal(token) {
            nothing.push(Feature::Impersonal);
        }
        let mut candidates = vec![Candidate { entity: None, anchor: None, features: nothing, referent: None }];
        let mut rank = 0;
        for referent in latest {
            let known = &self.referents[referent];
            let mut features = self.features(pronoun, known, found);
            let place = [Feature::Latest, Feature::SecondLatest, Feature::ThirdLatest, Feature::Later];
            features.push(place[rank.min(3)]);
            rank += usize::from(!clash(referent));
            features.extend(only.then_some(Feature::OnlyNear));
            let most = self.leader == Some(referent) && known.count > 1;
            features.extend(most.then_some(Feature::Most));
            let (entity, anchor) = (known.entity, Some(known.anchor));
            candidates.push(Candidate { entity, anchor, features, referent: Some(referent) });
        }
        if let Some(name) = self.later(sentence, token, class, found)
            && candidates.iter().all(|c| c.entity != Some(name.entity))
        {
            let entity = &found.entities[name.entity];
            let features = vec![Feature::NamedLater, agreement(gender, entity.gender), sort(entity.kind)];
            let (entity, anchor) = (Some(name.entity), Some(name.tokens.end - 1));
            candidates.push(Candidate { entity, anchor, features, referent: None });
        }
        Choice { token, class, candidates }
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

    /// What speaks for and against the referent `known`, whatever the other candidates are.
    fn features(&self, pronoun: &Pronoun, known: &Referent, found: &Entities) -> Vec<Feature> {
        let &Pronoun { sentence, token, gender, .. } = pronoun;
        let distance = sentence - known.sentence;
        let (part, clause) = self.part(token);
        let word = self.document.tokens[token].lower.as_str();
        let back =
            [Feature::SameSentence, Feature::OneBack, Feature::TwoBack, Feature::ThreeBack, Feature::FurtherBack];
        let mut on = vec![
            if known.entity.is_some() { Feature::Entity } else { Feature::Phrase },
            back[distance.min(4)],
            match known.part {
                Part::Subject => Feature::LastSubject,
                Part::Object => Feature::LastObject,
                Part::Possessor => Feature::LastPossessor,
                Part::Oblique => Feature::LastOblique,
                Part::Other => Feature::LastElsewhere,
            },
            match known.kind {
                MentionKind::Name => Feature::LastName,
                MentionKind::Pronoun => Feature::LastPronoun,
                MentionKind::Nominal => Feature::LastNoun,
            },
            match known.count {
                0 | 1 => Feature::Once,
                2 | 3 => Feature::Twice,
                4..=9 => Feature::Often,
                _ => Feature::VeryOften,
            },
            agreement(gender, known.gender),
        ];
        on.extend(known.entity.map(|entity| sort(found.entities[entity].kind)));
        let chunk = self.syntax.chunk_of(known.head);
        let is_own_subject = |&s: &usize| Some(s) == chunk && self.syntax.chunks[s].head == known.head;
        let own = clause.is_some_and(|c| self.subject_of(c).iter().any(is_own_subject));
        let reflexive = word.ends_with("self") || word.ends_with("selves");
        let last_class = Class::of(&self.document.tokens[known.head].lower);
        let again = known.kind == MentionKind::Pronoun && last_class.is_some() && last_class == Class::of(word);
        let (subject, was_subject) = (part == Part::Subject, known.part == Part::Subject);
        let (here, there) = (self.quoted[token], self.quoted[known.head]);
        let says = known.speaks && distance == 0 && !here && subject && self.tags.lemma(token + 1) != "be";
        let opens = token <= self.document.sentences[sentence].tokens.start + 1;
        let phrase = known.entity.is_none();
        let possessed = phrase && chunk.is_some_and(|c| self.tags.tag(self.syntax.chunks[c].tokens.start) == Tag::PrpS);
        let paragraph = |s: usize| self.document.sentences[s].paragraph;
        let conditions = [
            (again, Feature::SamePronoun),
            (subject && was_subject, Feature::BothSubjects),
            (part == Part::Object && known.part == Part::Object, Feature::BothObjects),
            (own && part == Part::Possessor, Feature::OwnSubjectPossessive),
            (own && part == Part::Object && !reflexive, Feature::OwnSubjectObject),
            (own && part == Part::Oblique && !reflexive, Feature::OwnSubjectOblique),
            (own && reflexive, Feature::OwnSubjectReflexive),
            (was_subject && distance == 0, Feature::SubjectHere),
            (was_subject && distance == 1, Feature::SubjectBefore),
            (subject && was_subject && distance == 1, Feature::SubjectAfterSubject),
            (opens && was_subject, Feature::OpensAfterSubject),
            (opens && !was_subject, Feature::OpensAfterOther),
            (says && !self.is_impersonal(token), Feature::SaysClause),
            (known.speaks && distance <= 1 && here && !there, Feature::Speaker),
            (here && there, Feature::BothQuoted),
            (here && !there, Feature::PronounQuoted),
            (!here && there, Feature::CandidateQuoted),
            (paragraph(sentence) == paragraph(known.sentence), Feature::SameParagraph),
            (phrase && known.definite, Feature::Definite),
            (phrase && !known.definite, Feature::Indefinite),
            (known.kin, Feature::Relative),
            (known.plural, Feature::Plural),
            (known.pair, Feature::Pair),
            (possessed, Feature::Possessed),
            (chunk.is_some() && chunk == self.syntax.chunk_of(token), Feature::SamePhrase),
            (known.lead && !phrase, Feature::Lead),
        ];
        on.extend(conditions.into_iter().filter_map(|(condition, feature)| condition.then_some(feature)));
        on
    }
}

fn agreement(pronoun: Gender, referent: Gender) -> Feature {
    match (pronoun, referent) {
        (Gender::Unknown, _) | (_, Gender::Unknown) => Feature::GenderUnknown,
        _ if pronoun == referent => Feature::GenderAgrees,
        _ => Feature::GenderDiffers,
    }
}

fn sort(kind: EntityType) -> Feature {
    match kind {
        EntityType::Person => Feature::Person,
        EntityType::Org => Feature::Organisation,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Feature::Place,
        EntityType::Norp => Feature::People,
        _ => Feature::Thing,
    }
}
