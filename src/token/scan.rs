//! The scanner.

use super::{Case, Token, TokenKind};
use crate::text::Span;

/// Splits `text` into tokens.
///
/// A word keeps inner hyphens (`Pakistan-based`), apostrophes (`O’Brien`) and the dots of initials
/// (`U.S.`, `J.`); possessives and contractions become tokens of their own (`Pakistan` `’s`,
/// `did` `n’t`). Abbreviations with a final dot (`Gen.`) are joined when sentences are found.
///
/// # Example
/// ```
/// let tokens = article_lens::token::tokenize("Pakistan’s U.S. envoy");
/// let words: Vec<_> = tokens.iter().map(|t| t.lower.as_str()).collect();
/// assert_eq!(words, ["pakistan", "'s", "u.s.", "envoy"]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { text, tokens: Vec::with_capacity(text.len() / 5), breaks: 0, spaced: true };
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        at = if next.is_whitespace() || is_invisible(next) {
            scanner.breaks = scanner.breaks.saturating_add(u8::from(is_break(next)));
            scanner.spaced |= next.is_whitespace();
            at + next.len_utf8()
        } else if is_word(next) {
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
}

impl Scanner<'_> {
    /// Scans the word or number at `start`; returns where it ends.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = address_end(self.text, start) {
            return self.push(start, end, TokenKind::Word);
        }
        let mut end = start;
        let mut dots = 0;
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let after = chars.peek().map(|&(_, c)| c);
            let inner = match c {
                c if is_word(c) => true,
                '-' | '\u{2010}' | '\u{2011}' | '&' => after.is_some_and(is_word),
                c if is_apostrophe(c) => after.is_some_and(char::is_alphabetic),
                '.' | ',' | ':' | '/' => {
                    let digits =
                        ends_in_digit(&self.text[start..start + offset]) && after.is_some_and(|c| c.is_ascii_digit());
                    let initial = c == '.' && is_initials(&self.text[start..start + offset]);
                    dots += usize::from(initial);
                    digits || initial
                }
                _ => false,
            };
            if !inner {
                break;
            }
            end = start + offset + c.len_utf8();
        }
        // One capital and a dot is an initial; one small letter and a dot ends a sentence.
        let word = &self.text[start..end];
        if dots == 1 && word.len() == 2 && !word.starts_with(char::is_uppercase) {
            end -= 1;
        }
        self.clitics(start, end)
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
        } else if folded.ends_with("n't") && folded.len() > 3 && folded != "can't" {
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
        let mut end = start + first.len_utf8();
        // A lone possessive apostrophe after a plural (`nations’`) is a clitic, not a quotation mark.
        let after = self.text[end..].chars().next();
        let before = self.text[..start].chars().next_back();
        if is_apostrophe(first)
            && before == Some('s')
            && after.is_none_or(char::is_whitespace)
            && !self.inside_single_quotes()
        {
            return self.push(start, end, TokenKind::Word);
        }
        if first == '.' || first == '-' {
            while self.text[end..].starts_with(first) {
                end += 1;
            }
        }
        let kind = if is_quote(first) { TokenKind::Quote } else { TokenKind::Sign };
        self.push(start, end, kind)
    }

    /// Whether a single quotation mark was opened in this paragraph and not closed.
    fn inside_single_quotes(&self) -> bool {
        let recent = self.tokens.iter().rev().take_while(|t| t.breaks == 0).take(60);
        let last = recent
            .filter(|t| t.kind == TokenKind::Quote)
            .map(|t| t.lower.as_str())
            .find(|q| matches!(*q, "'" | "‘" | "’"));
        match last {
            Some(_) => {
                let opened = self.tokens.iter().rev().find(|t| t.kind == TokenKind::Quote);
                opened.is_some_and(|t| t.spaced && matches!(t.lower.as_str(), "'" | "‘"))
            }
            None => false,
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let word = &self.text[start..end];
        self.tokens.push(Token {
            span: Span::new(start, end),
            kind,
            case: case_of(word),
            lower: if kind == TokenKind::Quote { word.to_owned() } else { fold(word) },
            breaks: std::mem::take(&mut self.breaks),
            spaced: std::mem::take(&mut self.spaced) || start == 0,
        });
        end
    }
}

/// Lower case with straight apostrophes and plain hyphens.
pub(crate) fn fold(word: &str) -> String {
    word.chars()
        .flat_map(|c| {
            match c {
                '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                c => c,
            }
            .to_lowercase()
        })
        .collect()
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Case::Lower;
    };
    let (upper, lower) = letters.fold((0, 0), |(upper, lower), c| {
        (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase()))
    });
    match (first.is_uppercase(), upper, lower) {
        (true, 0, 0) if word.chars().all(|c| c.is_alphabetic() || c == '.') => Case::Single,
        (true, _, 0) => Case::Upper,
        (true, ..) => Case::Title,
        (false, 0, _) => Case::Lower,
        (false, ..) => Case::Mixed,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '_')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '\'' | '‘' | '’' | '‚')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{2028}' | '\u{2029}')
}

/// Marks of direction and joining that are neither space nor sign.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `word` is single letters with dots between them, such as `U` or `U.S`.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
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
    let (name, tail) = word.rsplit_once('-')?;
    (name.starts_with(char::is_uppercase) && NAME_TAILS.contains(&tail)).then_some(name.len())
}

/// Where a web address, e-mail address, handle or hashtag that starts at `start` ends.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches(|c: char| ".,;:!?)]}>\"'”’»".contains(c));
    let web = word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    let mail = word.find('@').is_some_and(|at| at > 0 && word[at..].contains('.'));
    (web || mail).then_some(start + word.len())
}
