//! What the tagger sees of a word: its form, its neighbours, the lists it stands in, the run of capitals around
//! it, and what the rest of the article tells about it.
//!
//! A feature is a template number and one or two values, mixed into 64 bits. Templates follow what has proved
//! itself for names (Ratinov and Roth 2009, "Design Challenges and Misconceptions in Named Entity Recognition"):
//! word window, affixes, shapes, word clusters, gazetteers, and evidence from the whole document.

use crate::lexicon::Lexicon;
use crate::linear::{combine, feature};
use crate::segment::{Document, SentenceKind};
use crate::tag::Tags;
use crate::text::capitalised;
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
    /// Its part of speech.
    tag: u64,
    /// Whether a line break stands before it.
    broken: u64,
    /// Whether it carries a capital.
    capital: bool,
}

/// The features of all words of an article.
pub struct Features<'a, 't> {
    document: &'a Document<'t>,
    words: Vec<Word>,
}

const GIVEN: u64 = 1;
const SURNAME: u64 = 2;
const TITLE: u64 = 4;
const HEAD_LAST: u64 = 8;
const HEAD_FIRST: u64 = 16;
const TIME: u64 = 32;
const COMMON: u64 = 64;

impl<'a, 't> Features<'a, 't> {
    /// Looks at every word of `document` once.
    pub fn new(document: &'a Document<'t>, tags: &Tags, lexicon: &Lexicon<'_>) -> Self {
        let mut words: Vec<Word> = document.tokens.iter().map(|t| word(t, document.text, lexicon)).collect();
        for (at, word) in words.iter_mut().enumerate() {
            word.tag = tags.tag(at) as u64;
        }
        for sentence in &document.sentences {
            mark_lists(document, lexicon, sentence.tokens.clone(), &mut words);
        }
        let mut features = Features { document, words };
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
            tag: 99,
            broken: 1,
            capital: false,
        };
        let word = |offset: isize| {
            let i = at.wrapping_add_signed(offset);
            if range.contains(&i) { &self.words[i] } else { &NONE }
        };
        let (ll, l, w, r, rr) = (word(-2), word(-1), word(0), word(1), word(2));
        let mut template = 0u8;
        let mut feature = |a: u64, b: u64| {
            template += 1;
            add(combine(template, &[a, b]));
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
        feature(pair(l.shape, w.shape), r.shape);
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
        feature(w.listed, pair(w.marks, w.shape));
        feature(w.marks, opens);
        feature(l.marks, w.marks);
        feature(w.marks, r.marks);
        feature(l.marks, pair(w.marks, r.marks));
        feature(w.elsewhere, opens);
        feature(w.elsewhere, w.marks);
        feature(w.elsewhere, w.shape);
        feature(w.elsewhere, w.listed);
        feature(w.tag, w.shape);
        feature(l.tag, w.tag);
        feature(w.tag, r.tag);
        feature(l.tag, r.tag);
        feature(w.broken | r.broken << 1, w.shape);
        feature(w.broken | r.broken << 1, l.shape);
        if w.capital || self.document.tokens[at].is("of") {
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
        feature(first.marks, pair(last.marks, place));
        feature(last.listed, pair(first.listed, place));
        feature(first.elsewhere, pair(last.elsewhere, place));
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
}

fn word(token: &Token, text: &str, lexicon: &Lexicon<'_>) -> Word {
    let surface = token.span.slice(text);
    let form = feature(&[surface]);
    let lower = if token.lower.bytes().any(|b| b.is_ascii_digit()) {
        let alike: String = token.lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        feature(&[&alike])
    } else {
        feature(&[&token.lower])
    };
    let mut prefixes = [0; 3];
    let mut suffixes = [0; 3];
    let starts: Vec<usize> = surface.char_indices().map(|(i, _)| i).collect();
    for (k, n) in (2..5).enumerate() {
        if starts.len() > n {
            prefixes[k] = feature(&[&surface[..starts[n]]]);
            suffixes[k] = feature(&[&surface[starts[starts.len() - n]..]]);
        }
    }
    let capital = token.kind == TokenKind::Word && (token.is_capitalised() || token.case == Case::Mixed);
    let mut marks = 0;
    if capital {
        let key = surface.replace('’', "'");
        let mut mark = |bit: u64, is: bool| marks |= if is { bit } else { 0 };
        mark(GIVEN, lexicon.given.first(&key).is_some());
        mark(SURNAME, lexicon.surnames.first(&key).is_some());
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
        tag: 0,
        broken: u64::from(token.breaks > 0),
        capital,
    }
}

/// Marks the words that lists of names match, each with the kinds and its place in the match.
fn mark_lists(document: &Document<'_>, lexicon: &Lexicon<'_>, range: Range<usize>, words: &mut [Word]) {
    let mut covered = range.start;
    for at in range.clone() {
        if !words[at].capital {
            words[at].listed = small_place(&document.tokens[at], lexicon);
            continue;
        }
        let Some((length, rows)) = lexicon.longest_name(document.text, &document.tokens[..range.end], at) else {
            continue;
        };
        if at + length <= covered {
            continue;
        }
        let kinds = rows.fold(length.min(3) as u64, |code, row| pair(code, feature(&[row.field(1)])));
        for (i, word) in words[at..at + length].iter_mut().enumerate() {
            let place = u64::from(i > 0) + u64::from(i + 1 == length) * 2;
            word.listed = pair(kinds, place);
        }
        covered = at + length;
    }
}

/// A place that somebody wrote in small letters ("florida"): what the list says of an unknown small word.
fn small_place(token: &Token, lexicon: &Lexicon<'_>) -> u64 {
    let plain = token.kind != TokenKind::Word || token.lower.len() < 4 || lexicon.words.first(&token.lower).is_some();
    if plain {
        return 0;
    }
    lexicon.names.first(&capitalised(&token.lower)).map_or(0, |row| pair(7, feature(&[row.field(1)])))
}

/// The kinds of letters of a word, each stretch of one kind folded into one: `Xx`, `X.X.`, `Xx-Xx`, `0`.
fn shape(surface: &str) -> u64 {
    let mut code = 0;
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
            code = pair(code, u64::from(u32::from(kind)));
        }
        last = kind;
    }
    code
}

/// Two values as one.
fn pair(a: u64, b: u64) -> u64 {
    combine(0, &[a, b])
}
