//! Weights of hashed features, read in place.
//!
//! ```text
//! magic (4) | bits (1) | 0 0 0 | features (4) | weights (4)
//! blocks    8 bytes for each 64 buckets: number of the first feature, number of the first weight
//! counts    1 byte a bucket: how many features it holds
//! checks    1 byte a feature: the last 8 bits of its reduced hash
//! sizes     1 byte a feature: how many weights it has
//! labels    1 byte a weight
//! values    1 byte a weight, signed
//! ```
//!
//! A hash is reduced to its top `bits`: all but the last 8 of these name a bucket, the last 8 tell
//! the features of a bucket apart. What does not stand in the table passes for something that does
//! with a chance of features / 2^bits; 24 bits make that 0.2 % for 30,000 features, and each bit
//! more costs a bit a feature. Columns lie apart because brotli packs each by its own statistics.
//! The number of a feature or weight within a block is found by adding counts, 64 at most.

use std::collections::BTreeMap;

const MAGIC: &[u8; 4] = b"ALW\x01";
const HEAD: usize = 16;
/// Buckets in one block.
const BLOCK: usize = 64;
/// Bytes of one block's entry.
const ENTRY: usize = 8;
/// Bits of a reduced hash that tell features of one bucket apart.
const CHECK: u32 = 8;
/// Fewest and most bits of a reduced hash.
const BITS: std::ops::RangeInclusive<u32> = 14..=32;

/// The top `bits` of a feature's hash: what a table of that many bits knows of it.
pub fn reduce(hash: u64, bits: u32) -> u32 {
    (hash >> (64 - bits)) as u32
}

/// A table of weights over packed bytes. Empty by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weights<'d> {
    bits: u32,
    blocks: &'d [u8],
    counts: &'d [u8],
    checks: &'d [u8],
    sizes: &'d [u8],
    labels: &'d [u8],
    values: &'d [u8],
}

impl<'d> Weights<'d> {
    /// The table in `bytes`; bytes that are no table hold no weight.
    pub fn from_bytes(bytes: &'d [u8]) -> Self {
        Self::read(bytes).unwrap_or_default()
    }

    fn read(bytes: &'d [u8]) -> Option<Self> {
        let bits = u32::from(*bytes.get(4)?);
        if !bytes.starts_with(MAGIC) || !BITS.contains(&bits) {
            return None;
        }
        let (features, weights) = (number(bytes, 8)?, number(bytes, 12)?);
        let buckets = 1usize << (bits - CHECK);
        let mut rest = bytes.get(HEAD..)?;
        let mut column = |length: usize| {
            let (column, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(column)
        };
        Some(Weights {
            bits,
            blocks: column(buckets / BLOCK * ENTRY)?,
            counts: column(buckets)?,
            checks: column(features)?,
            sizes: column(features)?,
            labels: column(weights)?,
            values: column(weights)?,
        })
    }

    /// Adds the weights of a feature to the scores by label.
    pub fn add(&self, feature: u64, scores: &mut [i32]) {
        let Some((labels, values)) = self.columns(feature) else { return };
        for (&label, &value) in labels.iter().zip(values) {
            if let Some(score) = scores.get_mut(usize::from(label)) {
                *score += i32::from(value as i8);
            }
        }
    }

    /// The weights of a feature, with their labels; none for a feature that the table lacks.
    pub fn weights(&self, feature: u64) -> impl Iterator<Item = (u8, i8)> + use<'d> {
        let (labels, values) = self.columns(feature).unwrap_or_default();
        labels.iter().zip(values).map(|(&label, &value)| (label, value as i8))
    }

    /// The labels and the values of a feature's weights.
    fn columns(&self, feature: u64) -> Option<(&'d [u8], &'d [u8])> {
        if self.bits == 0 {
            return None;
        }
        let reduced = reduce(feature, self.bits) as usize;
        let (bucket, check) = (reduced >> CHECK, reduced as u8);
        let count = usize::from(*self.counts.get(bucket)?);
        if count == 0 {
            return None;
        }
        let block = bucket / BLOCK;
        let first = number(self.blocks, block * ENTRY)?;
        let own = first + sum(self.counts.get(block * BLOCK..bucket)?);
        let found = own + self.checks.get(own..own + count)?.iter().position(|&c| c == check)?;
        let start = number(self.blocks, block * ENTRY + 4)? + sum(self.sizes.get(first..found)?);
        let own = start..start + usize::from(*self.sizes.get(found)?);
        Some((self.labels.get(own.clone())?, self.values.get(own)?))
    }
}

fn sum(numbers: &[u8]) -> usize {
    numbers.iter().map(|&n| u32::from(n)).sum::<u32>() as usize
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Packs weights: from reduced hash ([`reduce`] with the same `bits`) to labels and weights.
///
/// # Errors
/// When `bits` are not 14 to 32, a hash has more, or a bucket has over 255 features or a feature
/// over 255 weights.
pub fn write(bits: u32, features: &BTreeMap<u32, Vec<(u8, i8)>>) -> Result<Vec<u8>, String> {
    if !BITS.contains(&bits) {
        return Err(format!("{bits} bits are not {} to {}", BITS.start(), BITS.end()));
    }
    let buckets = 1usize << (bits - CHECK);
    let (mut counts, mut checks, mut sizes) = (vec![0u8; buckets], Vec::new(), Vec::new());
    let (mut labels, mut values) = (Vec::new(), Vec::new());
    for (&reduced, weights) in features {
        let count = counts
            .get_mut(reduced as usize >> CHECK)
            .ok_or_else(|| format!("{reduced:x} has more than {bits} bits"))?;
        *count = count.checked_add(1).ok_or("a bucket has too many features")?;
        checks.push(reduced as u8);
        sizes.push(u8::try_from(weights.len()).map_err(|_| "a feature has too many weights")?);
        labels.extend(weights.iter().map(|w| w.0));
        values.extend(weights.iter().map(|w| w.1 as u8));
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend([bits as u8, 0, 0, 0]);
    bytes.extend((checks.len() as u32).to_le_bytes());
    bytes.extend((labels.len() as u32).to_le_bytes());
    let (mut feature, mut weight) = (0, 0);
    for block in counts.chunks(BLOCK) {
        bytes.extend((feature as u32).to_le_bytes());
        bytes.extend((weight as u32).to_le_bytes());
        let next = feature + sum(block);
        weight += sum(&sizes[feature..next]);
        feature = next;
    }
    for column in [counts, checks, sizes, labels, values] {
        bytes.extend(column);
    }
    Ok(bytes)
}

/// Classes of words (clusters), in the same format: the class of a word is its one weight, label and value read as
/// the low and the high byte of a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Classes<'d>(Weights<'d>);

impl<'d> Classes<'d> {
    /// The table in `bytes`; bytes that are no table know no word.
    pub fn from_bytes(bytes: &'d [u8]) -> Self {
        Classes(Weights::from_bytes(bytes))
    }

    /// The class of a word by its hash ([`super::feature`]).
    pub fn class(&self, word: u64) -> Option<u16> {
        self.0.weights(word).next().map(|(low, high)| u16::from_le_bytes([low, high as u8]))
    }
}

/// Packs classes: from reduced hash to class.
///
/// # Errors
/// As [`write`].
pub fn write_classes(bits: u32, classes: &BTreeMap<u32, u16>) -> Result<Vec<u8>, String> {
    let weight = |class: &u16| {
        let [low, high] = class.to_le_bytes();
        vec![(low, high as i8)]
    };
    write(bits, &classes.iter().map(|(word, class)| (*word, weight(class))).collect())
}
