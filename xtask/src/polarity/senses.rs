//! Senses: the few directions in which the vectors of words matter for polarity.

use super::regression::{CLASSES, Fitted};
use anyhow::{Context, ensure};
use article_lens::stance::polarity::{Look, PLACES, SENSES, sense};
use std::collections::HashMap;

/// What one unit of a component is in `vectors.bin`.
const UNIT: f32 = 0.6 / 127.0;
/// Greatest number of a sense.
const MOST: f64 = 7.0;
/// Share of the greatest number of a direction beyond which numbers are cut.
const CUT: f64 = 0.6;
/// How far senses are spread before they are rounded, so that the penalty treats them like other features.
const SPREAD: f64 = 0.25;
/// Rounds of Jacobi's method.
const SWEEPS: usize = 30;

/// The vectors of words.
pub struct Vectors {
    /// The words, in order.
    pub words: Vec<String>,
    /// Numbers of each word.
    pub width: usize,
    values: Vec<f32>,
    of: HashMap<u64, usize>,
}

impl Vectors {
    /// Reads `training/polarity/vectors.bin`.
    pub fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let number = |at: usize| -> anyhow::Result<usize> {
            let four = bytes.get(at..at + 4).context("the vectors end early")?;
            Ok(u32::from_le_bytes(four.try_into()?) as usize)
        };
        let (count, width) = (number(0)?, number(4)?);
        let rows = bytes.len().checked_sub(count * width).filter(|&at| at >= 8).context("the vectors end early")?;
        let words: Vec<String> = std::str::from_utf8(&bytes[8..rows])?.lines().map(str::to_owned).collect();
        ensure!(words.len() == count, "{} words, not {count}", words.len());
        let values = bytes[rows..].iter().map(|&b| f32::from(b as i8) * UNIT).collect();
        let of = words.iter().enumerate().map(|(at, word)| (sense(word), at)).collect();
        Ok(Vectors { words, width, values, of })
    }

    fn row(&self, word: usize) -> &[f32] {
        &self.values[word * self.width..][..self.width]
    }

    /// The number of the word that is looked up for `keys`.
    fn find(&self, keys: [u64; 2]) -> Option<usize> {
        keys.iter().find_map(|key| self.of.get(key).copied())
    }

    /// How often each word stands in `looks`.
    pub fn counts<'l>(&self, looks: impl Iterator<Item = &'l Look>) -> Vec<f64> {
        let mut counts = vec![0.0; self.words.len()];
        looks.flat_map(|look| &look.words).filter_map(|word| self.find(word.keys)).for_each(|at| counts[at] += 1.0);
        counts
    }

    /// The sums of the vectors of a sentence by place.
    pub fn totals(&self, look: &Look) -> Vec<f32> {
        let mut totals = vec![0.0; PLACES * self.width];
        for word in &look.words {
            let Some(at) = self.find(word.keys) else { continue };
            for place in (0..PLACES).filter(|place| word.places & 1 << place != 0) {
                let own = &mut totals[place * self.width..][..self.width];
                own.iter_mut().zip(self.row(at)).for_each(|(total, value)| *total += value);
            }
        }
        totals
    }
}

/// The senses of words as they ship.
pub struct Senses {
    /// Keys with their numbers.
    pub of: HashMap<u64, [i32; SENSES]>,
    /// What one unit of each number is worth.
    pub units: [f64; SENSES],
}

/// The directions in which the weights of the vectors, from feature `first` on, move the scores most over the words as
/// they are used.
pub fn learn(vectors: &Vectors, fitted: &Fitted, first: usize, counts: &[f64], least: f64) -> Senses {
    let outputs = PLACES * CLASSES;
    // What each word adds to each class at each place.
    let effects: Vec<Vec<f64>> = (0..vectors.words.len())
        .map(|word| {
            let effect = |output: usize| -> f64 {
                let (place, class) = (output / CLASSES, output % CLASSES);
                let own = vectors.row(word).iter().enumerate();
                own.map(|(at, v)| f64::from(*v) * fitted.of(first + place * vectors.width + at)[class]).sum()
            };
            (0..outputs).map(effect).collect()
        })
        .collect();
    let mut spread = vec![vec![0.0; outputs]; outputs];
    for (effect, count) in effects.iter().zip(counts).filter(|(_, count)| **count > 0.0) {
        for (row, a) in spread.iter_mut().zip(effect) {
            row.iter_mut().zip(effect).for_each(|(sum, b)| *sum += count * a * b);
        }
    }
    let axes = main_axes(spread);
    let project = |effect: &Vec<f64>| -> [f64; SENSES] {
        std::array::from_fn(|number| axes[number].iter().zip(effect).map(|(a, e)| a * e).sum())
    };
    let raw: Vec<[f64; SENSES]> = effects.iter().map(project).collect();
    let all = (raw.len() * SENSES).max(1) as f64;
    let scale = SPREAD / (raw.iter().flatten().map(|v| v * v).sum::<f64>() / all).sqrt().max(1e-12);
    let units: [f64; SENSES] = std::array::from_fn(|number| {
        let most = raw.iter().map(|row| row[number].abs()).fold(1e-12, f64::max);
        most * scale * CUT / MOST
    });
    let round = |row: &[f64; SENSES]| -> [i32; SENSES] {
        std::array::from_fn(|number| (row[number] * scale / units[number]).round().clamp(-MOST, MOST) as i32)
    };
    let of = vectors.words.iter().zip(&raw).map(|(word, row)| (sense(word), round(row)));
    let telling = |row: &[i32; SENSES]| {
        row.iter().zip(units).map(|(&n, unit)| (f64::from(n) * unit).powi(2)).sum::<f64>().sqrt() >= least
    };
    Senses { of: of.filter(|(_, row)| telling(row)).collect(), units }
}

/// The eigenvectors of the greatest eigenvalues of a symmetric matrix, by Jacobi's rotations.
fn main_axes(mut matrix: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let size = matrix.len();
    let mut axes: Vec<Vec<f64>> = (0..size).map(|a| (0..size).map(|b| f64::from(u8::from(a == b))).collect()).collect();
    for _ in 0..SWEEPS {
        for p in 0..size {
            for q in p + 1..size {
                if matrix[p][q].abs() < 1e-15 {
                    continue;
                }
                let angle = 0.5 * (2.0 * matrix[p][q]).atan2(matrix[q][q] - matrix[p][p]);
                let (sin, cos) = angle.sin_cos();
                for row in &mut matrix {
                    (row[p], row[q]) = (cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]);
                }
                for at in 0..size {
                    let (a, b) = (matrix[p][at], matrix[q][at]);
                    (matrix[p][at], matrix[q][at]) = (cos * a - sin * b, sin * a + cos * b);
                    let (a, b) = (axes[p][at], axes[q][at]);
                    (axes[p][at], axes[q][at]) = (cos * a - sin * b, sin * a + cos * b);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&a, &b| matrix[b][b].total_cmp(&matrix[a][a]).then(a.cmp(&b)));
    order.iter().take(SENSES).map(|&at| axes[at].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::main_axes;

    #[test]
    fn the_longest_axis_comes_first() {
        let axes = main_axes(vec![
            vec![2.0, 1.0, 0.0, 0.0],
            vec![1.0, 2.0, 0.0, 0.0],
            vec![0.0, 0.0, 0.5, 0.0],
            vec![0.0, 0.0, 0.0, 0.1],
        ]);
        assert!((axes[0][0] - axes[0][1]).abs() < 1e-9 && (axes[0][0].abs() - 0.5f64.sqrt()).abs() < 1e-9, "{axes:?}");
        assert!((axes[2][2].abs() - 1.0).abs() < 1e-9);
    }
}
