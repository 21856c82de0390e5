//! `cargo xtask train`: the tagger's tables and weights from the Universal Dependencies treebanks.
//!
//! An averaged perceptron over the engine's own tokens and features ([`article_lens::tag::features`]).
//! It is trained in rounds, each over the weights that mattered most in the round before, so that
//! what is left makes up for what is gone; fewer weights also read new texts better (docs/decisions.md). Sums are integers and sentences are shuffled by a
//! fixed generator, so the same treebanks and lists give the same bytes.

use crate::conllu::{self, TRAINING};
use crate::gold_tags::{Gold, gold};
use crate::{eval_tags, pack, root};
use anyhow::Context;
use article_lens::lexicon::Lexicon;
use article_lens::lexicon::packed;
use article_lens::linear::{self, reduce};
use article_lens::segment::Document;
use article_lens::tag::features::{Look, fixed_features, look, tag_features};
use article_lens::tag::{Tag, best, lemma};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Word forms seen less often are read by their endings.
const LEAST_COUNT: u32 = 2;
/// Tags with a smaller share of a word are left out of the list.
const LEAST_SHARE: f64 = 0.02;
/// Bits of a feature's hash that are kept.
const BITS: u32 = 24;
/// Features seen less often are not learnt.
const LEAST_SEEN: u32 = 3;
/// By how much the right tag must lead, in steps, lest the weights change.
const MARGIN: i32 = 60;
/// Passes over the treebanks in each round, and the weights that are kept after it.
const ROUNDS: [(usize, usize); 2] = [(6, 22_500), (10, 22_500)];
/// The greatest weight after scaling; a few beyond are cut to it.
const MOST: i64 = 127;
/// Share of weights that may be cut.
const CUT: usize = 200;

/// Parts of the treebanks; each is read with the words of the others.
const FOLDS: usize = 8;
/// No part.
const NO_FOLD: usize = FOLDS;

const TAGS: usize = Tag::ALL.len();

/// One sentence to learn from.
struct Example {
    looks: Vec<Look>,
    gold: Vec<Option<Tag>>,
    /// For each token the numbers of its features that do not depend on tags.
    features: Vec<Vec<u32>>,
}

/// Trains on `corpora/syntax` and writes `data/model/`.
pub fn run(corpora: &Path) -> anyhow::Result<()> {
    let texts = conllu::read(corpora, &TRAINING)?;
    let model = root().join("data/model");
    // Where sentences end depends on which words are known, so the list is made from the treebank's words.
    let embedded = Lexicon::embedded();
    let read: Vec<(Document<'_>, Vec<Option<Gold>>)> = texts
        .iter()
        .map(|text| {
            let document = Document::new(&text.text, &embedded);
            let gold = gold(text, &document.tokens);
            (document, gold)
        })
        .collect();
    fs::write(model.join("words.tsv"), words_file(&words(&read, NO_FOLD))?)?;
    fs::write(model.join("lemmas.tsv"), header("word form, then a tag and the lemma that no rule gives"))?;
    let bytes = pack::pack(&root().join("data"))?;
    let lexicon = Lexicon::from_bytes(&bytes);
    fs::write(model.join("lemmas.tsv"), lemmas(&read, &lexicon)?)?;

    // Each text is read with the list that the other texts give, so that the share of unknown words
    // and the trust in known ones are those of a text that training never saw.
    let mut sentences = Vec::new();
    for fold in 0..FOLDS {
        let list = BTreeMap::from([("words".to_owned(), words(&read, fold))]);
        let bytes = packed::write(&list, &BTreeMap::new()).map_err(anyhow::Error::msg)?;
        let lexicon = Lexicon { words: packed::Pack::new(&bytes).table("words"), ..Lexicon::embedded() };
        for (document, gold) in read.iter().skip(fold).step_by(FOLDS) {
            for sentence in &document.sentences {
                let looks = look(document, sentence.tokens.clone(), sentence.kind, &lexicon);
                let tags = looks.iter().map(|look| gold[look.token].as_ref().map(|g| g.tag)).collect();
                sentences.push((looks, tags));
            }
        }
    }
    let (mut learner, examples) = Learner::new(sentences);
    println!("{} sentences, {} features", examples.len(), learner.features);
    for (passes, most) in ROUNDS {
        learner.train(&examples, passes);
        learner.keep_best(most);
    }
    let bytes = learner.pack()?;
    println!("{} bytes of weights; now run `cargo xtask pack`", bytes.len());
    fs::write(model.join("tagger.bin"), bytes)?;
    eval_tags::score(corpora, &Lexicon::from_bytes(&pack::pack(&root().join("data"))?), false)
}

/// The list of word forms with their tags, from all texts but those of one fold.
fn words(read: &[(Document<'_>, Vec<Option<Gold>>)], fold: usize) -> BTreeMap<String, Vec<String>> {
    let mut forms: BTreeMap<&str, BTreeMap<Tag, u32>> = BTreeMap::new();
    for (_, (document, gold)) in read.iter().enumerate().filter(|(at, _)| at % FOLDS != fold) {
        for (token, gold) in document.tokens.iter().zip(gold) {
            let Some(gold) = gold else { continue };
            if !matches!(gold.tag, Tag::Sign | Tag::Cd) && !gold.tag.is_name() || is_word_number(&token.lower, gold.tag)
            {
                *forms.entry(&token.lower).or_default().entry(gold.tag).or_default() += 1;
            }
        }
    }
    let mut list = BTreeMap::new();
    for (form, counts) in forms {
        let total: u32 = counts.values().sum();
        // What is a name at times is listed only if it is a common word as well.
        let common: u32 = counts.iter().filter(|(tag, _)| !tag.is_name()).map(|(_, n)| n).sum();
        if common < LEAST_COUNT || form.contains(char::is_whitespace) || form.starts_with(['#', '-']) {
            continue;
        }
        let mut tags: Vec<(Tag, u32)> =
            counts.into_iter().filter(|(_, n)| f64::from(*n) >= LEAST_SHARE * f64::from(total)).collect();
        tags.sort_by_key(|&(tag, n)| (tag.is_name(), std::cmp::Reverse(n)));
        let tags: Vec<&str> = tags.iter().map(|(tag, _)| tag.as_str()).collect();
        list.insert(form.to_owned(), vec![tags.join(" ")]);
    }
    list
}

fn words_file(list: &BTreeMap<String, Vec<String>>) -> anyhow::Result<String> {
    let mut text = header("word form, then its tags, the commonest first and names last");
    for (form, rows) in list {
        writeln!(text, "{form}\t{}", rows.join("\t"))?;
    }
    Ok(text)
}

/// "three", not "3".
fn is_word_number(lower: &str, tag: Tag) -> bool {
    tag == Tag::Cd && lower.chars().all(char::is_alphabetic)
}

/// The list of lemmas that the rules of the engine do not find.
fn lemmas(read: &[(Document<'_>, Vec<Option<Gold>>)], lexicon: &Lexicon<'_>) -> anyhow::Result<String> {
    let mut forms: BTreeMap<(&str, Tag), BTreeMap<&str, u32>> = BTreeMap::new();
    for (document, gold) in read {
        for (token, gold) in document.tokens.iter().zip(gold) {
            let Some(gold) = gold.as_ref().filter(|g| g.exact && g.tag != Tag::Sign) else { continue };
            // Past tense and participle share their rows.
            let tag = if gold.tag == Tag::Vbd { Tag::Vbn } else { gold.tag };
            *forms.entry((&token.lower, tag)).or_default().entry(&gold.lemma).or_default() += 1;
        }
    }
    let mut text = header("word form, then a tag and the lemma that no rule gives");
    for ((form, tag), counts) in forms {
        let total: u32 = counts.values().sum();
        let Some((gold, n)) = counts.into_iter().max_by_key(|&(lemma, n)| (n, std::cmp::Reverse(lemma))) else {
            continue;
        };
        let plain = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
        let odd = form.starts_with('#') || !plain(form) || !plain(gold) || tag.is_name() || tag == Tag::Cd;
        if total >= LEAST_COUNT && n * 2 > total && !odd && lemma(form, tag, lexicon) != gold {
            writeln!(text, "{form}\t{}\t{gold}", tag.as_str())?;
        }
    }
    Ok(text)
}

/// Weights by feature and tag, with what the average needs.
struct Learner {
    /// The number of a reduced hash; `NONE` for what is not learnt.
    numbers: Vec<u32>,
    /// The reduced hash of a number.
    hashes: Vec<u32>,
    features: usize,
    weights: Vec<i32>,
    sums: Vec<i64>,
    /// The step at which a weight was last changed.
    changed: Vec<u32>,
    /// Whether a weight may differ from zero.
    kept: Vec<bool>,
    step: u32,
}

const NONE: u32 = u32::MAX;

impl Learner {
    /// A learner over the features of `sentences`.
    fn new(sentences: Vec<(Vec<Look>, Vec<Option<Tag>>)>) -> (Self, Vec<Example>) {
        let mut seen = vec![0u32; 1 << BITS];
        for (looks, tags) in &sentences {
            let mut before = [Tag::Sign; 2];
            for at in 0..looks.len() {
                let mut see = |feature| seen[reduce(feature, BITS) as usize] += 1;
                if looks[at].fixed.is_none() {
                    fixed_features(looks, at, &mut see);
                    tag_features(looks, at, before, &mut see);
                }
                before = [before[1], looks[at].fixed.or(tags[at]).unwrap_or(Tag::Nn)];
            }
        }
        let mut numbers = vec![NONE; 1 << BITS];
        let mut hashes = Vec::new();
        for (reduced, _) in seen.iter().enumerate().filter(|(_, n)| **n >= LEAST_SEEN) {
            numbers[reduced] = hashes.len() as u32;
            hashes.push(reduced as u32);
        }
        let examples = sentences
            .into_iter()
            .map(|(looks, gold)| {
                let features = (0..looks.len())
                    .map(|at| {
                        let mut own = Vec::new();
                        fixed_features(&looks, at, |feature| own.push(numbers[reduce(feature, BITS) as usize]));
                        own.retain(|&n| n != NONE);
                        own
                    })
                    .collect();
                Example { looks, gold, features }
            })
            .collect();
        let features = hashes.len();
        let size = features * TAGS;
        let learner = Learner {
            numbers,
            hashes,
            features,
            weights: vec![0; size],
            sums: vec![0; size],
            changed: vec![0; size],
            kept: vec![true; size],
            step: 0,
        };
        (learner, examples)
    }

    /// Trains from zero.
    fn train(&mut self, examples: &[Example], passes: usize) {
        self.weights.fill(0);
        self.sums.fill(0);
        self.changed.fill(0);
        self.step = 0;
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = 0x2545_f491_4f6c_dd1du64;
        for pass in 0..passes {
            for i in (1..order.len()).rev() {
                // The generator "xorshift64".
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                order.swap(i, (random % (i as u64 + 1)) as usize);
            }
            let (mut right, mut all) = (0, 0);
            for &at in &order {
                let (r, a) = self.learn(&examples[at]);
                right += r;
                all += a;
            }
            println!("pass {}: {:.2} % right", pass + 1, 100.0 * f64::from(right) / f64::from(all));
        }
        for at in 0..self.weights.len() {
            self.settle(at);
        }
    }

    fn learn(&mut self, example: &Example) -> (u32, u32) {
        let (mut right, mut all) = (0, 0);
        let mut before = [Tag::Sign; 2];
        let mut own = Vec::new();
        for (at, look) in example.looks.iter().enumerate() {
            let Some(tag) = look.fixed else {
                own.clear();
                own.extend(&example.features[at]);
                tag_features(&example.looks, at, before, |feature| {
                    let number = self.numbers[reduce(feature, BITS) as usize];
                    if number != NONE {
                        own.push(number);
                    }
                });
                let mut scores = [0i32; TAGS];
                for &feature in &own {
                    let from = feature as usize * TAGS;
                    scores.iter_mut().zip(&self.weights[from..from + TAGS]).for_each(|(sum, weight)| *sum += weight);
                }
                let found = best(&scores);
                if let Some(gold) = example.gold[at] {
                    self.step += 1;
                    all += 1;
                    right += u32::from(found == gold);
                    let other = scores[gold as usize] - MARGIN;
                    scores[gold as usize] = i32::MIN;
                    let rival = best(&scores);
                    if scores[rival as usize] >= other {
                        for &feature in &own {
                            self.change(feature as usize * TAGS + gold as usize, 1);
                            self.change(feature as usize * TAGS + rival as usize, -1);
                        }
                    }
                }
                before = [before[1], found];
                continue;
            };
            before = [before[1], tag];
        }
        (right, all)
    }

    fn change(&mut self, at: usize, by: i32) {
        if self.kept[at] {
            self.settle(at);
            self.weights[at] += by;
        }
    }

    /// Adds what a weight was since it was last changed.
    fn settle(&mut self, at: usize) {
        self.sums[at] += i64::from(self.weights[at]) * i64::from(self.step - self.changed[at]);
        self.changed[at] = self.step;
    }

    /// Keeps the `most` weights with the greatest sums.
    fn keep_best(&mut self, most: usize) {
        let mut sizes: Vec<i64> = self.sums.iter().map(|s| s.abs()).filter(|&s| s > 0).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let least = sizes.get(most).copied().unwrap_or(0);
        self.kept.iter_mut().zip(&self.sums).for_each(|(kept, sum)| *kept = sum.abs() > least);
    }

    /// The averages as small integers, in the engine's format.
    fn pack(&self) -> anyhow::Result<Vec<u8>> {
        let mut sizes: Vec<i64> = self.sums.iter().map(|s| s.abs()).filter(|&s| s > 0).collect();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let unit = sizes.get(sizes.len() / CUT).context("no weight was learnt")? / MOST;
        let mut features: BTreeMap<u32, Vec<(u8, i8)>> = BTreeMap::new();
        let mut count = 0;
        for (number, sums) in self.sums.chunks(TAGS).enumerate() {
            let rounded = |sum: i64| ((sum + sum.signum() * unit / 2) / unit.max(1)).clamp(-MOST, MOST) as i8;
            let own: Vec<(u8, i8)> =
                sums.iter().enumerate().map(|(tag, &sum)| (tag as u8, rounded(sum))).filter(|w| w.1 != 0).collect();
            count += own.len();
            if !own.is_empty() {
                features.insert(self.hashes[number], own);
            }
        }
        println!("{count} weights of {} features", features.len());
        linear::write(BITS, &features).map_err(anyhow::Error::msg)
    }
}

fn header(columns: &str) -> String {
    format!(
        "# {columns}.\n# Made by `cargo xtask train` from English EWT (CC BY-SA 4.0) and GUM (annotations CC BY 4.0); see MODEL_CARD.md.\n"
    )
}
