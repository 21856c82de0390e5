//! `cargo xtask eval-tags`: tags and lemmas against the held-out treebanks.
//!
//! The engine reads the running text and cuts it itself; every token that the treebank has as well
//! is compared.

use crate::conllu::{self, HELD_OUT};
use crate::gold_tags::gold;
use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::tag::{Tag, tag_document};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// Prints the share of right tags and lemmas; with `errors` the commonest confusions.
pub fn run(corpora: &Path, errors: bool) -> anyhow::Result<()> {
    score(corpora, &Lexicon::embedded(), errors)
}

/// The same with the tables of `lexicon`.
pub fn score(corpora: &Path, lexicon: &Lexicon<'_>, errors: bool) -> anyhow::Result<()> {
    let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
    let (mut time, mut tagged) = (Duration::ZERO, 0);
    for file in HELD_OUT {
        let (mut words, mut all, mut right, mut lemmas, mut lemmas_right) = (0, 0, 0, 0, 0);
        let (mut new, mut new_right, mut verbs, mut verbs_right) = (0, 0, 0, 0);
        let mut confusions: BTreeMap<(Tag, Tag), BTreeMap<String, u32>> = BTreeMap::new();
        let mut lemma_errors: BTreeMap<String, u32> = BTreeMap::new();
        for text in conllu::read(corpora, &[file])? {
            let document = Document::new(&text.text, lexicon);
            let start = Instant::now();
            let tags = tag_document(&document, lexicon);
            time += start.elapsed();
            tagged += document.tokens.len();
            words += text.words.len();
            for (at, gold) in gold(&text, &document.tokens).into_iter().enumerate() {
                let Some(gold) = gold.filter(|g| g.exact) else { continue };
                let token = &document.tokens[at];
                let same = tags.tag(at) == gold.tag;
                all += 1;
                right += usize::from(same);
                if lexicon.words.first(&token.lower).is_none() && token.lower.starts_with(char::is_alphabetic) {
                    new += 1;
                    new_right += usize::from(same);
                }
                if gold.tag.is_verb() {
                    verbs += 1;
                    verbs_right += usize::from(same);
                }
                if gold.tag != Tag::Sign {
                    lemmas += 1;
                    lemmas_right += usize::from(tags.lemma(at) == gold.lemma);
                    if tags.lemma(at) != gold.lemma {
                        *lemma_errors
                            .entry(format!("{} {} {}/{}", token.lower, gold.tag.as_str(), gold.lemma, tags.lemma(at)))
                            .or_default() += 1;
                    }
                }
                if !same {
                    *confusions.entry((gold.tag, tags.tag(at))).or_default().entry(token.lower.clone()).or_default() +=
                        1;
                }
            }
        }
        println!(
            "{file}: tags {:.2} % of {all} (verbs {:.1} % of {verbs}, words not in the list {:.1} % of {new}), lemmas {:.2} % of {lemmas}; {all} of {words} words compared",
            percent(right, all),
            percent(verbs_right, verbs),
            percent(new_right, new),
            percent(lemmas_right, lemmas)
        );
        if errors {
            print_most(&confusions);
            let mut lemma_errors: Vec<_> = lemma_errors.into_iter().collect();
            lemma_errors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            println!(
                "{}",
                lemma_errors.iter().take(60).map(|(e, n)| format!("{n} {e}")).collect::<Vec<_>>().join("; ")
            );
        }
    }
    println!("{:.2} ms for 350 tokens", time.as_secs_f64() * 1000.0 * 350.0 / tagged as f64);
    Ok(())
}

fn print_most(confusions: &BTreeMap<(Tag, Tag), BTreeMap<String, u32>>) {
    let mut sums: Vec<_> = confusions.iter().map(|(pair, words)| (words.values().sum::<u32>(), pair, words)).collect();
    sums.sort_by_key(|(sum, ..)| std::cmp::Reverse(*sum));
    for (sum, (gold, found), words) in sums.into_iter().take(30) {
        let mut words: Vec<_> = words.iter().collect();
        words.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        let words: Vec<_> = words.iter().take(12).map(|(word, n)| format!("{word} {n}")).collect();
        println!("{sum:>5} {} as {}: {}", gold.as_str(), found.as_str(), words.join(", "));
    }
}
