//! Tokens to paragraphs and sentences, and the parts of an article that are not prose: headline,
//! byline, dateline.

mod dateline;
mod sentence;

use crate::lexicon::Lexicon;
use crate::text::Span;
use crate::token::{Token, TokenKind, tokenize};
use std::ops::Range;

pub use dateline::Dateline;

/// What a sentence is within the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentenceKind {
    /// A title over the text, without a full stop.
    Headline,
    /// "By …".
    Byline,
    /// Place, date and agency before the first sentence of an article.
    Dateline,
    /// Prose.
    Body,
}

/// A sentence: token indices and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// What it is.
    pub kind: SentenceKind,
}

/// A text with its tokens and sentences. Later stages are tables beside it and never change it.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; every token belongs to one.
    pub sentences: Vec<Sentence>,
    /// Token ranges of its paragraphs.
    pub paragraphs: Vec<Range<usize>>,
    /// Place, date and agency before the first sentence.
    pub dateline: Option<Dateline>,
}

impl<'t> Document<'t> {
    /// Tokenises and segments `text`.
    pub fn new(text: &'t str, lexicon: &Lexicon) -> Self {
        let tokens = sentence::join_abbreviations(tokenize(text), lexicon);
        let paragraphs = sentence::paragraphs(&tokens);
        let dateline = dateline::find(text, &tokens, &paragraphs, lexicon);
        let sentences = sentence::sentences(&tokens, &paragraphs, dateline.as_ref(), lexicon);
        Document { text, tokens, sentences, paragraphs, dateline }
    }

    /// The span of a token range; empty at the start for an empty range.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), self.tokens.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The words of a token range.
    pub fn words(&self, range: Range<usize>) -> &'t str {
        self.span(range).slice(self.text)
    }

    /// The words of one token.
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens[token].span.slice(self.text)
    }

    /// The tokens that lie within `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.start < span.start);
        let end = self.tokens.partition_point(|t| t.span.end <= span.end);
        start..end.max(start)
    }

    /// The sentence that holds token `token`.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= token);
        self.sentences.get(at).filter(|s| s.tokens.contains(&token)).map(|_| at)
    }

    /// Whether `token` is a quotation mark.
    pub fn is_quote(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Quote)
    }
}
