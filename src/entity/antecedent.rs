//! What speaks for and against a candidate for what a pronoun stands for, and how much.

use super::Gender;
use crate::lexicon::Lexicon;

features! {
    Nothing = "none",
    Impersonal = "none: impersonal it",
    Entity = "an entity",
    Phrase = "a noun phrase",
    SameSentence = "in the same sentence",
    OneBack = "one sentence back",
    TwoBack = "two sentences back",
    ThreeBack = "three sentences back",
    FurtherBack = "further back",
    Latest = "the latest",
    SecondLatest = "the second latest",
    ThirdLatest = "the third latest",
    Later = "later than third",
    LastSubject = "last a subject",
    LastObject = "last an object",
    LastPossessor = "last a possessor",
    LastOblique = "last behind a preposition",
    LastElsewhere = "last elsewhere",
    LastName = "last a name",
    LastPronoun = "last a pronoun",
    LastNoun = "last a common noun",
    SamePronoun = "last the same pronoun",
    GenderAgrees = "gender agrees",
    GenderDiffers = "gender differs",
    GenderUnknown = "gender unknown",
    BothSubjects = "both subjects",
    BothObjects = "both objects",
    OwnSubjectPossessive = "subject of its own clause, possessive",
    OwnSubjectObject = "subject of its own clause, object",
    OwnSubjectReflexive = "subject of its own clause, reflexive",
    OwnSubjectOblique = "subject of its own clause, behind a preposition",
    SubjectHere = "subject in the same sentence",
    SubjectBefore = "subject in the sentence before",
    Once = "mentioned once",
    Twice = "mentioned twice or three times",
    Often = "mentioned four to nine times",
    VeryOften = "mentioned ten times or more",
    Most = "mentioned most",
    SaysClause = "says the clause of the pronoun",
    OnlyNear = "the only one near",
    BothQuoted = "both within quotation marks",
    PronounQuoted = "only the pronoun within quotation marks",
    CandidateQuoted = "only the candidate within quotation marks",
    Speaker = "speaks the words around the pronoun",
    NamedLater = "named later in the sentence",
    SameParagraph = "in the same paragraph",
    Definite = "definite",
    Indefinite = "indefinite",
    Relative = "a relative",
    Plural = "plural noun",
    Possessed = "possessed by the pronoun’s chain",
    Person = "a person",
    Organisation = "an organisation",
    Place = "a place or state",
    People = "a people",
    Thing = "another thing",
    SubjectAfterSubject = "subject pronoun, last a subject one sentence back",
    OpensAfterSubject = "opens the sentence, subject before",
    OpensAfterOther = "opens the sentence, no subject before",
    SamePhrase = "inside the same phrase",
    Lead = "in the headline or first sentence",
    Pair = "a crowd of two",
}

/// How many features there are.
pub const FEATURES: usize = Feature::ALL.len();

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
    pub(super) fn of(lower: &str) -> Option<(Class, Gender)> {
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
    /// What it has.
    pub features: Vec<Feature>,
    /// Its place among the referents; none for a name that stands only later in the sentence.
    pub(super) referent: Option<usize>,
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
    pub of: [[i32; FEATURES]; 3],
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
        let mut weights = Weights { of: [[0; FEATURES]; 3], margin: read("margin").map(|m: i32| m.max(1)) };
        for (at, feature) in Feature::ALL.iter().enumerate() {
            read(feature.as_str()).iter().enumerate().for_each(|(class, w)| weights.of[class][at] = *w);
        }
        weights
    }

    /// The sum of what a candidate has.
    pub fn score(&self, class: Class, candidate: &Candidate) -> i32 {
        candidate.features.iter().map(|&f| self.of[class as usize][f as usize]).sum()
    }

    /// The candidate that leads by the margin.
    pub fn choose(&self, choice: &Choice) -> Option<usize> {
        let class = choice.class as usize;
        // "The company said it would": too rare in GUM to be learnt, and as good as certain.
        let says = |c: &Candidate| c.entity.is_some() && c.features.contains(&Feature::SaysClause);
        if choice.class == Class::Thing
            && let Some(sayer) = choice.candidates.iter().position(says)
        {
            return Some(sayer);
        }
        let mut order: Vec<(i32, usize)> =
            choice.candidates.iter().enumerate().map(|(i, c)| (self.score(choice.class, c), i)).collect();
        order.sort_by_key(|&(score, i)| (std::cmp::Reverse(score), i));
        let second = order.get(1).map_or(i32::MIN / 2, |o| o.0);
        order.first().filter(|o| o.0 - second >= self.margin[class]).map(|o| o.1)
    }
}
