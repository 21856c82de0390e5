//! Who and what is named: mentions, then entities with all their mentions.

/// Lists what a model may look at: each feature with its name in the table of weights.
macro_rules! features {
    ($($feature:ident = $word:literal,)*) => {
        /// Something that speaks for or against; its name says what.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Feature { $($feature,)* }

        impl Feature {
            /// All features.
            pub const ALL: &'static [Feature] = &[$(Feature::$feature),*];

            /// Its name in the table of weights.
            pub fn as_str(self) -> &'static str {
                match self { $(Feature::$feature => $word,)* }
            }
        }
    };
}

mod alias;
pub mod antecedent;
mod cluster;
mod coreference;
mod correct;
mod nominal;
mod recognize;
pub mod recognizer;
mod role;
pub mod salience;

use crate::correction::Correction;
use crate::lexicon::Lexicon;
use crate::report::view::{AffiliationRelation, EntityType, MentionKind};
use crate::segment::Document;
use crate::syntax::Syntax;
use crate::tag::Tags;
use crate::text::{Cover, capitalised, single_spaced};
use std::collections::HashMap;
use std::ops::Range;

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens; never empty.
    pub tokens: Range<usize>,
    /// Name, common noun or pronoun.
    pub kind: MentionKind,
    /// Index of its entity.
    pub entity: usize,
}

/// A person's gender, as far as names and titles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
    /// Not known.
    Unknown,
}

impl Gender {
    fn from_word(word: &str) -> Gender {
        match word {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => Gender::Unknown,
        }
    }

    /// What a given name in small letters tells.
    fn of_given(lower: &str, lexicon: &Lexicon<'_>) -> Gender {
        Gender::from_word(lexicon.given.first(&capitalised(lower)).map_or("", |row| row.field(0)))
    }

    /// What a title in small letters tells ("mrs.").
    fn of_title(lower: &str, lexicon: &Lexicon<'_>) -> Gender {
        let row = lexicon.persons.first(lower).filter(|row| row.field(1) == "title");
        Gender::from_word(row.map_or("", |row| row.field(0)))
    }

    /// What a noun for a person tells ("daughter").
    fn of_noun(lower: &str, lexicon: &Lexicon<'_>) -> Gender {
        Gender::from_word(lexicon.persons.first(lower).map_or("", |row| row.field(0)))
    }

    /// Whether both are known and not the same.
    fn differs(self, other: Gender) -> bool {
        self != other && self != Gender::Unknown && other != Gender::Unknown
    }

    /// This one, or the other where this is not known.
    fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }
}

/// The words of a name, without a joining line break.
fn join_words(document: &Document<'_>, tokens: Range<usize>) -> String {
    single_spaced(document.words(tokens))
}

/// What an entity belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affiliation {
    /// Name of the state or body.
    pub name: String,
    /// Its entity, if the article names it.
    pub entity: Option<usize>,
    /// How they belong together.
    pub relation: AffiliationRelation,
    /// Why, in words.
    pub reason: String,
}

/// One person, place, group or thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The fullest name in the text.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityType,
    /// Title or role: the words of the text.
    pub role: Option<String>,
    /// Other names for it in the text.
    pub aliases: Vec<String>,
    /// What it belongs to.
    pub affiliation: Option<Affiliation>,
    /// The name of the state that it is or belongs to, as the gazetteer calls it.
    pub state: Option<String>,
    /// Whether it is a state itself.
    pub is_state: bool,
    /// A page about it, where the gazetteer has one for this sense of its name.
    pub link: Option<String>,
    /// Gender of a person.
    pub gender: Gender,
    /// Importance, 0 to 1.
    pub salience: f64,
    /// Why it was taken for its kind.
    pub reason: String,
    /// Indices of its mentions, in text order.
    pub mentions: Vec<usize>,
}

/// The mentions and entities of a document.
#[derive(Debug, Default)]
pub struct Entities {
    /// Mentions, in text order.
    pub mentions: Vec<Mention>,
    /// Entities, the most salient first.
    pub entities: Vec<Entity>,
    /// Token ranges of titles and roles.
    pub titles: Vec<Range<usize>>,
    /// Token ranges of names with their titles and roles, and the person each stands for.
    pub titled: Vec<(Range<usize>, usize)>,
    /// `titled` by the tokens covered.
    titled_cover: Cover,
    /// The entity of each state that the article names.
    states: HashMap<String, usize>,
}

impl Entities {
    /// The mention that covers token `token`.
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        let at = self.mentions.partition_point(|m| m.tokens.end <= token);
        self.mentions.get(at).filter(|m| m.tokens.contains(&token))
    }

    /// The person that the words around token `token` name, title and role included.
    pub fn person_at(&self, token: usize) -> Option<usize> {
        self.titled_at(token).map(|(_, entity)| *entity)
    }

    /// The name around token `token` with its title and role, and the person it stands for.
    pub fn titled_at(&self, token: usize) -> Option<&(Range<usize>, usize)> {
        let at = self.titled_cover.holding(token, token + 1);
        self.titled.get(*at.first()?)
    }

    /// Makes `titled` quick to search.
    fn index_titled(&mut self) {
        let stretches = self.titled.iter().enumerate();
        self.titled_cover = Cover::new(stretches.map(|(i, (t, _))| (t.start, t.end, i)));
    }

    /// The mentions that lie within `tokens`.
    pub fn mentions_in(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let at = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[at..].iter().take_while(move |m| m.tokens.end <= tokens.end)
    }

    /// The state that an entity is or belongs to, if the article names that state as an entity.
    pub fn state_of(&self, entity: usize) -> Option<usize> {
        let state = self.entities.get(entity)?.state.as_deref()?;
        self.states.get(state).copied()
    }

    /// Puts the entities into the order of the old places in `order`.
    fn reorder(&mut self, order: &[usize]) {
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
        self.mentions.iter_mut().for_each(|m| m.entity = place[m.entity]);
        self.titled.iter_mut().for_each(|(_, entity)| *entity = place[*entity]);
        let affiliations = self.entities.iter_mut().filter_map(|e| e.affiliation.as_mut());
        affiliations.for_each(|a| a.entity = a.entity.map(|e| place[e]));
        let mut old: Vec<Option<Entity>> = self.entities.drain(..).map(Some).collect();
        self.entities = order.iter().filter_map(|&i| old[i].take()).collect();
    }

    /// Makes states quick to find.
    fn index_states(&mut self) {
        for (index, entity) in self.entities.iter().enumerate() {
            if let Some(state) = entity.state.as_ref().filter(|_| entity.is_state) {
                self.states.entry(state.clone()).or_insert(index);
            }
        }
    }
}

/// Finds all entities of `document`, as corrected.
pub fn find_entities(
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    corrections: &[Correction],
    lexicon: &Lexicon<'_>,
) -> Entities {
    let weights = antecedent::Weights::new(lexicon);
    let (mut names, titles) = recognize::names(document, tags, lexicon);
    correct::names(document, corrections, &mut names);
    let found = cluster::cluster(document, names, titles, corrections, lexicon);
    complete(document, tags, syntax, lexicon, found, &mut |choice| weights.choose(choice))
}

/// Finds all entities of `document`, for training and scores: names in `given` are known (tokens, in text order and
/// apart, and kinds; names that the engine finds between them stay), and `decide` chooses what a pronoun stands for.
pub fn find_entities_with(
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    lexicon: &Lexicon<'_>,
    given: &[(Range<usize>, EntityType)],
    decide: &mut dyn FnMut(&antecedent::Choice) -> Option<usize>,
) -> Entities {
    let (mut names, mut titles) = recognize::names(document, tags, lexicon);
    if !given.is_empty() {
        give(given, &mut names, &mut titles);
    }
    let found = cluster::cluster(document, names, titles, &[], lexicon);
    complete(document, tags, syntax, lexicon, found, decide)
}

/// Adds to the names what else is said of their entities: roles, pronouns, salience, what belongs to what.
fn complete(
    document: &Document<'_>,
    tags: &Tags,
    syntax: &Syntax,
    lexicon: &Lexicon<'_>,
    mut entities: Entities,
    decide: &mut dyn FnMut(&antecedent::Choice) -> Option<usize>,
) -> Entities {
    role::assign(document, tags, lexicon, &mut entities);
    entities.index_titled();
    coreference::resolve(document, tags, syntax, lexicon, &mut entities, decide);
    salience::rank(document, syntax, lexicon, &mut entities);
    entities.index_states();
    cluster::affiliate(&mut entities);
    entities
}

/// Puts known names in the place of found ones.
fn give(given: &[(Range<usize>, EntityType)], names: &mut Vec<recognize::Name<'_>>, titles: &mut Vec<Range<usize>>) {
    let touching = |tokens: &Range<usize>| {
        let at = given.partition_point(|(g, _)| g.end <= tokens.start);
        given.get(at).is_some_and(|(g, _)| g.start < tokens.end)
    };
    let row = |tokens: &Range<usize>| {
        let at = names.partition_point(|n| n.tokens.start < tokens.start);
        names.get(at).filter(|n| n.tokens == *tokens).and_then(|n| n.row)
    };
    let known = given.iter().map(|(tokens, kind)| recognize::Name {
        tokens: tokens.clone(),
        kind: *kind,
        strength: 3,
        row: row(tokens),
        reason: "given",
    });
    let mut all: Vec<_> = known.chain(names.iter().filter(|n| !touching(&n.tokens)).cloned()).collect();
    all.sort_by_key(|n| n.tokens.start);
    *names = all;
    titles.retain(|t| !touching(t));
}
