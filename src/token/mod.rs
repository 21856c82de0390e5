//! Text to tokens: words, numbers and signs, each with its place.
//!
//! The tokens and the white space between them rebuild the text exactly.

mod address;
mod chars;
mod scan;

use crate::text::Span;

pub use scan::tokenize;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, with its inner hyphens, apostrophes and abbreviation dots; also clitics (`’s`, `n’t`).
    Word,
    /// A number, with its inner separators, and ordinals (`22nd`).
    Number,
    /// A quotation mark.
    Quote,
    /// Any other sign.
    Sign,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital at all, or no letters.
    Lower,
    /// A capital first, then at least one small letter.
    Title,
    /// Capitals only, two or more.
    Upper,
    /// A single capital letter.
    Single,
    /// A small letter first and a capital later (`iPhone`).
    Mixed,
}

/// One token.
#[derive(Debug, Clone)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// Its key in the lexicon: lower case, curly apostrophes made straight.
    pub lower: String,
    /// Line breaks before it since the token before.
    pub breaks: u8,
    /// Whether white space (or the start of the text) stands before it.
    pub spaced: bool,
}

impl Token {
    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Single)
    }

    /// Whether it is this sign or lower-case word.
    pub fn is(&self, text: &str) -> bool {
        self.lower == text
    }
}
