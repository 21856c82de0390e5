//! The scanner.

use super::address::{address_end, face_end, handle_end};
use super::chars::{
    case_of, fold, is_apostrophe, is_break, is_currency, is_hyphen, is_invisible, is_quote, is_thin_space, is_word,
};
use super::{Token, TokenKind};
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Splits `text` into tokens.
///
/// A word keeps inner hyphens (`Pakistan-based`), apostrophes (`O’Brien`) and the dots of initials
/// (`U.S.`, `J.`); possessives and contractions become tokens of their own (`Pakistan` `’s`,
/// `did` `n’t`). Numbers keep their separators, addresses and handles stay whole, a sign that is
/// repeated is one token. No token cuts a grapheme cluster, so an emoji or an accented letter is
/// never split. Abbreviations with a final dot (`Gen.`) are joined when sentences are found.
///
/// # Example
/// ```
/// let tokens = article_lens::token::tokenize("Pakistan’s U.S. envoy");
/// let words: Vec<_> = tokens.iter().map(|t| t.lower.as_str()).collect();
/// assert_eq!(words, ["pakistan", "'s", "u.s.", "envoy"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let tokens = Vec::with_capacity(text.len() / 5);
    let mut scanner = Scanner { text, tokens, breaks: 0, spaced: true, single: false, double: false };
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        at = if next.is_whitespace() || is_invisible(next) {
            scanner.breaks = scanner.breaks.saturating_add(u8::from(is_break(next)));
            scanner.spaced |= next.is_whitespace();
            at + next.len_utf8()
        } else if next.is_alphanumeric() {
            scanner.word(at)
        } else {
            scanner.sign(at, next)
        };
    }
    scanner.tokens
}

struct Scanner<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    breaks: u8,
    spaced: bool,
    /// Whether a single quotation mark was opened in this paragraph and not closed.
    single: bool,
    /// The same for a straight double one.
    double: bool,
}

/// Words that are written with a slash.
const SLASHED: [&str; 7] = ["w/", "w/o", "b/c", "n/a", "c/o", "a/c", "i/o"];
/// Words that begin with an apostrophe.
const ELIDED: [&str; 10] = ["em", "cause", "tis", "til", "till", "twas", "bout", "round", "cos", "n"];
/// Two words written as one: the whole, and where the second begins.
const FUSED: [(&str, usize); 4] = [("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3)];
/// Degrees that have two letters before their first dot.
const DEGREES: [&str; 4] = ["Ph", "Ed", "Th", "Sc"];

impl Scanner<'_> {
    /// Scans the word or number at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = address_end(self.text, start) {
            return self.push(start, end, TokenKind::Word);
        }
        if let Some(end) = SLASHED.iter().rev().find_map(|word| self.spells(start, word)) {
            return self.push(start, end, TokenKind::Word);
        }
        if let Some(end) = self.money_end(start) {
            return self.push(start, end, TokenKind::Sign);
        }
        let end = self.word_end(start);
        self.clitics(start, end)
    }

    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        // Whether what was read is single letters with dots between them; letters since the last dot; dots.
        let (mut initials, mut letters, mut dots) = (true, 0, 0);
        while let Some(c) = self.char_at(end) {
            let next = self.cluster_end(end);
            let after = self.char_at(next);
            let digits = self.text[start..end].ends_with(|c: char| c.is_ascii_digit());
            let digit_after = after.is_some_and(|c| c.is_ascii_digit());
            let inner = match c {
                c if is_word(c) => {
                    letters += 1;
                    initials &= letters == 1 && c.is_alphabetic();
                    true
                }
                '.' if initials && letters == 1 => {
                    letters = 0;
                    dots += 1;
                    true
                }
                // "Ph.D.": its second dot stands behind one letter like that of an initial.
                '.' if DEGREES.contains(&&self.text[start..end])
                    && self.text.get(next..next + 2).is_some_and(|end| matches!(end, "D." | "B." | "M.")) =>
                {
                    (initials, letters) = (true, 0);
                    true
                }
                '.' => digits && digit_after,
                ',' | ':' | '/' => digits && digit_after,
                '&' | '_' => after.is_some_and(is_word),
                c if is_hyphen(c) => {
                    initials = false;
                    after.is_some_and(is_word)
                }
                c if is_apostrophe(c) => {
                    initials = false;
                    after.is_some_and(char::is_alphabetic) || digits && self.is_thousand(start, end, next)
                }
                c if is_thin_space(c) => digits && self.is_thousand(start, end, next),
                c if is_invisible(c) => after.is_some_and(is_word),
                _ => false,
            };
            if !inner {
                break;
            }
            end = next;
        }
        // One capital and a dot is an initial; one small letter and a dot ends a sentence.
        let small = dots == 1 && end - start == 2 && !self.text[start..].starts_with(char::is_uppercase);
        end - usize::from(small)
    }

    /// Whether three digits at `next` go on the number from `start` to `end` ("10 000").
    fn is_thousand(&self, start: usize, end: usize, next: usize) -> bool {
        let head = self.text[start..end].chars().rev().take(4).take_while(char::is_ascii_digit).count();
        let tail = self.text[next..].chars().take(4).take_while(char::is_ascii_digit).count();
        let grouped =
            end - start == head || self.text[start..end].contains(|c: char| is_thin_space(c) || is_apostrophe(c));
        tail == 3 && head <= 3 && grouped && end - start < 32
    }

    /// Where a currency that is written with letters before its sign ends (`US$`).
    fn money_end(&self, start: usize) -> Option<usize> {
        let letters = self.text[start..].bytes().take(4).take_while(u8::is_ascii_uppercase).count();
        let sign = self.char_at(start + letters).filter(|&c| is_currency(c))?;
        let end = start + letters + sign.len_utf8();
        let amount =
            self.text[end..].trim_start_matches(is_thin_space).starts_with(|c: char| c.is_ascii_digit() || c == ' ');
        (amount && (1..4).contains(&letters)).then_some(end)
    }

    /// Where `word` ends if it stands at `start`, in any case, and no letter follows.
    fn spells(&self, start: usize, word: &str) -> Option<usize> {
        let end = start + word.len();
        let same = self.text.get(start..end).is_some_and(|own| own.eq_ignore_ascii_case(word));
        (same && !self.char_at(end).is_some_and(is_word)).then_some(end)
    }

    /// Pushes the word with its possessive or contraction apart.
    fn clitics(&mut self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let kind = if word.starts_with(|c: char| c.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word };
        let folded = fold(word);
        const CLITICS: [&str; 6] = ["'s", "'re", "'ve", "'ll", "'d", "'m"];
        let led = led_by_name(word);
        let split = if led.is_some() {
            led
        } else if let Some(&(_, at)) = FUSED.iter().find(|f| f.0 == folded) {
            Some(at)
        } else if folded.ends_with("n't") && folded.len() > 3 {
            word.char_indices().rev().nth(2).map(|(at, _)| at)
        } else if CLITICS.iter().any(|clitic| folded.ends_with(clitic)) {
            word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)).map(|(at, _)| at)
        } else {
            None
        };
        match split {
            Some(at) if at > 0 => {
                self.push(start, start + at, kind);
                self.push(start + at, end, TokenKind::Word)
            }
            _ => self.push(start, end, kind),
        }
    }

    fn sign(&mut self, start: usize, first: char) -> usize {
        let end = self.cluster_end(start);
        let before = self.text[..start].chars().next_back();
        let after = self.char_at(end);
        let opens = before.is_none_or(|c| !is_word(c) && !is_apostrophe(c));
        let digit_after = after.is_some_and(|c| c.is_ascii_digit());
        if is_apostrophe(first) {
            return self.apostrophe(start, end, opens);
        }
        if matches!(first, '@' | '#')
            && opens
            && let Some(end) = handle_end(self.text, start)
        {
            return self.push(start, end, TokenKind::Word);
        }
        if self.spaced
            && let Some(end) = face_end(self.text, start)
        {
            return self.push(start, end, TokenKind::Sign);
        }
        // "+1", "-5", ".5", but not the second half of "2 -3".
        let counted = self.tokens.last().is_some_and(|t| t.kind == TokenKind::Number);
        if matches!(first, '+' | '-' | '\u{2212}' | '.') && self.spaced && digit_after && !counted {
            let end = self.word_end(end);
            return self.push(start, end, TokenKind::Number);
        }
        // Feet and inches ("6'2\""), not the end of a quotation.
        let inches = first == '"' && before.is_some_and(|c| c.is_ascii_digit()) && !self.double;
        let kind = if is_quote(first) && !inches { TokenKind::Quote } else { TokenKind::Sign };
        self.push(start, self.run_end(end, first), kind)
    }

    /// Scans the apostrophe from `start` to `end`: part of a word, a possessive, or a quotation mark.
    fn apostrophe(&mut self, start: usize, end: usize, opens: bool) -> usize {
        let before = self.text[..start].chars().next_back();
        let after = self.char_at(end);
        if opens && let Some(elided) = ELIDED.iter().find_map(|word| self.spells(end, word)) {
            // "rock ’n’ roll"
            let closed = self.char_at(elided).filter(|&c| is_apostrophe(c) && elided == end + 1);
            return self.push(start, elided + closed.map_or(0, char::len_utf8), TokenKind::Word);
        }
        let digits = self.text[end..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let decade = self.text[end + digits..].starts_with('s');
        let year_end = end + digits + usize::from(decade);
        let opening = self.text[start..].starts_with('‘') && !decade;
        if opens && digits == 2 && !opening && !self.char_at(year_end).is_some_and(|c| is_word(c) || c == '%') {
            return self.push(start, year_end, TokenKind::Number);
        }
        // A lone apostrophe after a plural (`nations’`) is a possessive, not a quotation mark.
        let plural = matches!(before, Some('s' | 'S' | 'z' | 'x'));
        if plural && !self.spaced && after.is_none_or(char::is_whitespace) && !self.single {
            return self.push(start, end, TokenKind::Word);
        }
        // Feet and minutes.
        if before.is_some_and(|c| c.is_ascii_digit()) && !self.spaced && !self.single {
            return self.push(start, end, TokenKind::Sign);
        }
        let doubled = after.is_some_and(|c| self.text[start..].starts_with(c) && matches!(c, '\'' | '`'));
        self.push(start, end + usize::from(doubled), TokenKind::Quote)
    }

    /// Where the repetition of the sign before `end` ends.
    fn run_end(&self, mut end: usize, first: char) -> usize {
        let same = |c: char| match first {
            '!' | '?' => matches!(c, '!' | '?'),
            '.' | '-' | '=' | '*' | '_' | '~' | '#' | '$' | '<' | '>' | '+' | '^' | '|' | '\\' | '…' | '—' | '–' => {
                c == first
            }
            _ => false,
        };
        while self.char_at(end).is_some_and(same) {
            end = self.cluster_end(end);
        }
        end
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where the grapheme cluster that starts at `at` ends.
    fn cluster_end(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        if bytes.first().is_some_and(u8::is_ascii) && bytes.get(1).is_none_or(u8::is_ascii) {
            return at + 1;
        }
        at + self.text[at..].graphemes(true).next().map_or(0, str::len)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let word = &self.text[start..end];
        if self.breaks > 0 {
            (self.single, self.double) = (false, false);
        }
        let lower = if kind == TokenKind::Quote { word.to_owned() } else { fold(word) };
        let spaced = std::mem::take(&mut self.spaced) || start == 0;
        match word {
            "\"" if kind == TokenKind::Quote => self.double = !self.double,
            "‘" => self.single = true,
            "'" | "’" if kind == TokenKind::Quote => {
                let opened = self
                    .tokens
                    .last()
                    .is_some_and(|t| t.kind != TokenKind::Word && t.kind != TokenKind::Number && !t.is("."));
                self.single = word == "'" && (spaced || opened) && !self.single;
            }
            _ => {}
        }
        let breaks = std::mem::take(&mut self.breaks);
        self.tokens.push(Token { span: Span::new(start, end), kind, case: case_of(word), lower, breaks, spaced });
        end
    }
}

/// What may hang on a name by a hyphen and leaves it a name (`Pakistan-based`).
const NAME_TAILS: [&str; 38] = [
    "administered",
    "affiliated",
    "aligned",
    "allied",
    "backed",
    "based",
    "born",
    "bound",
    "brokered",
    "built",
    "controlled",
    "dominated",
    "educated",
    "era",
    "flagged",
    "friendly",
    "funded",
    "held",
    "installed",
    "led",
    "linked",
    "listed",
    "made",
    "majority",
    "mediated",
    "occupied",
    "origin",
    "owned",
    "registered",
    "ruled",
    "run",
    "speaking",
    "sponsored",
    "style",
    "supplied",
    "supported",
    "trained",
    "wide",
];

/// Where the tail of a hyphenated name begins, hyphen included.
fn led_by_name(word: &str) -> Option<usize> {
    let (at, hyphen) = word.char_indices().rev().find(|&(_, c)| is_hyphen(c))?;
    let tail = &word[at + hyphen.len_utf8()..];
    (word.starts_with(char::is_uppercase) && NAME_TAILS.contains(&tail)).then_some(at)
}
