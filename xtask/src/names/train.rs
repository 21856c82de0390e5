//! From labelled texts to the packed weights of the tagger.

use super::crf::{Model, Sentence, Settings};
use super::labels::{Span, assemble};
use super::texts::{self, Text};
use crate::corpora::byte_offsets;
use crate::root;
use anyhow::ensure;
use article_lens::entity::recognizer::features::Features;
use article_lens::entity::recognizer::labels::{LABELS, begin, inside};
use article_lens::entity::recognizer::transition;
use article_lens::lexicon::Lexicon;
use article_lens::linear::{reduce, write};
use article_lens::segment::Document;
use article_lens::tag::tag_document;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;

/// The seed of everything random.
const SEED: u64 = 20_261_125;

/// What to train on, and how large a model.
#[derive(clap::Args)]
pub struct Arguments {
    /// Gold texts: `gold.jsonl` of `cargo xtask names texts`.
    #[arg(long)]
    gold: PathBuf,
    /// The texts that the teacher labelled.
    #[arg(long)]
    silver: PathBuf,
    /// Use this packed lexicon instead of the one that ships.
    #[arg(long)]
    lexicon: Option<PathBuf>,
    /// How many weights are kept.
    #[arg(long, default_value_t = 200_000)]
    weights: usize,
    /// Bits of a feature's hash that are kept: fewer make a smaller table, in which more features are mistaken.
    #[arg(long, default_value_t = 25)]
    bits: u32,
    /// Features seen less often are left out.
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Passes over the texts with all features.
    #[arg(long, default_value_t = 6)]
    epochs: usize,
    /// Passes over the texts with the chosen weights.
    #[arg(long, default_value_t = 6)]
    again: usize,
    /// Step size.
    #[arg(long, default_value_t = 0.08)]
    rate: f32,
    /// Share of the features dropped at each word.
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    /// Use only every n-th text: for trials.
    #[arg(long, default_value_t = 1)]
    every: usize,
    /// Where the weights go.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Trains and writes `data/model/names.bin`.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let packed = arguments.lexicon.as_ref().map(fs::read).transpose()?;
    let lexicon = match &packed {
        Some(bytes) => Lexicon::from_bytes(bytes),
        None => Lexicon::embedded(),
    };
    let mut gold = texts::read(&arguments.gold)?;
    gold.retain(|t| t.corpus != texts::TEACHING);
    let silver = join_sentences(texts::read(&arguments.silver)?);
    let texts: Vec<(Text, Vec<Span>)> = assemble(gold, silver, &lexicon).into_iter().step_by(arguments.every).collect();
    let bits = arguments.bits;
    let mut features = Numbers { bits, ..Numbers::default() };
    // Twice: features are counted first, so that rare ones need no room.
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (text, _) in &texts {
        read(text, &lexicon, &mut |hash| *counts.entry(reduce(hash, bits)).or_default() += 1);
    }
    let mut sentences = Vec::new();
    for (text, names) in &texts {
        sentences.extend(sentences_of(text, names, &lexicon, &counts, arguments.least, &mut features));
    }
    drop(counts);
    let words: usize = sentences.iter().map(|s| s.labels.len()).sum();
    println!("{} texts, {} sentences, {words} words, {} features", texts.len(), sentences.len(), features.keys.len());
    let settings = Settings { epochs: arguments.epochs, rate: arguments.rate, dropout: arguments.dropout, seed: SEED };
    let mut dense = Model::new(features.keys.len(), LABELS);
    dense.train(&sentences, settings, |epoch, loss, _| println!("all features, pass {epoch}: loss {loss:.4}"));
    let masks = dense.choose(&features.counts, arguments.weights);
    drop(dense);
    keep_only(&mut sentences, &masks);
    let mut sparse = Model::masked(masks, LABELS);
    let settings = Settings { epochs: arguments.again, dropout: arguments.dropout / 2.0, ..settings };
    sparse.train(&sentences, settings, |epoch, loss, _| println!("chosen weights, pass {epoch}: loss {loss:.4}"));
    let bytes = pack(&sparse, &features.keys, bits)?;
    let path = arguments.out.clone().unwrap_or_else(|| root().join("data/model/names.bin"));
    fs::write(&path, &bytes)?;
    println!("{} bytes into {}; now run `cargo xtask pack`", bytes.len(), path.display());
    Ok(())
}

/// Features by number.
#[derive(Default)]
struct Numbers {
    bits: u32,
    of: HashMap<u32, u32>,
    keys: Vec<u32>,
    counts: Vec<u32>,
}

/// Sentences that stand alone in a row of a corpus but follow each other in an article are put together again,
/// so that what the rest of an article tells can be learnt.
fn join_sentences(texts: Vec<Text>) -> Vec<Text> {
    const TOGETHER: usize = 12;
    let mut joined: Vec<Text> = Vec::new();
    let mut count = 0;
    for text in texts {
        let last = joined.last_mut().filter(|last| last.corpus == "voa" && text.corpus == "voa" && count < TOGETHER);
        if let Some(last) = last {
            let shift = last.labelled.text.chars().count() + 1;
            last.labelled.text.push('\n');
            last.labelled.text.push_str(&text.labelled.text);
            let moved = text.labelled.entities.into_iter().map(|(s, e, l)| (s + shift, e + shift, l));
            last.labelled.entities.extend(moved);
            count += 1;
        } else {
            joined.push(text);
            count = 1;
        }
    }
    joined
}

/// Calls `see` with the hash of each feature of each word.
fn read(text: &Text, lexicon: &Lexicon<'_>, see: &mut impl FnMut(u64)) {
    let document = Document::new(&text.labelled.text, lexicon);
    let features = Features::new(&document, &tag_document(&document, lexicon), lexicon);
    for sentence in &document.sentences {
        let flags = features.flags(&sentence.tokens, sentence.kind);
        for at in sentence.tokens.clone() {
            features.each(at, &sentence.tokens, flags, see);
        }
    }
}

/// The sentences of a text with features and labels.
fn sentences_of(
    text: &Text,
    names: &[Span],
    lexicon: &Lexicon<'_>,
    counts: &HashMap<u32, u32>,
    least: u32,
    numbers: &mut Numbers,
) -> Vec<Sentence> {
    let document = Document::new(&text.labelled.text, lexicon);
    let labels = labels_of(names, &document);
    let features = Features::new(&document, &tag_document(&document, lexicon), lexicon);
    let mut sentences = Vec::new();
    for sentence in document.sentences.iter().filter(|s| !s.tokens.is_empty()) {
        let flags = features.flags(&sentence.tokens, sentence.kind);
        let (mut seen, mut starts) = (Vec::new(), vec![0]);
        for at in sentence.tokens.clone() {
            features.each(at, &sentence.tokens, flags, &mut |hash| {
                let key = reduce(hash, numbers.bits);
                if counts[&key] >= least {
                    let next = numbers.keys.len() as u32;
                    let number = *numbers.of.entry(key).or_insert(next);
                    if number == next {
                        numbers.keys.push(key);
                        numbers.counts.push(counts[&key]);
                    }
                    seen.push(number);
                }
            });
            starts.push(seen.len() as u32);
        }
        let weight = match text.corpus.as_str() {
            "btc" | "wnut" => 0.3,
            _ => 1.0,
        };
        let labels = labels[sentence.tokens.clone()].to_vec();
        sentences.push(Sentence { features: seen, starts, labels, weight });
    }
    sentences
}

/// The label of each token; a token that a name only touches belongs to it.
fn labels_of(names: &[Span], document: &Document<'_>) -> Vec<u8> {
    let offsets = byte_offsets(document.text);
    let mut labels = vec![0; document.tokens.len()];
    for (range, kind) in names {
        let (start, end) = (offsets[range.start], offsets[range.end]);
        let first = document.tokens.partition_point(|t| t.span.end <= start);
        for (at, token) in document.tokens.iter().enumerate().skip(first) {
            if token.span.start >= end {
                break;
            }
            labels[at] = if at == first { begin(*kind) } else { inside(*kind) };
        }
    }
    labels
}

/// Drops the features that have no weight left.
fn keep_only(sentences: &mut [Sentence], masks: &[u32]) {
    for sentence in sentences {
        let mut kept = Vec::new();
        let mut starts = vec![0];
        for word in sentence.starts.windows(2) {
            let features = &sentence.features[word[0] as usize..word[1] as usize];
            kept.extend(features.iter().filter(|&&f| masks[f as usize] != 0));
            starts.push(kept.len() as u32);
        }
        sentence.features = kept;
        sentence.starts = starts;
    }
}

/// Rounds the weights to 8 bits and packs them.
fn pack(model: &Model, keys: &[u32], bits: u32) -> anyhow::Result<Vec<u8>> {
    let all = || model.weights.iter().chain(&model.transitions).map(|w| w.abs());
    let mut sizes: Vec<f32> = all().filter(|w| *w > 0.0).collect();
    ensure!(!sizes.is_empty(), "no weight was learnt");
    sizes.sort_by(f32::total_cmp);
    // The few weights beyond are cut, so that the many small ones keep their differences.
    let most = sizes[(sizes.len() - 1) * 999 / 1000];
    let round = |w: f32| (w / most * 127.0).round().clamp(-127.0, 127.0) as i8;
    let mut packed: BTreeMap<u32, Vec<(u8, i8)>> = BTreeMap::new();
    for (feature, &key) in keys.iter().enumerate() {
        let row = &model.weights[feature * LABELS..][..LABELS];
        let weights: Vec<(u8, i8)> = (0..LABELS)
            .filter(|&label| model.has(feature, label))
            .map(|label| (label as u8, round(row[label])))
            .filter(|(_, weight)| *weight != 0)
            .collect();
        if !weights.is_empty() {
            packed.insert(key, weights);
        }
    }
    for before in 0..LABELS {
        let row = &model.transitions[before * LABELS..][..LABELS];
        let weights = row.iter().enumerate().map(|(after, w)| (after as u8, round(*w))).filter(|w| w.1 != 0);
        packed.insert(reduce(transition(before), bits), weights.collect());
    }
    write(bits, &packed).map_err(anyhow::Error::msg)
}
