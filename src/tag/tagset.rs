//! The tags: those of the Penn Treebank, signs folded into one.

macro_rules! tags {
    ($($(#[$meta:meta])* $tag:ident = $word:literal,)*) => {
        /// A part of speech.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Tag { $($(#[$meta])* $tag,)* }

        impl Tag {
            /// All tags.
            pub const ALL: &'static [Tag] = &[$(Tag::$tag),*];

            /// Its name in the Penn Treebank.
            pub fn as_str(self) -> &'static str {
                match self { $(Tag::$tag => $word,)* }
            }

            /// The tag with that name; any other name is a sign.
            pub fn from_word(word: &str) -> Tag {
                match word { $($word => Tag::$tag,)* _ => Tag::Sign }
            }
        }
    };
}

tags! {
    /// Coordinating conjunction.
    Cc = "CC",
    /// Number.
    Cd = "CD",
    /// Determiner.
    Dt = "DT",
    /// Existential "there".
    Ex = "EX",
    /// Preposition or subordinating conjunction.
    In = "IN",
    /// Adjective.
    Jj = "JJ",
    /// Adjective, comparative.
    Jjr = "JJR",
    /// Adjective, superlative.
    Jjs = "JJS",
    /// Modal.
    Md = "MD",
    /// Noun, singular.
    Nn = "NN",
    /// Noun, plural.
    Nns = "NNS",
    /// Name.
    Nnp = "NNP",
    /// Name, plural.
    Nnps = "NNPS",
    /// Predeterminer.
    Pdt = "PDT",
    /// Possessive ending.
    Pos = "POS",
    /// Personal pronoun.
    Prp = "PRP",
    /// Possessive pronoun.
    PrpS = "PRP$",
    /// Adverb.
    Rb = "RB",
    /// Adverb, comparative.
    Rbr = "RBR",
    /// Adverb, superlative.
    Rbs = "RBS",
    /// Particle.
    Rp = "RP",
    /// "to".
    To = "TO",
    /// Interjection.
    Uh = "UH",
    /// Verb, base form.
    Vb = "VB",
    /// Verb, past tense.
    Vbd = "VBD",
    /// Verb, -ing form.
    Vbg = "VBG",
    /// Verb, past participle.
    Vbn = "VBN",
    /// Verb, present, not third person singular.
    Vbp = "VBP",
    /// Verb, present, third person singular.
    Vbz = "VBZ",
    /// "which", "that".
    Wdt = "WDT",
    /// "who", "what".
    Wp = "WP",
    /// "whose".
    WpS = "WP$",
    /// "when", "where".
    Wrb = "WRB",
    /// Any sign.
    Sign = "SIGN",
}

impl Tag {
    /// Any verb form.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// A verb form that can head a clause by itself.
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// Common noun or name.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// Name.
    pub fn is_name(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }

    /// Adjective.
    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    /// Adverb.
    pub fn is_adverb(self) -> bool {
        matches!(self, Tag::Rb | Tag::Rbr | Tag::Rbs)
    }
}
