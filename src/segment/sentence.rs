//! Paragraphs and sentences.

use super::{Dateline, Sentence, SentenceKind};
use crate::lexicon::Lexicon;
use crate::text::Span;
use crate::token::{Case, Token, TokenKind, tokenize};
use std::ops::Range;

/// Longest headline, in tokens.
const HEADLINE_TOKENS: usize = 30;
/// Paragraphs at the top in which a byline may stand.
const BYLINE_PARAGRAPHS: usize = 6;
/// Shortest line that was wrapped at a width, in bytes; after a shorter one the break was meant.
const WRAPPED_BYTES: usize = 40;

/// Joins abbreviations with their dot (`Gen` `.` to `Gen.`).
pub(super) fn join_abbreviations(tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let next = tokens.peek().filter(|t| t.breaks == 0);
        if token.is(".")
            && !token.spaced
            && let Some(last) = joined.last_mut()
            && let Some(lower) = with_dot(last, next, lexicon)
        {
            last.span = Span::new(last.span.start, token.span.end);
            last.lower = lower;
        } else if is_initial(&token) && ends_by_letter(joined.last(), &token, next, lexicon) {
            let dot = token.span.end - 1;
            let sign =
                tokenize(".").into_iter().map(|sign| Token { span: Span::new(dot, dot + 1), spaced: false, ..sign });
            let letter = token.lower.trim_end_matches('.').to_owned();
            joined.push(Token { span: Span::new(token.span.start, dot), lower: letter, ..token });
            joined.extend(sign);
        } else {
            joined.push(token);
        }
    }
    joined
}

/// Whether a token is a single capital with its dot.
fn is_initial(token: &Token) -> bool {
    token.case == Case::Single && token.lower.ends_with('.') && token.lower.chars().count() == 2
}

/// Whether a capital with a dot ends a sentence (“… because of X. So …”) and is no initial of a name.
fn ends_by_letter(before: Option<&Token>, token: &Token, next: Option<&Token>, lexicon: &Lexicon) -> bool {
    token.breaks == 0
        && before.is_some_and(|t| t.kind == TokenKind::Word && t.case == Case::Lower)
        && next.is_some_and(|t| t.case == Case::Title && lexicon.is_starter(&t.lower))
}

/// The key of `last` with a dot, if that is an abbreviation here.
fn with_dot(last: &Token, next: Option<&Token>, lexicon: &Lexicon) -> Option<String> {
    let lower = format!("{}.", last.lower);
    let whole = match lexicon.abbreviations.first(&lower)?.field(0) {
        // "No. 5", "c. 1818", not "… vitamin c. We …".
        "number" => next.is_some_and(|t| t.kind == TokenKind::Number),
        "plain" => true,
        // "Ill." is a state; "ill." ends a sentence.
        _ => last.is_capitalised() || lexicon.words.first(&last.lower).is_none(),
    };
    whole.then_some(lower)
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
    let mut line = 0;
    for (i, token) in tokens.iter().enumerate().skip(1) {
        if token.breaks == 0 {
            continue;
        }
        let filled = tokens[i - 1].span.end - tokens[line].span.start >= WRAPPED_BYTES;
        let continues =
            token.breaks == 1 && token.case == Case::Lower && token.kind == TokenKind::Word && !ends(i) && filled;
        if token.breaks >= needed && !continues {
            starts.push(i);
        }
        line = i;
    }
    starts.push(tokens.len());
    starts.windows(2).map(|w| w[0]..w[1]).filter(|r| !r.is_empty()).collect()
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
        let mut push = |tokens: Range<usize>, kind| sentences.push(Sentence { tokens, paragraph, kind });
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
fn special(tokens: &[Token], range: &Range<usize>, paragraph: usize, count: usize) -> Option<SentenceKind> {
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
        if is_rule(token) && token.spaced && i < range.end && begins_sentence(&tokens[i]) {
            // A line of signs stands by itself.
            return if i - 1 == range.start { i } else { i - 1 };
        }
        if is_end(token) {
            // "1. The first", "a. the second" at the start of a line
            if i - range.start == 2 && token.is(".") && tokens[range.start].kind == TokenKind::Number {
                continue;
            }
            let next = closing(tokens, i..range.end);
            if next >= range.end || begins_sentence(&tokens[next]) || runs_on(tokens, i, next, lexicon) {
                return next;
            }
        } else if token.lower.ends_with('.') && token.lower.len() > 1 && i < range.end {
            let never = lexicon.abbreviations.first(&token.lower).is_some_and(|row| row.field(0) == "title");
            let initial = token.case == Case::Single && token.lower.len() == 2;
            if !never && !initial && tokens[i].is_capitalised() && lexicon.is_starter(&tokens[i].lower) {
                return i;
            }
        }
    }
    range.end
}

/// Where what closes a sentence ends: quotation marks, brackets, the numbers of notes (`[17]`), faces.
fn closing(tokens: &[Token], range: Range<usize>) -> usize {
    let mut i = range.start;
    loop {
        let noted =
            range.end - i >= 3 && tokens[i].is("[") && tokens[i + 1].kind == TokenKind::Number && tokens[i + 2].is("]");
        if noted {
            i += 3;
        } else if i < range.end && (!tokens[i].spaced && is_closing(&tokens[i]) || is_face(&tokens[i])) {
            i += 1;
        } else {
            return i;
        }
    }
}

/// Whether a sentence begins at `next` though it does not look like it: without a space before its
/// capital ("… he said.The …"), or with a small letter behind a word that is no abbreviation.
fn runs_on(tokens: &[Token], after: usize, next: usize, lexicon: &Lexicon) -> bool {
    let (end, token) = (&tokens[after - 1], &tokens[next]);
    let plain = after >= 2
        && tokens[after - 2].kind == TokenKind::Word
        && tokens[after - 2].case == Case::Lower
        && tokens[after - 2].lower.len() > 2
        && lexicon.words.first(&tokens[after - 2].lower).is_some();
    let glued = !token.spaced && matches!(token.case, Case::Title | Case::Single) && !end.spaced;
    let small =
        token.spaced && token.case == Case::Lower && token.kind == TokenKind::Word && end.is(".") && next == after;
    plain && (glued || small)
}

/// Whether a token closes a sentence.
fn is_end(token: &Token) -> bool {
    token.kind == TokenKind::Sign && token.lower.starts_with(['!', '?', '…', '.', '。', '！', '？', '｡', '؟', '।'])
        || is_face(token)
}

/// Whether a token is a face made of signs (`:-)`).
fn is_face(token: &Token) -> bool {
    token.kind == TokenKind::Sign
        && token.lower.len() > 1
        && token.lower.starts_with([':', ';', '='])
        && !token.lower.ends_with([':', ';', '='])
}

/// Whether a token is a line of signs.
fn is_rule(token: &Token) -> bool {
    token.kind == TokenKind::Sign && token.lower.len() > 2 && token.lower.starts_with(['*', '=', '_', '~', '#'])
}

fn is_closing(token: &Token) -> bool {
    token.kind == TokenKind::Quote || matches!(token.lower.as_str(), ")" | "]" | "」" | "』") || is_end(token)
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
                && (token.lower.starts_with([
                    '(', '[', '—', '–', '-', '•', '*', '#', '@', '>', '·', '▪', '$', '€', '£', '¥', '₹', '¿', '¡',
                ]) || token.lower.contains('$')
                    || token.lower.starts_with(is_pictogram))
        }
    }
}

/// Whether a character is an emoji or another picture.
fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}
