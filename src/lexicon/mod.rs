//! What the engine knows: tables built ahead from the files in `data/` and read in place.

pub mod frame;
pub mod packed;

use crate::linear::{Classes, Weights, feature};
use crate::token::Token;
use packed::{Pack, Table};

/// The tables of `data/packed/lexicon.bin`, embedded in the engine.
const EMBEDDED: &[u8] = include_bytes!("../../data/packed/lexicon.bin");

/// All tables, one for each kind of knowledge; `data/README.md` says what their columns are.
pub struct Lexicon<'d> {
    /// Word forms with their tags, the commonest first.
    pub words: Table<'d>,
    /// Word forms with a tag and a lemma that no rule gives.
    pub lemmas: Table<'d>,
    /// The weights of the tagger of parts of speech.
    pub tagger: Weights<'d>,
    /// Verbs that stand before another verb.
    pub auxiliaries: Table<'d>,
    /// Abbreviations that keep their dot.
    pub abbreviations: Table<'d>,
    /// Names of places, organisations and peoples.
    pub names: Table<'d>,
    /// Given names.
    pub given: Table<'d>,
    /// Surnames.
    pub surnames: Table<'d>,
    /// Pages of Wikidata about names of `names`.
    pub links: Table<'d>,
    /// Titles and roles of people.
    pub titles: Table<'d>,
    /// Nouns for one person, with the gender that they tell.
    pub persons: Table<'d>,
    /// Short given names with the full ones.
    pub nicknames: Table<'d>,
    /// Nouns that tell what a name is (`Airport`, `Ministry`).
    pub heads: Table<'d>,
    /// What speaks for or against what a pronoun may stand for.
    pub coreference: Table<'d>,
    /// What makes an entity salient.
    pub salience: Table<'d>,
    /// Months, weekdays, units and other words of time.
    pub time: Table<'d>,
    /// Holidays, zones, parts and other words that stand with those of `time`.
    pub calendar: Table<'d>,
    /// Who held which office when.
    pub terms: Table<'d>,
    /// Events of the world with their days.
    pub happenings: Table<'d>,
    /// Units, signs of money, scales and other words of amounts.
    pub units: Table<'d>,
    /// Nouns that name events.
    pub events: Table<'d>,
    /// Cues with the parts their arguments play.
    pub frames: Table<'d>,
    /// Nouns that tell a position when somebody holds them.
    pub nominals: Table<'d>,
    /// Nouns for groups of states, people and sources.
    pub groups: Table<'d>,
    /// Phrases that a careful reader would ask about.
    pub wording: Table<'d>,
    /// Clusters of words that are used alike.
    pub clusters: Classes<'d>,
    /// The weights of the recognizer of names.
    pub recognizer: Weights<'d>,
    /// The weights and senses of the model of polarity.
    pub polarity: Weights<'d>,
}

impl Lexicon<'static> {
    /// The lexicon that ships with the engine.
    pub fn embedded() -> Self {
        Lexicon::from_bytes(EMBEDDED)
    }
}

impl<'d> Lexicon<'d> {
    /// A lexicon over packed bytes; a table that `bytes` lack is empty.
    pub fn from_bytes(bytes: &'d [u8]) -> Self {
        let pack = Pack::new(bytes);
        let table = |name| pack.table(name);
        Lexicon {
            words: table("words"),
            lemmas: table("lemmas"),
            tagger: Weights::from_bytes(pack.bytes("tagger")),
            auxiliaries: table("auxiliaries"),
            abbreviations: table("abbreviations"),
            names: table("names"),
            given: table("given"),
            surnames: table("surnames"),
            links: table("links"),
            titles: table("titles"),
            persons: table("persons"),
            nicknames: table("nicknames"),
            heads: table("heads"),
            coreference: table("coreference"),
            salience: table("salience"),
            time: table("time"),
            calendar: table("calendar"),
            terms: table("terms"),
            happenings: table("happenings"),
            units: table("units"),
            events: table("events"),
            frames: table("frames"),
            nominals: table("nominals"),
            groups: table("groups"),
            wording: table("wording"),
            clusters: Classes::from_bytes(pack.bytes("clusters")),
            recognizer: Weights::from_bytes(pack.bytes("recognizer")),
            polarity: Weights::from_bytes(pack.bytes("polarity")),
        }
    }

    /// The longest name of the gazetteers that starts at token `start`: how many tokens, and its rows.
    pub fn longest_name(&self, text: &str, tokens: &[Token], start: usize) -> Option<(usize, packed::Rows<'d>)> {
        self.names.longest(|k, form| {
            if let Some(token) = tokens.get(start + k) {
                form(&token.span.slice(text).replace('’', "'"));
            }
        })
    }

    /// The number of the cluster of a word as it stands, from one; 0 for none.
    pub fn cluster(&self, word: &str) -> u64 {
        let class = if word.contains('’') {
            self.clusters.class(feature(&[&word.replace('’', "'")]))
        } else {
            self.clusters.class(feature(&[word]))
        };
        class.map_or(0, |class| u64::from(class) + 1)
    }

    /// Whether the verb `lemma` tells that somebody speaks.
    pub fn is_speech(&self, lemma: &str) -> bool {
        self.frames.rows(lemma).any(|row| row.field(2) == "speech")
    }

    /// Whether a lower-case word is a common one, so that a capital at the start of a sentence tells nothing.
    pub fn is_starter(&self, lower: &str) -> bool {
        self.words.first(lower).is_some_and(|row| {
            let tag = row.field(0).split(' ').next().unwrap_or("");
            matches!(tag, "DT" | "IN" | "PRP" | "PRP$" | "CC" | "RB" | "WP" | "WRB" | "WDT" | "EX" | "TO" | "MD")
        })
    }
}
