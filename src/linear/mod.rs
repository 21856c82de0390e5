//! Linear models: sums of small integer weights, the same on every machine.
//!
//! A model gives each label of a token a score: the sum of the weights of the features that hold at
//! that token. A feature is a string such as `suffix=ing`, of which only a hash is kept
//! ([`feature`]); [`Weights`] reads the weights in place, [`viterbi`] finds the best labels of a
//! whole sentence. Weights are `i8` and sums `i32`, so nothing is ever rounded at run time.
//!
//! # Example
//! ```
//! use article_lens::linear::{Weights, feature, reduce, viterbi, write};
//! use std::collections::BTreeMap;
//!
//! // Two labels: 0 is a noun, 1 a verb.
//! let model = BTreeMap::from([
//!     (reduce(feature(&["word", "the"]), 24), vec![(0, 20)]),
//!     (reduce(feature(&["suffix", "ing"]), 24), vec![(0, -5), (1, 9)]),
//! ]);
//! let bytes = write(24, &model)?;
//! let weights = Weights::from_bytes(&bytes);
//! let mut scores = [0; 2 * 2];
//! weights.add(feature(&["word", "the"]), &mut scores[0..2]);
//! weights.add(feature(&["suffix", "ing"]), &mut scores[2..4]);
//! assert_eq!(scores, [20, 0, -5, 9]);
//! assert_eq!(viterbi(&scores, &[0; 4], 2), [0, 1]);
//! # Ok::<(), String>(())
//! ```

mod packed;

pub use packed::{Classes, Weights, reduce, write, write_classes};

/// The state of a hash before its first byte (FNV-1a, 64 bits).
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of the feature that consists of `parts`.
///
/// FNV-1a over the bytes, with a separator after each part, and a final mix so that the high bits,
/// which the tables are ordered by, depend on every byte. The values are part of the format: a
/// change makes every trained model useless.
pub fn feature(parts: &[&str]) -> u64 {
    let mut hash = OFFSET;
    for part in parts {
        for &byte in part.as_bytes().iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    mix(hash)
}

/// The hash of the feature of kind `kind` that consists of parts hashed before.
///
/// Where the same word takes part in many features, its bytes are then hashed once only.
pub fn combine(kind: u8, parts: &[u64]) -> u64 {
    parts.iter().fold(mix(OFFSET ^ u64::from(kind)), |hash, part| mix(hash.rotate_left(5) ^ part))
}

/// The finaliser of MurmurHash3: every bit of the result depends on every bit of `hash`.
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The labels of a sequence with the highest sum of scores and transitions.
///
/// `scores` holds `labels` numbers for each token; `transitions[from * labels + to]` is added where
/// label `to` follows label `from`. Of equal sums the one with lower labels towards the end wins.
pub fn viterbi(scores: &[i32], transitions: &[i32], labels: usize) -> Vec<u8> {
    let Some(tokens) = scores.len().checked_div(labels) else {
        return Vec::new();
    };
    let mut sums: Vec<i32> = scores[..labels.min(scores.len())].to_vec();
    let mut from = vec![0u8; tokens * labels];
    for token in 1..tokens {
        let row = token * labels..(token + 1) * labels;
        let mut next = scores[row.clone()].to_vec();
        for (to, (sum, from)) in next.iter_mut().zip(&mut from[row]).enumerate() {
            let (best, label) =
                best(sums.iter().enumerate().map(|(label, sum)| sum + transitions[label * labels + to]));
            *sum += best;
            *from = label;
        }
        sums = next;
    }
    let (_, mut label) = best(sums.iter().copied());
    let mut found = vec![0; tokens];
    for token in (0..tokens).rev() {
        found[token] = label;
        label = from[token * labels + label as usize];
    }
    found
}

/// The highest number and its place; the first of equals.
fn best(numbers: impl Iterator<Item = i32>) -> (i32, u8) {
    let mut best = (i32::MIN, 0);
    for (at, number) in numbers.enumerate() {
        if number > best.0 {
            best = (number, at as u8);
        }
    }
    best
}
