//! `cargo xtask eval-tokens`: tokens and sentences against the held-out treebanks.
//!
//! A token or sentence is right when both its ends are. Two conventions differ by intent and are
//! taken over from the engine wherever it follows them: a contraction may stay whole or come apart
//! into the treebank's words, and a hyphenated word is one token or a name with its tail
//! (`Pakistan` `-based`), where the treebanks cut at every hyphen. The column "as is" grants neither.

use crate::conllu::{self, HELD_OUT, Text};
use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// Counts behind one F1.
#[derive(Default, Clone, Copy)]
pub struct Score {
    right: usize,
    gold: usize,
    found: usize,
}

impl Score {
    /// Compares what should be found with what is.
    pub fn of<T: Ord>(gold: &BTreeSet<T>, found: &BTreeSet<T>) -> Self {
        Score { right: gold.intersection(found).count(), gold: gold.len(), found: found.len() }
    }

    /// Adds another's counts.
    pub fn add(&mut self, other: Score) {
        self.right += other.right;
        self.gold += other.gold;
        self.found += other.found;
    }

    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        write!(f, "P {:.1} R {:.1} F1 {:.1} (of {})", share(self.found), share(self.gold), self.f1(), self.gold)
    }
}

/// Prints F1 of tokens and sentences for each file and genre; with `errors` each difference.
pub fn run(corpora: &Path, errors: bool) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    println!("{:>14} {:>7} {:>8} {:>8} {:>9} {:>9}", "", "words", "tokens", "as is", "sentences", "found of");
    for file in HELD_OUT {
        let mut genres: BTreeMap<String, [Score; 3]> = BTreeMap::new();
        for text in conllu::read(corpora, &[file])? {
            let document = Document::new(&text.text, &lexicon);
            let found: BTreeSet<Span> = document.tokens.iter().map(|t| t.span).collect();
            let sentences: BTreeSet<Span> =
                document.sentences.iter().map(|s| document.span(s.tokens.clone())).collect();
            let strict: BTreeSet<Span> = text.words.iter().map(|w| w.span).collect();
            let gold = by_convention(&text, &found);
            let gold_sentences: BTreeSet<Span> = (0..text.sentences.len()).map(|i| text.sentence(i)).collect();
            if errors {
                print_differences(&text, "token", &gold, &found);
                print_differences(&text, "sentence", &gold_sentences, &sentences);
            }
            let scores = [Score::of(&gold, &found), Score::of(&strict, &found), Score::of(&gold_sentences, &sentences)];
            for name in [file.to_owned(), format!("{} {}", &file[..3], text.genre())] {
                let sums = genres.entry(name).or_default();
                sums.iter_mut().zip(scores).for_each(|(sum, score)| sum.add(score));
            }
        }
        for (name, [tokens, strict, sentences]) in genres {
            println!(
                "{name:>14} {:>7} {:>8.2} {:>8.2} {:>9.1} {:>5} of {}",
                strict.gold,
                tokens.f1(),
                strict.f1(),
                sentences.f1(),
                sentences.right,
                sentences.gold
            );
        }
    }
    Ok(())
}

/// The treebank's tokens, with those of the engine where both conventions are known to differ.
fn by_convention(text: &Text, found: &BTreeSet<Span>) -> BTreeSet<Span> {
    let mut gold = BTreeSet::new();
    let mut at = 0;
    while at < text.words.len() {
        let (end, whole) = unit(text, at);
        let own: Vec<Span> =
            found.range(Span::new(whole.start, whole.start)..).take_while(|s| s.start < whole.end).copied().collect();
        // The engine covers the unit, and cuts it at most where a contraction or a hyphen allows it.
        let covers =
            own.first().is_some_and(|s| s.start == whole.start) && own.last().is_some_and(|s| s.end == whole.end);
        let cut = |s: &Span| {
            s.start == whole.start
                || text.text[s.start..].starts_with(['-', '‐', '‑'])
                || text.words[at..end].iter().any(|w| w.contraction.is_some() && w.span.start == s.start)
        };
        if end > at + 1 && covers && own.iter().all(cut) {
            gold.extend(own);
        } else {
            gold.extend(text.words[at..end].iter().map(|w| w.span));
        }
        at = end;
    }
    gold
}

/// The end and span of the contraction or hyphenated word that starts at word `at`; else of the word alone.
pub fn unit(text: &Text, at: usize) -> (usize, Span) {
    let words = &text.words;
    let mut end = at + 1;
    while end < words.len() {
        let (before, next) = (&words[end - 1], &words[end]);
        let contracted = next.contraction.is_some() && next.contraction == before.contraction;
        let hyphen = |form: &str| matches!(form, "-" | "‐" | "‑");
        let touching = before.span.end == next.span.start;
        let letters = |form: &str| form.starts_with(char::is_alphanumeric);
        let hyphened = touching
            && (hyphen(&next.form)
                && letters(&before.form)
                && words.get(end + 1).is_some_and(|w| w.span.start == next.span.end && letters(&w.form))
                || hyphen(&before.form) && end > at + 1 && letters(&next.form));
        if !contracted && !hyphened {
            break;
        }
        end += 1;
    }
    (end, words[at].contraction.unwrap_or(words[at].span).cover(words[end - 1].span))
}

fn print_differences(text: &Text, what: &str, gold: &BTreeSet<Span>, found: &BTreeSet<Span>) {
    let shown = |span: &Span, sign: &str| {
        let before = text.text[..span.start].char_indices().rev().nth(24).map_or(0, |c| c.0);
        let after = text.text[span.end..].char_indices().nth(24).map_or(text.text.len(), |c| span.end + c.0);
        println!(
            "{what} {sign} {}: {:?} [{}] {:?}",
            text.genre(),
            &text.text[before..span.start],
            span.slice(&text.text).replace('\n', "⏎"),
            &text.text[span.end..after]
        );
    };
    gold.difference(found).for_each(|s| shown(s, "-"));
    found.difference(gold).for_each(|s| shown(s, "+"));
}
