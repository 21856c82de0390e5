//! `cargo xtask train`: the tagger's tables from the Universal Dependencies treebanks.
//!
//! A first-order hidden Markov model: for each word form its tags with
//! `-log P(tag | word) + log P(tag)`, for each ending of rare words the same, and
//! `-log P(tag | tag before)`; all in 1/32 nats, rounded. Counts are taken in file order and sorted,
//! so the same input gives the same bytes.

use crate::root;
use anyhow::Context;
use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::tag::{Tag, tag_document};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Units in one nat.
const SCALE: f64 = 32.0;
/// Word forms seen less often are left to the endings.
const LEAST_COUNT: u32 = 2;
/// Tags with a smaller share of a word are left out.
const LEAST_SHARE: f64 = 0.02;
/// Words seen at most this often stand for unknown ones.
const RARE: u32 = 4;
const TRAINING: [&str; 2] = ["ewt_train.conllu", "gum_train.conllu"];
const HELD_OUT: [&str; 2] = ["ewt_dev.conllu", "gum_dev.conllu"];

type Counts = BTreeMap<String, BTreeMap<Tag, u32>>;

struct Word {
    form: String,
    lemma: String,
    tag: Tag,
}

/// Trains on `corpora/syntax` and writes `data/model/`.
pub fn run(corpora: &Path) -> anyhow::Result<()> {
    let sentences = read(corpora, &TRAINING)?;
    let (mut forms, mut transitions) = (Counts::new(), Counts::new());
    let mut totals: BTreeMap<Tag, u32> = BTreeMap::new();
    let mut lemmas: BTreeMap<(String, Tag), BTreeMap<String, u32>> = BTreeMap::new();
    for sentence in &sentences {
        let mut before = Tag::Sign;
        for word in sentence {
            *transitions.entry(before.as_str().into()).or_default().entry(word.tag).or_default() += 1;
            before = word.tag;
            *totals.entry(word.tag).or_default() += 1;
            if !matches!(word.tag, Tag::Sign | Tag::Cd) && !word.tag.is_name() {
                *forms.entry(word.form.clone()).or_default().entry(word.tag).or_default() += 1;
                *lemmas.entry((word.form.clone(), word.tag)).or_default().entry(word.lemma.clone()).or_default() += 1;
            }
        }
    }
    let all: f64 = totals.values().map(|&n| f64::from(n)).sum();
    let prior = |tag: Tag| (f64::from(totals.get(&tag).copied().unwrap_or(1)) / all).ln();
    let cost = |counts: &BTreeMap<Tag, u32>, tag: Tag| {
        let total: u32 = counts.values().sum();
        ((prior(tag) - (f64::from(counts[&tag]) / f64::from(total)).ln()) * SCALE).round() as i32
    };
    let shown = |counts: &BTreeMap<Tag, u32>| {
        let total: u32 = counts.values().sum();
        let mut tags: Vec<Tag> =
            counts.keys().copied().filter(|t| f64::from(counts[t]) >= LEAST_SHARE * f64::from(total)).collect();
        tags.sort_by_key(|t| std::cmp::Reverse(counts[t]));
        tags
    };

    let mut words = header("word form, then tag, cost and lemma for each of its tags");
    let mut endings = Counts::new();
    for (form, counts) in &forms {
        let total: u32 = counts.values().sum();
        if total <= RARE && form.chars().count() > 3 && form.chars().all(char::is_alphabetic) {
            for ending in endings_of(form) {
                for (tag, n) in counts {
                    *endings.entry(ending.clone()).or_default().entry(*tag).or_default() += n;
                }
            }
        }
        if total < LEAST_COUNT || form.contains(char::is_whitespace) || form.contains('#') {
            continue;
        }
        let fields: Vec<String> = shown(counts)
            .into_iter()
            .map(|tag| {
                let lemma =
                    lemmas[&(form.clone(), tag)].iter().max_by_key(|(l, n)| (**n, std::cmp::Reverse((*l).clone())));
                format!("{} {} {}", tag.as_str(), cost(counts, tag), lemma.map_or(form.as_str(), |(l, _)| l))
            })
            .collect();
        writeln!(words, "{form}\t{}", fields.join(" "))?;
    }
    let mut suffixes = header("ending of an unknown word, then tag and cost");
    for (ending, counts) in endings.iter().filter(|(_, c)| c.values().sum::<u32>() >= 8) {
        let fields: Vec<String> =
            shown(counts).into_iter().map(|t| format!("{} {}", t.as_str(), cost(counts, t))).collect();
        writeln!(suffixes, "{ending}\t{}", fields.join(" "))?;
    }
    let mut follows = header("tag, then each tag that may follow and its cost");
    for before in Tag::ALL {
        let empty = BTreeMap::new();
        let counts = transitions.get(before.as_str()).unwrap_or(&empty);
        let total: f64 = counts.values().map(|&n| f64::from(n)).sum::<f64>() + 0.1 * Tag::ALL.len() as f64;
        let fields: Vec<String> = Tag::ALL
            .iter()
            .map(|tag| {
                let n = f64::from(counts.get(tag).copied().unwrap_or(0)) + 0.1;
                format!("{} {}", tag.as_str(), (-(n / total).ln() * SCALE).round() as i32)
            })
            .collect();
        writeln!(follows, "{}\t{}", before.as_str(), fields.join(" "))?;
    }
    let model = root().join("data/model");
    for (name, text) in [("words.tsv", words), ("suffixes.tsv", suffixes), ("transitions.tsv", follows)] {
        fs::write(model.join(name), text)?;
    }
    println!("trained on {} sentences; now run `cargo xtask pack`", sentences.len());
    Ok(())
}

/// Prints the share of right tags on the held-out treebanks, with gold tokens where ours agree.
pub fn evaluate(corpora: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    for file in HELD_OUT {
        let (mut right, mut all) = (0, 0);
        for sentence in read(corpora, &[file])? {
            let text = sentence.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ");
            let document = Document::new(&text, &lexicon);
            let tags = tag_document(&document, &lexicon);
            if document.tokens.len() == sentence.len() {
                all += sentence.len();
                right += sentence.iter().enumerate().filter(|(i, w)| tags.tag(*i) == w.tag).count();
            }
        }
        println!("{file}: {:.1} % of {all} tags right", 100.0 * f64::from(right as u32) / f64::from(all as u32));
    }
    Ok(())
}

/// The last letters of a word, from four down to one.
fn endings_of(form: &str) -> Vec<String> {
    let letters: Vec<char> = form.chars().collect();
    (1..=4.min(letters.len() - 1)).map(|n| letters[letters.len() - n..].iter().collect()).collect()
}

fn header(columns: &str) -> String {
    format!(
        "# {columns}.\n# Made by `cargo xtask train` from English EWT (CC BY-SA 4.0) and GUM (annotations CC BY 4.0); see MODEL_CARD.md.\n"
    )
}

fn read(corpora: &Path, files: &[&str]) -> anyhow::Result<Vec<Vec<Word>>> {
    let mut sentences = vec![Vec::new()];
    for file in files {
        let path = corpora.join("syntax").join(file);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in text.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            if line.is_empty() {
                sentences.push(Vec::new());
            } else if columns.len() == 10 && columns[0].bytes().all(|b| b.is_ascii_digit()) {
                let tag = Tag::from_word(columns[4]);
                let form =
                    if tag.is_name() { columns[1].to_owned() } else { columns[1].replace('’', "'").to_lowercase() };
                sentences.last_mut().context("no sentence")?.push(Word { form, lemma: columns[2].to_lowercase(), tag });
            }
        }
    }
    sentences.retain(|s| !s.is_empty());
    Ok(sentences)
}
