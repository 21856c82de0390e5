//! `cargo xtask train-polarity`: the model of what a sentence says about a target.
//!
//! First the vectors of words are weighed by place, together with all features; the few directions in them that move
//! the scores most become the senses ([`senses`]). Then features and senses are fitted, the features that matter most
//! are kept, and these are fitted again and rounded. Nothing is drawn at random, so the same files give the same bytes.

pub mod corpus;
mod regression;
mod senses;

use crate::eval::polarity::Confusion;
use crate::root;
use anyhow::ensure;
use article_lens::lexicon::Lexicon;
use article_lens::linear::{self, Weights, reduce};
use article_lens::stance::polarity::{PLACES, SENSE_STEP, SENSES, STEP, place_weight, scores, start_weight, totals};
use corpus::{HELD_OUT, Marked};
use regression::{CLASSES, Example, Fitted, fit};
use senses::{Senses, Vectors};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

/// Vectors of words, as `training/polarity/vectors.py` makes them.
const VECTORS: &str = "training/polarity/vectors.bin";
const VECTORS_SHA256: &str = "c8deab6c3ee769487a70ec111ee971376cd0d52346e0b8a5839eed3206b5946d";
/// Bits of a feature's hash that are kept.
const BITS: u32 = 21;
/// What the vectors of a sentence are multiplied by in the first fit.
const VECTOR_SCALE: f32 = 0.5;
/// What a sense's worth is multiplied by in the later fits.
const SENSE_SCALE: f64 = 2.0;

/// What to train on, and how.
#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the corpora.
    #[arg(long)]
    corpora: PathBuf,
    /// Write nothing; print scores of models trained on all parts but a third, in turn.
    #[arg(long)]
    cross_validate: bool,
    /// Penalty on large weights.
    #[arg(long, default_value_t = 1.5)]
    lambda: f64,
    /// Features that are kept.
    #[arg(long, default_value_t = 4000)]
    features: usize,
    /// Features seen less often are left out.
    #[arg(long, default_value_t = 2)]
    least: u32,
    /// Words whose sense is weaker are left out.
    #[arg(long, default_value_t = 0.4)]
    sense: f64,
    /// Steps of each fit, at most.
    #[arg(long, default_value_t = 120)]
    rounds: usize,
}

/// Trains and writes `data/model/polarity.bin`.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    let marked = corpus::marked(&arguments.corpora, &lexicon)?;
    let bytes = fs::read(root().join(VECTORS))?;
    let found = corpus::hash(&bytes);
    ensure!(found == VECTORS_SHA256, "{VECTORS} has the hash {found}, not {VECTORS_SHA256}");
    let vectors = Vectors::read(&bytes)?;
    if arguments.cross_validate {
        return cross_validate(&marked, &vectors, arguments);
    }
    let training: Vec<&Marked> = marked.iter().filter(|m| m.part != HELD_OUT).collect();
    let bytes = train(&training, &vectors, arguments)?;
    let path = root().join("data/model/polarity.bin");
    fs::write(&path, &bytes)?;
    println!("{} bytes into {}; now run `cargo xtask pack`", bytes.len(), path.display());
    Ok(())
}

/// Trains on two thirds of the parts that are not held out and scores the other third, in turn.
fn cross_validate(marked: &[Marked], vectors: &Vectors, arguments: &Arguments) -> anyhow::Result<()> {
    let mut all = Confusion::default();
    for third in 0..3 {
        let is_test = |m: &Marked| m.part % 3 == third;
        let inner = || marked.iter().filter(|m| m.part != HELD_OUT);
        let training: Vec<&Marked> = inner().filter(|m| !is_test(m)).collect();
        let bytes = train(&training, vectors, arguments)?;
        let weights = Weights::from_bytes(&bytes);
        for m in inner().filter(|m| is_test(m)) {
            let scores = scores(&m.look, &weights);
            let best = [1, 0, 2].into_iter().max_by(|&a: &usize, &b| scores[a].total_cmp(&scores[b])).unwrap_or(1);
            all.count(m.class, best);
        }
    }
    println!("cross-validated: {all}");
    Ok(())
}

/// Features by number.
struct Numbers {
    of: HashMap<u32, u32>,
    keys: Vec<u32>,
    counts: Vec<f64>,
}

impl Numbers {
    /// The features that at least `least` targets have, in the order in which they are met.
    fn new(marked: &[&Marked], least: u32) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        let all = || marked.iter().flat_map(|m| &m.look.features).map(|&feature| reduce(feature, BITS));
        all().for_each(|key| *counts.entry(key).or_default() += 1);
        let mut numbers = Numbers { of: HashMap::new(), keys: Vec::new(), counts: Vec::new() };
        for key in all().filter(|key| counts[key] >= least) {
            let next = numbers.keys.len() as u32;
            if *numbers.of.entry(key).or_insert(next) == next {
                numbers.keys.push(key);
                numbers.counts.push(f64::from(counts[&key]));
            }
        }
        numbers
    }

    /// Those of some numbers.
    fn only(&self, kept: &[usize]) -> Self {
        let keys: Vec<u32> = kept.iter().map(|&at| self.keys[at]).collect();
        let of = keys.iter().enumerate().map(|(at, key)| (*key, at as u32)).collect();
        Numbers { of, keys, counts: kept.iter().map(|&at| self.counts[at]).collect() }
    }

    /// Targets with these features and with other values behind them.
    fn examples(&self, marked: &[&Marked], others: impl Fn(&Marked) -> Vec<f32>) -> Vec<Example> {
        let example = |m: &&Marked| {
            let (scale, _) = m.look.scales();
            let own = m.look.features.iter().filter_map(|&f| self.of.get(&reduce(f, BITS)));
            let mut row: Vec<(u32, f32)> = own.map(|&number| (number, scale)).collect();
            let values = others(m).into_iter().enumerate().filter(|(_, value)| *value != 0.0);
            row.extend(values.map(|(at, value)| ((self.keys.len() + at) as u32, value)));
            Example { row, class: m.class }
        };
        marked.iter().map(example).collect()
    }
}

/// The packed weights of a model trained on `marked`.
fn train(marked: &[&Marked], vectors: &Vectors, arguments: &Arguments) -> anyhow::Result<Vec<u8>> {
    let Arguments { lambda, rounds, .. } = *arguments;
    let numbers = Numbers::new(marked, arguments.least);
    let dense = |m: &Marked| {
        let scale = VECTOR_SCALE / (m.look.length.max(1) as f32).sqrt();
        vectors.totals(&m.look).into_iter().map(|total| total * scale).collect()
    };
    let first = fit(&numbers.examples(marked, dense), numbers.keys.len() + PLACES * vectors.width, lambda, rounds);
    let counts = vectors.counts(marked.iter().map(|m| &m.look));
    let senses = senses::learn(vectors, &first, numbers.keys.len(), &counts, arguments.sense);
    let summed = |m: &Marked| summed(m, &senses);
    let wide = fit(&numbers.examples(marked, summed), numbers.keys.len() + PLACES * SENSES, lambda, rounds);
    let numbers = numbers.only(&best(&wide, &numbers.counts, arguments.features));
    let fitted = fit(&numbers.examples(marked, summed), numbers.keys.len() + PLACES * SENSES, lambda, rounds);
    pack(&fitted, &numbers.keys, &senses)
}

/// The sums of senses by place, as the fit sees them.
fn summed(marked: &Marked, senses: &Senses) -> Vec<f32> {
    let scale = SENSE_SCALE / (marked.look.length.max(1) as f64).sqrt();
    let totals = totals(&marked.look, |key| senses.of.get(&key).copied());
    totals.iter().enumerate().map(|(at, &t)| (f64::from(t) * senses.units[at % SENSES] * scale) as f32).collect()
}

/// The numbers of the `most` features that matter most, by weight and count.
fn best(fitted: &Fitted, counts: &[f64], most: usize) -> Vec<usize> {
    let size = |at: usize| fitted.of(at).iter().fold(0.0, |sum: f64, w| sum + w * w).sqrt() * counts[at].powf(0.7);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
    order.truncate(most);
    order.sort_unstable();
    order
}

/// Rounds the weights to 8 bits and packs them; neutral is what the other two are measured from.
fn pack(fitted: &Fitted, keys: &[u32], senses: &Senses) -> anyhow::Result<Vec<u8>> {
    let mut cut = 0;
    let mut row = |weights: [f64; CLASSES], unit: f64| -> Vec<(u8, i8)> {
        let from_neutral = [(0, weights[0] - weights[1]), (2, weights[2] - weights[1])];
        let whole = from_neutral.map(|(class, weight)| (class, (weight * unit / f64::from(STEP)).round()));
        cut += whole.iter().filter(|(_, weight)| weight.abs() > 127.0).count();
        whole.iter().map(|&(class, w)| (class, w.clamp(-127.0, 127.0) as i8)).filter(|(_, w)| *w != 0).collect()
    };
    let mut packed: BTreeMap<u32, Vec<(u8, i8)>> = BTreeMap::new();
    for (at, &key) in keys.iter().enumerate() {
        packed.insert(key, row(fitted.of(at), 1.0));
    }
    for at in 0..PLACES * SENSES {
        let unit = senses.units[at % SENSES] * SENSE_SCALE / f64::from(SENSE_STEP);
        let key = reduce(place_weight(at / SENSES, at % SENSES), BITS);
        packed.insert(key, row(fitted.of(keys.len() + at), unit));
    }
    packed.insert(reduce(start_weight(), BITS), row(fitted.start(), 1.0));
    for (&key, numbers) in senses.of.iter().collect::<BTreeMap<_, _>>() {
        let numbers = numbers.iter().enumerate().map(|(at, &n)| (at as u8, n as i8)).filter(|(_, n)| *n != 0);
        packed.entry(reduce(key, BITS)).or_insert_with(|| numbers.collect());
    }
    packed.retain(|_, weights| !weights.is_empty());
    println!("{} features, {} senses, {cut} weights cut", keys.len(), senses.of.len());
    linear::write(BITS, &packed).map_err(anyhow::Error::msg)
}
