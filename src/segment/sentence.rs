//! Paragraphs and sentences.

use super::{Dateline, Sentence, SentenceKind};
use crate::lexicon::Lexicon;
use crate::text::Span;
use crate::token::{Case, Token, TokenKind};
use std::ops::Range;

/// Longest headline, in tokens.
const HEADLINE_TOKENS: usize = 30;
/// Paragraphs at the top in which a byline may stand.
const BYLINE_PARAGRAPHS: usize = 6;

/// Joins abbreviations with their dot (`Gen` `.` to `Gen.`).
pub(super) fn join_abbreviations(tokens: Vec<Token>, text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if token.is(".")
            && !token.spaced
            && let Some(last) = joined.last_mut()
        {
            let with_dot = format!("{}.", last.lower);
            let initial = last.case == Case::Single
                && last.kind == TokenKind::Word
                && last.span.slice(text).chars().count() == 1;
            if initial || lexicon.abbreviations.first(&with_dot).is_some() {
                last.span = Span::new(last.span.start, token.span.end);
                last.lower = with_dot;
                continue;
            }
        }
        joined.push(token);
    }
    joined
}

/// Splits at line breaks; lines that were only wrapped at a width are put together again.
pub(super) fn paragraphs(tokens: &[Token]) -> Vec<Range<usize>> {
    let ends = |i: usize| i > 0 && tokens[..i].iter().rev().take(3).any(is_end);
    let single = || (1..tokens.len()).filter(|&i| tokens[i].breaks == 1);
    let wrapped = tokens.iter().any(|t| t.breaks > 1)
        && single().count() >= 3
        && single().filter(|&i| !ends(i)).count() * 2 > single().count();
    let needed = if wrapped { 2 } else { 1 };
    let mut starts: Vec<usize> = vec![0];
    for (i, token) in tokens.iter().enumerate().skip(1) {
        let continues = token.breaks == 1
            && token.case == Case::Lower
            && token.kind == TokenKind::Word
            && !ends(i);
        if token.breaks >= needed && !continues {
            starts.push(i);
        }
    }
    starts.push(tokens.len());
    starts
        .windows(2)
        .map(|w| w[0]..w[1])
        .filter(|r| !r.is_empty())
        .collect()
}

/// Splits paragraphs into sentences and names what each is.
pub(super) fn sentences(
    tokens: &[Token],
    paragraphs: &[Range<usize>],
    dateline: Option<&Dateline>,
    lexicon: &Lexicon,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, range) in paragraphs.iter().enumerate() {
        let mut push = |tokens: Range<usize>, kind| {
            sentences.push(Sentence {
                tokens,
                paragraph,
                kind,
            })
        };
        if let Some(kind) = special(tokens, range, paragraph, paragraphs.len()) {
            push(range.clone(), kind);
            continue;
        }
        let mut start = range.start;
        if let Some(dateline) = dateline.filter(|d| range.start == d.tokens.start) {
            push(dateline.tokens.clone(), SentenceKind::Dateline);
            start = dateline.tokens.end;
        }
        while start < range.end {
            let end = sentence_end(tokens, start..range.end, lexicon);
            push(start..end, SentenceKind::Body);
            start = end;
        }
    }
    sentences
}

/// Whether a whole paragraph is a headline or a byline.
fn special(
    tokens: &[Token],
    range: &Range<usize>,
    paragraph: usize,
    count: usize,
) -> Option<SentenceKind> {
    let words = &tokens[range.clone()];
    let capital_second = words.get(1).is_some_and(Token::is_capitalised);
    if paragraph < BYLINE_PARAGRAPHS
        && words.len() <= 16
        && words[0].is("by")
        && words[0].is_capitalised()
        && capital_second
    {
        return Some(SentenceKind::Byline);
    }
    let closed = words.iter().rev().take(3).any(is_end);
    (!closed && words.len() <= HEADLINE_TOKENS && count > 1).then_some(SentenceKind::Headline)
}

/// The end of the sentence that starts at `range.start`.
fn sentence_end(tokens: &[Token], range: Range<usize>, lexicon: &Lexicon) -> usize {
    let mut i = range.start;
    while i < range.end {
        let token = &tokens[i];
        i += 1;
        if is_end(token) {
            while i < range.end && !tokens[i].spaced && is_closing(&tokens[i]) {
                i += 1;
            }
            if i >= range.end || begins_sentence(&tokens[i]) {
                return i;
            }
        } else if token.lower.ends_with('.') && token.lower.len() > 1 && i < range.end {
            let never = lexicon
                .abbreviations
                .first(&token.lower)
                .is_some_and(|row| row.field(0) == "title");
            let initial = token.case == Case::Single && token.lower.len() == 2;
            if !never
                && !initial
                && tokens[i].is_capitalised()
                && lexicon.is_starter(&tokens[i].lower)
            {
                return i;
            }
        }
    }
    range.end
}

/// Whether a token closes a sentence.
fn is_end(token: &Token) -> bool {
    token.kind == TokenKind::Sign
        && (matches!(token.lower.as_str(), "!" | "?" | "…") || token.lower.starts_with('.'))
}

fn is_closing(token: &Token) -> bool {
    token.kind == TokenKind::Quote || matches!(token.lower.as_str(), ")" | "]") || is_end(token)
}

/// Whether a token can stand at the start of a sentence.
fn begins_sentence(token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => {
            token.spaced
                && (token.is_capitalised()
                    || token.case == Case::Mixed
                    || !token.lower.starts_with(|c: char| c.is_lowercase()))
        }
        TokenKind::Number | TokenKind::Quote => token.spaced,
        TokenKind::Sign => {
            token.spaced
                && matches!(
                    token.lower.as_str(),
                    "(" | "[" | "—" | "–" | "-" | "•" | "*" | "#" | "@"
                )
        }
    }
}
