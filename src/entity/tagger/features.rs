//! What the tagger sees of a word: its form, its neighbours, the lists it stands in, the run of capitals around
//! it, and what the rest of the article tells about it.
//!
//! A feature is a template number and one or two values, mixed into 64 bits. Templates follow what has proved
//! itself for names (Ratinov and Roth 2009, "Design Challenges and Misconceptions in Named Entity Recognition"):
//! word window, affixes, shapes, word clusters, gazetteers, and evidence from the whole document.

use crate::lexicon::Lexicon;
use crate::linear::mix;
use crate::segment::{Document, SentenceKind};
use crate::token::{Case, Token, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// What the article tells about a word form beyond the sentence at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Elsewhere {
    /// It stands in small letters somewhere.
    small: bool,
    /// It stands with a capital where a capital tells something.
    capital: bool,
    /// It ends a longer run that begins with a given name or stands behind a title.
    surname: bool,
    /// It begins such a run.
    given: bool,
    /// It stands in a run that ends in a noun for organisations, or is a listed one.
    body: bool,
    /// It stands in a run behind "in" or "at", or is a listed place.
    place: bool,
}

impl Elsewhere {
    fn code(self) -> u64 {
        [self.small, self.capital, self.surname, self.given, self.body, self.place]
            .iter()
            .fold(0, |code, &bit| code << 1 | u64::from(bit))
    }
}

/// What is known of one word before its neighbours are looked at.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// The form as it stands.
    form: u64,
    /// The form in small letters, figures made alike.
    lower: u64,
    /// Its shape: kinds of letters, repetitions folded.
    shape: u64,
    /// Its first two, three and four letters.
    prefixes: [u64; 3],
    /// Its last two, three and four letters.
    suffixes: [u64; 3],
    /// Its cluster.
    cluster: u64,
    /// Its lists: which kinds of name match here, and as which word of the match.
    listed: u64,
    /// Given name, surname, title, head noun, time word: one bit each.
    marks: u64,
    /// What the rest of the article tells.
    elsewhere: u64,
    /// Whether it carries a capital.
    capital: bool,
}

/// The features of all words of an article.
pub struct Features<'a, 't, 'd> {
    document: &'a Document<'t>,
    lexicon: &'a Lexicon<'d>,
    words: Vec<Word>,
}

const GIVEN: u64 = 1;
const SURNAME: u64 = 2;
const TITLE: u64 = 4;
const HEAD_LAST: u64 = 8;
const HEAD_FIRST: u64 = 16;
const TIME: u64 = 32;
const COMMON: u64 = 64;

impl<'a, 't, 'd> Features<'a, 't, 'd> {
    /// Looks at every word of `document` once.
    pub fn new(document: &'a Document<'t>, lexicon: &'a Lexicon<'d>) -> Self {
        let mut words: Vec<Word> = document.tokens.iter().map(|t| word(t, document.text, lexicon)).collect();
        for sentence in &document.sentences {
            mark_lists(document, lexicon, sentence.tokens.clone(), &mut words);
        }
        let mut features = Features { document, lexicon, words };
        features.look_elsewhere();
        features
    }

    /// Fills in what the rest of the article tells about each word.
    fn look_elsewhere(&mut self) {
        let mut known: HashMap<&str, Elsewhere> = HashMap::new();
        let document = self.document;
        for sentence in document.sentences.iter() {
            let range = sentence.tokens.clone();
            let mut i = range.start;
            while i < range.end {
                let token = &document.tokens[i];
                if token.kind != TokenKind::Word {
                    i += 1;
                    continue;
                }
                if !self.words[i].capital {
                    known.entry(token.lower.as_str()).or_default().small = true;
                    i += 1;
                    continue;
                }
                let run = self.run(i, &range);
                let opens = run.start == range.start;
                let before = run.start.checked_sub(1).filter(|b| range.contains(b));
                let marks = |at: usize| self.words[at].marks;
                let person = run.len() > 1 && marks(run.start) & GIVEN != 0
                    || before.is_some_and(|b| marks(b) & TITLE != 0)
                    || run.len() > 1 && marks(run.start) & TITLE != 0;
                let body = marks(run.end - 1) & HEAD_LAST != 0 || marks(run.start) & HEAD_FIRST != 0;
                let place = before.is_some_and(|b| matches!(document.tokens[b].lower.as_str(), "in" | "near"));
                for at in run.clone() {
                    let entry = known.entry(document.tokens[at].lower.as_str()).or_default();
                    entry.capital |= sentence.kind == SentenceKind::Body && (!opens || at > run.start);
                    entry.surname |= person && at + 1 == run.end;
                    entry.given |= person && run.len() > 1 && at == run.start;
                    entry.body |= body && run.len() > 1;
                    entry.place |= place;
                }
                i = run.end;
            }
        }
        for (word, token) in self.words.iter_mut().zip(&document.tokens) {
            word.elsewhere = known.get(token.lower.as_str()).map_or(0, |e| e.code());
        }
    }

    /// The run of capitalised words around or from `at`, "of" and the like between them left out.
    fn run(&self, at: usize, range: &Range<usize>) -> Range<usize> {
        let capital = |i: usize| range.contains(&i) && self.words[i].capital;
        let mut start = at;
        while start > range.start && capital(start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while capital(end) {
            end += 1;
        }
        start..end
    }

    /// Calls `add` for each feature of word `at` in the sentence `range`.
    pub fn each(&self, at: usize, range: &Range<usize>, flags: u64, add: &mut impl FnMut(u64)) {
        const NONE: Word = Word {
            form: 0,
            lower: 1,
            shape: 1,
            prefixes: [0; 3],
            suffixes: [0; 3],
            cluster: 0,
            listed: 0,
            marks: 0,
            elsewhere: 0,
            capital: false,
        };
        let word = |offset: isize| {
            let i = at.wrapping_add_signed(offset);
            if range.contains(&i) { &self.words[i] } else { &NONE }
        };
        let (ll, l, w, r, rr) = (word(-2), word(-1), word(0), word(1), word(2));
        let mut template = 0;
        let mut feature = |a: u64, b: u64| {
            template += 1;
            add(mix(mix(template, a), b));
        };
        let opens = u64::from(at == range.start) | flags << 1;
        feature(w.form, 0);
        feature(w.lower, 0);
        feature(l.lower, 0);
        feature(r.lower, 0);
        feature(ll.lower, 0);
        feature(rr.lower, 0);
        feature(l.lower, w.lower);
        feature(w.lower, r.lower);
        feature(ll.lower, l.lower);
        feature(r.lower, rr.lower);
        feature(l.lower, r.lower);
        feature(w.shape, opens);
        feature(l.shape, w.shape);
        feature(w.shape, r.shape);
        feature(mix(l.shape, w.shape), r.shape);
        for affix in w.prefixes.iter().chain(&w.suffixes) {
            feature(*affix, 0);
        }
        feature(l.suffixes[1], 0);
        feature(r.suffixes[1], 0);
        feature(w.cluster, 0);
        feature(l.cluster, 0);
        feature(r.cluster, 0);
        feature(ll.cluster, 0);
        feature(rr.cluster, 0);
        feature(l.cluster, w.cluster);
        feature(w.cluster, r.cluster);
        feature(w.cluster, w.shape);
        feature(w.listed, opens);
        feature(l.listed, w.shape);
        feature(r.listed, w.shape);
        feature(l.listed, w.listed);
        feature(w.listed, r.listed);
        feature(w.listed, r.lower);
        feature(w.listed, l.lower);
        feature(w.listed, mix(w.marks, w.shape));
        feature(w.marks, opens);
        feature(l.marks, w.marks);
        feature(w.marks, r.marks);
        feature(l.marks, mix(w.marks, r.marks));
        feature(w.elsewhere, opens);
        feature(w.elsewhere, w.marks);
        feature(w.elsewhere, w.shape);
        feature(w.elsewhere, w.listed);
        if w.capital || w.lower == JOINER {
            self.run_features(at, range, opens, &mut feature);
        }
    }

    /// What the run of capitals around a word tells about it.
    fn run_features(&self, at: usize, range: &Range<usize>, opens: u64, feature: &mut impl FnMut(u64, u64)) {
        let run = self.run(at, range);
        let word = |i: usize| self.words.get(i).filter(|_| range.contains(&i));
        let lower = |i: Option<usize>| i.and_then(word).map_or(1, |w| w.lower);
        let place = ((at - run.start).min(3) * 4 + (run.end - 1 - at).min(3)) as u64;
        let (first, last) = (&self.words[run.start], &self.words[run.end - 1]);
        let before = run.start.checked_sub(1);
        feature(place, opens);
        feature(lower(before), place);
        feature(lower(Some(run.end)), place);
        feature(first.lower, place);
        feature(last.lower, place);
        feature(last.cluster, place);
        feature(first.cluster, place);
        feature(first.marks, mix(last.marks, place));
        feature(last.listed, mix(first.listed, place));
        feature(first.elsewhere, mix(last.elsewhere, place));
        let beyond = |i: Option<usize>| i.and_then(word).map_or(1, |w| w.cluster);
        feature(beyond(before), place);
        feature(beyond(Some(run.end)), place);
        feature(lower(Some(run.end + 1)), lower(Some(run.end)));
        let all = run.clone().fold(0, |marks, i| marks | self.words[i].marks);
        feature(all, place);
    }

    /// What holds for a whole sentence: a headline, or capitals that tell nothing.
    pub fn flags(&self, range: &Range<usize>, kind: SentenceKind) -> u64 {
        let words =
            self.document.tokens[range.clone()].iter().filter(|t| t.kind == TokenKind::Word && t.lower.len() > 3);
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for token in words {
            all += 1;
            capital += usize::from(token.is_capitalised());
            upper += usize::from(token.case == Case::Upper);
        }
        let titled = all > 2 && capital * 4 >= all * 3;
        let shouted = all > 1 && upper * 2 > all;
        u64::from(kind != SentenceKind::Body) | u64::from(titled) << 1 | u64::from(shouted) << 2
    }

    /// The lexicon that the features were read with.
    pub fn lexicon(&self) -> &'a Lexicon<'d> {
        self.lexicon
    }
}

/// The hash of "of", the one small word that stands within many names.
const JOINER: u64 = hash_const(b"of");

fn word(token: &Token, text: &str, lexicon: &Lexicon<'_>) -> Word {
    let surface = token.span.slice(text);
    let form = hash(surface.as_bytes());
    let lower = if token.lower.bytes().any(|b| b.is_ascii_digit()) {
        hash_iter(token.lower.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b }))
    } else {
        hash(token.lower.as_bytes())
    };
    let mut prefixes = [0; 3];
    let mut suffixes = [0; 3];
    let starts: Vec<usize> = surface.char_indices().map(|(i, _)| i).collect();
    for (k, n) in (2..5).enumerate() {
        if starts.len() > n {
            prefixes[k] = hash(surface[..starts[n]].as_bytes());
            suffixes[k] = hash(surface[starts[starts.len() - n]..].as_bytes());
        }
    }
    let capital = token.kind == TokenKind::Word && (token.is_capitalised() || token.case == Case::Mixed);
    let mut marks = 0;
    if capital {
        let key = surface.replace('’', "'");
        let mut mark = |bit: u64, is: bool| marks |= if is { bit } else { 0 };
        mark(GIVEN, lexicon.given.first(&key).is_some());
        mark(HEAD_LAST, lexicon.heads.has(&key, "last"));
        mark(HEAD_FIRST, lexicon.heads.has(&key, "first"));
        mark(TIME, lexicon.time.first(&token.lower).is_some());
        mark(COMMON, lexicon.words.first(&token.lower).is_some());
    }
    if token.kind == TokenKind::Word && lexicon.titles.first(&token.lower).is_some() {
        marks |= TITLE;
    }
    Word {
        form,
        lower,
        shape: shape(surface),
        prefixes,
        suffixes,
        cluster: lexicon.cluster(surface),
        listed: 0,
        marks,
        elsewhere: 0,
        capital,
    }
}

/// Marks the words that lists of names match, each with the kinds and its place in the match.
fn mark_lists(document: &Document<'_>, lexicon: &Lexicon<'_>, range: Range<usize>, words: &mut [Word]) {
    let mut covered = range.start;
    for at in range.clone() {
        if !words[at].capital {
            continue;
        }
        let Some((length, rows)) = lexicon.longest_name(document.text, &document.tokens[..range.end], at) else {
            continue;
        };
        if at + length <= covered {
            continue;
        }
        let kinds = rows.fold(length.min(3) as u64, |code, row| mix(code, hash(row.field(1).as_bytes())));
        for i in at..at + length {
            let place = u64::from(i > at) + u64::from(i + 1 == at + length) * 2;
            words[i].listed = mix(kinds, place);
        }
        covered = at + length;
    }
}

/// The kinds of letters of a word, each stretch of one kind folded into one: `Xx`, `X.X.`, `Xx-Xx`, `0`.
fn shape(surface: &str) -> u64 {
    let mut code = SEED;
    let mut last = ' ';
    let mut repeats = 0;
    for c in surface.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => '0',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        repeats = if kind == last { repeats + 1 } else { 0 };
        // Two capitals are another shape than one; more make no difference.
        if repeats < 2 && !(repeats == 1 && kind == 'x') {
            code = mix(code, u64::from(u32::from(kind)));
        }
        last = kind;
    }
    code
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a over bytes.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    hash_iter(bytes.iter().copied())
}

fn hash_iter(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(SEED, |h, b| (h ^ u64::from(b)).wrapping_mul(PRIME))
}

const fn hash_const(bytes: &[u8]) -> u64 {
    let mut h = SEED;
    let mut i = 0;
    while i < bytes.len() {
        h = (h ^ bytes[i] as u64).wrapping_mul(PRIME);
        i += 1;
    }
    h
}
