//! `cargo xtask train-coref`: the weights of coreference and of salience, from GUM.
//!
//! Coreference is a log-linear model over the candidates of each pronoun, one set of weights for each class.
//! Choices are collected twice: first the engine is told the right answers as it reads, then it goes by the
//! weights of the first round, so that it learns to live with its own mistakes. Both with its own names and with
//! those of the gold. Salience is a logistic regression over the entities, salient in the gold or not.
//! Gradient steps in file order from zero, so the same input gives the same bytes.

use crate::corpora::gum;
use crate::eval::coref::{Gold, gold, is_near_news, majority};
use crate::root;
use article_lens::entity::antecedent::{Choice, FEATURES, Feature, Weights};
use article_lens::entity::{find_entities_with, salience};
use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::{syntax, tag};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Units in one nat.
const SCALE: f64 = 32.0;
const EPOCHS: usize = 12;
const RATE: f64 = 0.2;
/// Pull of each weight towards zero, for each choice.
const DECAY: f64 = 2e-4;
/// That one name stands a little nearer than another never decides.
const LEAST_MARGIN: i32 = 16;
/// The share of links that must be right, by class, when the margin is set.
const PRECISION: [f64; 3] = [0.88, 0.72, 0.90];

/// A choice with its right candidates.
struct Example {
    choice: Choice,
    right: Vec<usize>,
}

/// Trains on `corpora/syntax/gum_train.conllu` and writes `data/model/coreference.tsv`.
pub fn run(corpora: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    let texts = gum::read(&corpora.join("syntax/gum_train.conllu"))?;
    let told = collect(&texts, &lexicon, None);
    let first = fit(&told);
    let own = collect(&texts, &lexicon, Some(&first));
    let all: Vec<Example> = told.into_iter().chain(own).collect();
    let mut weights = fit(&all);
    let test = collect(&texts, &lexicon, Some(&weights));
    for class in 0..3 {
        weights.margin[class] = margin(&test, &weights, class);
    }
    let mut out = String::from(
        "# feature of a candidate, then its weight for \"he\" and \"she\", \"it\", \"they\", in 1/32 nats; margin: the least lead.\n\
         # Source: trained by `cargo xtask train-coref` on GUM (see MODEL_CARD.md).\n",
    );
    for (at, feature) in Feature::ALL.iter().enumerate() {
        let of = |class: usize| weights.of[class][at];
        let feature = feature.as_str();
        writeln!(out, "{feature}\t{}\t{}\t{}", of(0), of(1), of(2))?;
    }
    let [a, b, c] = weights.margin;
    writeln!(out, "margin\t{a}\t{b}\t{c}")?;
    std::fs::write(root().join("data/model/coreference.tsv"), out)?;
    std::fs::write(root().join("data/model/salience.tsv"), salience(&texts, &lexicon, &weights))?;
    println!("{} choices, margins {:?}", all.len(), weights.margin);
    Ok(())
}

/// The choices of all texts; the answers are the gold's, or those of `weights`.
fn collect(texts: &[gum::Document], lexicon: &Lexicon<'_>, weights: Option<&Weights>) -> Vec<Example> {
    let mut examples = Vec::new();
    for text in texts {
        let document = Document::new(&text.text, lexicon);
        let tags = tag::tag_document(&document, lexicon);
        let syntax = syntax::parse(&document, &tags, lexicon);
        let gold = gold(text, &document);
        for names in [&[][..], gold.given.as_slice()] {
            // Which gold entity each of ours is must be known before the pronouns: one pass without them.
            let before = find_entities_with(&document, &tags, &syntax, lexicon, names, &mut |_| None);
            let of_ours = majority(&gold, &before);
            let place = |token: usize| before.mention_at(token).and_then(|m| of_ours[m.entity]);
            let mut decide = |choice: &Choice| {
                let example = example(choice, &gold, &place);
                let answer = match weights {
                    Some(weights) => weights.choose(choice),
                    None => example.right.first().copied(),
                };
                examples.push(example);
                answer
            };
            find_entities_with(&document, &tags, &syntax, lexicon, names, &mut decide);
        }
    }
    examples
}

fn example(choice: &Choice, gold: &Gold, place: &dyn Fn(usize) -> Option<u32>) -> Example {
    let theirs = gold.pronouns.get(&choice.token);
    let is_right = |anchor: usize| {
        theirs.is_some_and(|t| place(anchor) == Some(*t) || gold.heads.get(&anchor).is_some_and(|h| h.contains(t)))
    };
    let mut right: Vec<usize> =
        (0..choice.candidates.len()).filter(|&i| choice.candidates[i].anchor.is_some_and(is_right)).collect();
    if right.is_empty() {
        right.push(0);
    }
    Example { choice: choice.clone(), right }
}

fn fit(examples: &[Example]) -> Weights {
    let mut of = [[0.0_f64; FEATURES]; 3];
    let mut squares = [[1e-8_f64; FEATURES]; 3];
    for _ in 0..EPOCHS {
        for example in examples {
            let class = example.choice.class as usize;
            let candidates = &example.choice.candidates;
            let score = |f: &[Feature], of: &[f64]| f.iter().map(|&i| of[i as usize]).sum::<f64>();
            let scores: Vec<f64> = candidates.iter().map(|c| score(&c.features, &of[class])).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let all: f64 = scores.iter().map(|s| (s - most).exp()).sum();
            let good: f64 = example.right.iter().map(|&i| (scores[i] - most).exp()).sum();
            let mut gradient = [0.0_f64; FEATURES];
            for (i, candidate) in candidates.iter().enumerate() {
                let share = (scores[i] - most).exp();
                let wanted = if example.right.contains(&i) { share / good } else { 0.0 };
                candidate.features.iter().for_each(|&f| gradient[f as usize] += wanted - share / all);
            }
            for (f, g) in gradient.iter().enumerate().filter(|(_, g)| **g != 0.0) {
                let g = g - DECAY * of[class][f];
                squares[class][f] += g * g;
                of[class][f] += RATE * g / squares[class][f].sqrt();
            }
        }
    }
    let round = |w: f64| (w * SCALE).round() as i32;
    Weights { of: of.map(|class| class.map(round)), margin: [1; 3] }
}

/// The least lead with which enough links to entities are right.
fn margin(examples: &[Example], weights: &Weights, class: usize) -> i32 {
    let mut leads: Vec<(i32, bool)> = Vec::new();
    for example in examples.iter().filter(|e| e.choice.class as usize == class) {
        let Some(best) = weights.choose(&example.choice) else { continue };
        let score = |i: usize| weights.score(example.choice.class, &example.choice.candidates[i]);
        let second = (0..example.choice.candidates.len()).filter(|&i| i != best).map(score).max().unwrap_or(0);
        if example.choice.candidates[best].entity.is_some() {
            leads.push((score(best) - second, example.right.contains(&best)));
        }
    }
    let right = |least: i32| {
        let (good, all) = leads.iter().filter(|l| l.0 >= least).fold((0, 0), |(g, a), l| (g + u32::from(l.1), a + 1));
        all == 0 || f64::from(good) >= PRECISION[class] * f64::from(all)
    };
    (LEAST_MARGIN..400).find(|&least| right(least)).unwrap_or(400)
}

/// The weights of salience, as a table.
fn salience(texts: &[gum::Document], lexicon: &Lexicon<'_>, weights: &Weights) -> String {
    let mut examples = Vec::new();
    for text in texts.iter().filter(|t| is_near_news(t)) {
        let document = Document::new(&text.text, lexicon);
        let tags = tag::tag_document(&document, lexicon);
        let syntax = syntax::parse(&document, &tags, lexicon);
        let gold = gold(text, &document);
        for names in [&[][..], gold.given.as_slice()] {
            let decide = &mut |choice: &Choice| weights.choose(choice);
            let found = find_entities_with(&document, &tags, &syntax, lexicon, names, decide);
            let heads = gold.salient.values().flatten();
            let salient: BTreeSet<usize> = heads.filter_map(|&h| found.mention_at(h)).map(|m| m.entity).collect();
            let features = salience::features(&document, &syntax, &found);
            examples.extend(features.into_iter().enumerate().map(|(e, on)| (on, salient.contains(&e))));
        }
    }
    let mut of = vec![0.0_f64; salience::Feature::ALL.len()];
    let mut squares = vec![1e-8_f64; of.len()];
    for _ in 0..EPOCHS {
        for (on, salient) in &examples {
            let sum: f64 = on.iter().map(|&f| of[f as usize]).sum();
            let error = f64::from(u8::from(*salient)) - 1.0 / (1.0 + (-sum).exp());
            for &f in on {
                let g = error - DECAY * of[f as usize];
                squares[f as usize] += g * g;
                of[f as usize] += RATE * g / squares[f as usize].sqrt();
            }
        }
    }
    let head = "# feature of an entity, then its weight in 1/32 nats.\n\
                # Source: trained by `cargo xtask train-coref` on GUM (see MODEL_CARD.md).\n";
    let rows = salience::Feature::ALL.iter().zip(&of);
    let rows = rows.map(|(f, w)| format!("{}\t{}\n", f.as_str(), (w * SCALE).round() as i32));
    rows.fold(head.to_owned(), |table, row| table + &row)
}
