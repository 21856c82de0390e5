//! What a sentence says about one target: something negative, neutral or positive.
//!
//! A multinomial logistic regression over two kinds of evidence: hashed features (the words around the target, their
//! order, the verb whose subject or object it is), and sums of *senses*, a few small numbers that the model holds for
//! each of some thousand words, by where in the sentence the words stand. Senses let words speak that
//! the training hardly saw. Names are never read, neither the target's own nor others, so that nobody is judged by
//! who they are.
//!
//! Nothing of this is decided by rule; `xtask/src/polarity/` learns the weights from the same [`look`].

mod look;

use crate::lexicon::Lexicon;
use crate::linear::{Weights, combine, feature};
use crate::segment::Document;
use crate::syntax::Syntax;
use crate::tag::Tags;
use std::ops::Range;

pub use look::look;

/// Numbers that a word's sense has.
pub const SENSES: usize = 4;
/// Places that senses are summed over.
pub const PLACES: usize = 17;
/// Weights are kept as multiples of this, in nats.
pub const STEP: f32 = 1.0 / 20.0;
/// What one unit of a sense weighs.
pub const SENSE_STEP: f32 = 1.0 / 8.0;

/// What the engine has read of a text.
#[derive(Clone, Copy)]
pub struct Reading<'a, 't, 'd> {
    /// The document.
    pub document: &'a Document<'t>,
    /// Its tags.
    pub tags: &'a Tags,
    /// Its clauses.
    pub syntax: &'a Syntax,
    /// What the engine knows.
    pub lexicon: &'a Lexicon<'d>,
}

/// A word that senses are looked up for.
#[derive(Debug, Clone, Copy)]
pub struct Sensed {
    /// The [`sense`] of its form, and of its lemma, which is asked where the model lacks the form.
    pub keys: [u64; 2],
    /// Where it stands: bit `n` for the place of number `n`.
    pub places: u32,
}

/// What the model sees of a target and its sentence.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Hashed features, each once.
    pub features: Vec<u64>,
    /// The words of the sentence without names and the target.
    pub words: Vec<Sensed>,
    /// Tokens of the sentence.
    pub length: usize,
}

/// The key of a word's sense in the table of weights.
pub fn sense(word: &str) -> u64 {
    feature(&["sense", word])
}

/// The key of the weights of number `number` of the senses at place `place`.
pub fn place_weight(place: usize, number: usize) -> u64 {
    combine(0, &[place as u64, number as u64])
}

/// The key of what each polarity starts from.
pub fn start_weight() -> u64 {
    combine(1, &[])
}

/// What is said about the target at tokens `target`, and how sure that is, from 0 to 1.
///
/// -1 is negative, 0 neutral, 1 positive. A model without weights finds everything neutral, as does a target
/// beyond the text. The confidence is the probability that the model gives to its answer.
///
/// # Example
/// ```
/// use article_lens::lexicon::Lexicon;
/// use article_lens::segment::Document;
/// use article_lens::stance::polarity::{Reading, polarity};
/// use article_lens::{syntax, tag};
///
/// let lexicon = Lexicon::embedded();
/// let document = Document::new("The corrupt minister lied to the voters.", &lexicon);
/// let tags = tag::tag_document(&document, &lexicon);
/// let syntax = syntax::parse(&document, &tags, &lexicon);
/// let reading = Reading { document: &document, tags: &tags, syntax: &syntax, lexicon: &lexicon };
/// let (polarity, confidence) = polarity(reading, &lexicon.polarity, 0..3);
/// assert_eq!(polarity, -1);
/// assert!(confidence > 0.5);
/// ```
pub fn polarity(reading: Reading<'_, '_, '_>, model: &Weights<'_>, target: Range<usize>) -> (i8, f32) {
    decide(scores(&look(reading, target), model))
}

/// The likeliest polarity with its probability, of scores in nats for negative, neutral and positive.
fn decide(scores: [f32; 3]) -> (i8, f32) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    let best = [1, 0, 2].into_iter().find(|&at| scores[at] == most).unwrap_or(1);
    (best as i8 - 1, 1.0 / all)
}

/// The scores of negative, neutral and positive, in nats.
pub fn scores(look: &Look, model: &Weights<'_>) -> [f32; 3] {
    let (mut start, mut sums, mut sensed) = ([0; 3], [0; 3], [0; 3]);
    model.add(start_weight(), &mut start);
    look.features.iter().for_each(|&feature| model.add(feature, &mut sums));
    for (at, total) in totals(look, |key| numbers(key, model)).into_iter().enumerate().filter(|(_, total)| *total != 0)
    {
        let mut weights = [0; 3];
        model.add(place_weight(at / SENSES, at % SENSES), &mut weights);
        sensed.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * total);
    }
    let (features, senses) = look.scales();
    std::array::from_fn(|at| STEP * (start[at] as f32 + sums[at] as f32 * features + sensed[at] as f32 * senses))
}

/// The numbers of a word's sense; none for a word that the model lacks.
fn numbers(key: u64, model: &Weights<'_>) -> Option<[i32; SENSES]> {
    let mut numbers = [0; SENSES];
    model.add(key, &mut numbers);
    (numbers != [0; SENSES]).then_some(numbers)
}

/// The sums of the senses by place: [`SENSES`] numbers a place.
pub fn totals(look: &Look, sense: impl Fn(u64) -> Option<[i32; SENSES]>) -> [i32; PLACES * SENSES] {
    let mut totals = [0; PLACES * SENSES];
    for word in &look.words {
        let Some(numbers) = word.keys.iter().find_map(|&key| sense(key)) else { continue };
        for place in (0..PLACES).filter(|place| word.places & 1 << place != 0) {
            totals[place * SENSES..][..SENSES].iter_mut().zip(numbers).for_each(|(total, number)| *total += number);
        }
    }
    totals
}

impl Look {
    /// What the sums of features and of senses are multiplied by, so that long sentences shout no louder.
    pub fn scales(&self) -> (f32, f32) {
        let of = |count: usize| 1.0 / (count.max(1) as f32).sqrt();
        (of(self.features.len()), SENSE_STEP * of(self.length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::{reduce, write};
    use crate::{syntax, tag};
    use std::collections::BTreeMap;

    /// Calls `then` with `text` as read and the tokens of `target` in it.
    fn read<T>(text: &str, target: &str, then: impl FnOnce(Reading<'_, '_, '_>, Range<usize>) -> T) -> T {
        let lexicon = Lexicon::embedded();
        let document = Document::new(text, &lexicon);
        let tags = tag::tag_document(&document, &lexicon);
        let syntax = syntax::parse(&document, &tags, &lexicon);
        let start = text.find(target).expect("the target stands in the text");
        let tokens = document.tokens_in(crate::text::Span::new(start, start + target.len()));
        then(Reading { document: &document, tags: &tags, syntax: &syntax, lexicon: &lexicon }, tokens)
    }

    fn found(text: &str, target: &str) -> i8 {
        read(text, target, |reading, tokens| polarity(reading, &reading.lexicon.polarity, tokens).0)
    }

    #[test]
    fn plain_praise_and_blame_are_told_apart() {
        assert_eq!(found("Critics slammed the mayor as a corrupt liar.", "the mayor"), -1);
        assert_eq!(found("Fans praised the singer as a brilliant and generous artist.", "the singer"), 1);
        assert_eq!(found("The minister will arrive on Tuesday.", "The minister"), 0);
    }

    #[test]
    fn a_name_tells_nothing() {
        let looks = ["Marie Dupont", "Aisha Khan"].map(|name| {
            let text = format!("Critics slammed {name} on Monday over the plan.");
            read(&text, name, look)
        });
        assert_eq!(looks[0].features, looks[1].features);
        let keys = |look: &Look| look.words.iter().map(|word| (word.keys, word.places)).collect::<Vec<_>>();
        assert_eq!(keys(&looks[0]), keys(&looks[1]));
    }

    #[test]
    fn no_weights_and_no_target_are_neutral() {
        let text = "Critics slammed the mayor.";
        let empty = Weights::default();
        let (polarity_found, confidence) = read(text, "the mayor", |reading, tokens| polarity(reading, &empty, tokens));
        assert_eq!(polarity_found, 0);
        assert!((confidence - 1.0 / 3.0).abs() < 1e-6);
        read(text, "the mayor", |reading, _| {
            assert!(look(reading, 2..2).features.is_empty());
            assert!(look(reading, 90..91).features.is_empty());
            assert!(!look(reading, 2..90).features.is_empty());
        });
    }

    #[test]
    fn senses_are_summed_by_place_and_weighed() {
        const BITS: u32 = 21;
        let key = |hash| reduce(hash, BITS);
        // The form is not listed, its lemma is; place 0 is anywhere in the sentence.
        let model = BTreeMap::from([
            (key(sense("slam")), vec![(0, 3), (1, -2)]),
            (key(place_weight(0, 0)), vec![(0, 40)]),
            (key(start_weight()), vec![(2, 20)]),
        ]);
        let bytes = write(BITS, &model).expect("a small model can be packed");
        let weights = Weights::from_bytes(&bytes);
        read("Critics slammed the mayor.", "the mayor", |reading, tokens| {
            let look = look(reading, tokens);
            let totals = totals(&look, |key| numbers(key, &weights));
            assert_eq!(totals[..SENSES], [3, -2, 0, 0]);
            let expected = STEP * 3.0 * 40.0 * SENSE_STEP / 5f32.sqrt();
            let scores = scores(&look, &weights);
            assert!((scores[0] - expected).abs() < 1e-4, "{scores:?}, {expected}");
            assert_eq!(scores[1..], [0.0, STEP * 20.0]);
        });
    }
}
