//! A linear-chain conditional random field, trained to be small.
//!
//! First all features are trained (stochastic gradient with AdaGrad's steps, features dropped at random); then the
//! weights that matter most are chosen, by `|weight| · count^0.7`, and only these are trained again from nought;
//! last they are rounded to 8 bits. Pruning a fully trained model without training again loses several points.
//! Everything is done in one thread, in one order, with a fixed seed: same input, same weights.

/// One sentence: for each word its features (numbers from 0) and its label.
pub struct Sentence {
    /// Features of all words, one after the other.
    pub features: Vec<u32>,
    /// Where the features of each word begin, and the end.
    pub starts: Vec<u32>,
    /// The label of each word.
    pub labels: Vec<u8>,
    /// How much the sentence counts.
    pub weight: f32,
}

impl Sentence {
    fn of(&self, word: usize) -> &[u32] {
        &self.features[self.starts[word] as usize..self.starts[word + 1] as usize]
    }
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over all sentences.
    pub epochs: usize,
    /// Step size of AdaGrad.
    pub rate: f32,
    /// Share of the features dropped at each word.
    pub dropout: f32,
    /// Seed of order and dropout.
    pub seed: u64,
}

/// Weights by feature and label, and between labels.
pub struct Model {
    labels: usize,
    /// `weights[feature * labels + label]`.
    pub weights: Vec<f32>,
    /// `transitions[before * labels + after]`.
    pub transitions: Vec<f32>,
    /// The labels that a feature has weights for, one bit each.
    mask: Vec<u32>,
    squares: Vec<f32>,
    transition_squares: Vec<f32>,
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn chance(&mut self, share: f32) -> bool {
        ((self.next() >> 40) as f32) < share * (1u32 << 24) as f32
    }
}

impl Model {
    /// A model of `features` features, all weights nought.
    pub fn new(features: usize, labels: usize) -> Self {
        let mask = vec![u32::MAX; features];
        Model::masked(mask, labels)
    }

    /// A model with weights only where `mask` has a bit.
    pub fn masked(mask: Vec<u32>, labels: usize) -> Self {
        let size = mask.len() * labels;
        Model {
            labels,
            weights: vec![0.0; size],
            transitions: vec![0.0; labels * labels],
            mask,
            squares: vec![1e-4; size],
            transition_squares: vec![1e-4; labels * labels],
        }
    }

    /// Trains on `sentences`; `told` is called after each pass with its number and the mean loss of a word.
    pub fn train(&mut self, sentences: &[Sentence], settings: Settings, mut told: impl FnMut(usize, f64, &Model)) {
        let mut random = Random(settings.seed | 1);
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut work = Work::default();
        for epoch in 0..settings.epochs {
            for i in (1..order.len()).rev() {
                order.swap(i, (random.next() % (i as u64 + 1)) as usize);
            }
            let (mut loss, mut words) = (0.0, 0);
            // Steps shrink towards the end, which stands in for averaging.
            let rate = settings.rate * (1.0 - 0.9 * epoch as f32 / settings.epochs as f32);
            for &i in &order {
                loss += f64::from(self.step(&sentences[i], rate, settings.dropout, &mut random, &mut work));
                words += sentences[i].labels.len();
            }
            told(epoch + 1, loss / words.max(1) as f64, self);
        }
    }

    /// One step on one sentence; returns its loss.
    fn step(&mut self, sentence: &Sentence, rate: f32, dropout: f32, random: &mut Random, work: &mut Work) -> f32 {
        let (n, l) = (sentence.labels.len(), self.labels);
        work.kept.clear();
        work.kept_starts.clear();
        work.kept_starts.push(0);
        for word in 0..n {
            work.kept.extend(sentence.of(word).iter().filter(|_| !random.chance(dropout)));
            work.kept_starts.push(work.kept.len());
        }
        let keep = 1.0 / (1.0 - dropout);
        work.scores.clear();
        work.scores.resize(n * l, 0.0);
        for (word, row) in work.scores.chunks_mut(l).enumerate() {
            for &feature in &work.kept[work.kept_starts[word]..work.kept_starts[word + 1]] {
                let weights = &self.weights[feature as usize * l..][..l];
                row.iter_mut().zip(weights).for_each(|(s, w)| *s += w * keep);
            }
        }
        let log_z = self.marginals(n, work);
        let mut gold = 0.0;
        for (word, &label) in sentence.labels.iter().enumerate() {
            gold += work.scores[word * l + label as usize];
            if word > 0 {
                gold += self.transitions[sentence.labels[word - 1] as usize * l + label as usize];
            }
        }
        let scale = sentence.weight;
        for word in 0..n {
            let row = &mut work.alpha[word * l..][..l];
            row[sentence.labels[word] as usize] -= 1.0;
            for &feature in &work.kept[work.kept_starts[word]..work.kept_starts[word + 1]] {
                let at = feature as usize * l;
                let mask = self.mask[feature as usize];
                let weights = &mut self.weights[at..at + l];
                let squares = &mut self.squares[at..at + l];
                for label in 0..l {
                    let gradient = row[label] * scale * keep;
                    if gradient.abs() > 1e-3 && mask >> label & 1 == 1 {
                        squares[label] += gradient * gradient;
                        weights[label] -= rate * gradient / squares[label].sqrt();
                    }
                }
            }
        }
        for word in 1..n {
            work.pairs[sentence.labels[word - 1] as usize * l + sentence.labels[word] as usize] -= 1.0;
        }
        for (at, &expected) in work.pairs.iter().enumerate() {
            let gradient = expected * scale;
            if gradient.abs() > 1e-4 {
                self.transition_squares[at] += gradient * gradient;
                self.transitions[at] -= rate * gradient / self.transition_squares[at].sqrt();
            }
        }
        log_z - gold
    }

    /// Forward and backward: leaves each word's label probabilities in `alpha`, expected pairs in `pairs`.
    fn marginals(&self, n: usize, work: &mut Work) -> f32 {
        let l = self.labels;
        work.exp.clear();
        work.exp.extend(self.transitions.iter().map(|t| t.exp()));
        work.alpha.clear();
        work.alpha.resize(n * l, 0.0);
        work.beta.clear();
        work.beta.resize(n * l, 0.0);
        work.pairs.clear();
        work.pairs.resize(l * l, 0.0);
        work.emit.clear();
        let mut log_z = 0.0;
        for word in 0..n {
            let row = &work.scores[word * l..][..l];
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            log_z += most;
            work.emit.extend(row.iter().map(|s| (s - most).exp()));
        }
        for word in 0..n {
            let (before, rest) = work.alpha.split_at_mut(word * l);
            let row = &mut rest[..l];
            if word == 0 {
                row.copy_from_slice(&work.emit[..l]);
            } else {
                let before = &before[(word - 1) * l..];
                for (from, &a) in before.iter().enumerate() {
                    let weights = &work.exp[from * l..][..l];
                    row.iter_mut().zip(weights).for_each(|(r, w)| *r += a * w);
                }
                row.iter_mut().zip(&work.emit[word * l..]).for_each(|(r, e)| *r *= e);
            }
            let sum: f32 = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|r| *r /= sum);
            log_z += sum.ln();
        }
        work.beta[(n - 1) * l..].fill(1.0);
        for word in (0..n - 1).rev() {
            let (head, tail) = work.beta.split_at_mut((word + 1) * l);
            let row = &mut head[word * l..];
            work.next.clear();
            work.next.extend(tail[..l].iter().zip(&work.emit[(word + 1) * l..]).map(|(b, e)| b * e));
            for (from, r) in row.iter_mut().enumerate() {
                let weights = &work.exp[from * l..][..l];
                *r = weights.iter().zip(&work.next).map(|(w, x)| w * x).sum();
            }
            // The expected pairs of this word and the next.
            let alpha = &work.alpha[word * l..][..l];
            let total: f32 = alpha.iter().zip(row.iter()).map(|(a, r)| a * r).sum::<f32>().max(1e-30);
            for (from, &a) in alpha.iter().enumerate() {
                if a < 1e-6 {
                    continue;
                }
                let weights = &work.exp[from * l..][..l];
                let pairs = &mut work.pairs[from * l..][..l];
                for ((p, w), x) in pairs.iter_mut().zip(weights).zip(&work.next) {
                    *p += a * w * x / total;
                }
            }
            let sum: f32 = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|r| *r /= sum);
        }
        for word in 0..n {
            let row = &mut work.alpha[word * l..][..l];
            row.iter_mut().zip(&work.beta[word * l..]).for_each(|(a, b)| *a *= b);
            let sum: f32 = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|a| *a /= sum);
        }
        log_z
    }

    /// The masks that keep the `most` weights that matter most, given how often each feature occurs.
    pub fn choose(&self, counts: &[u32], most: usize) -> Vec<u32> {
        let l = self.labels;
        let worth = |at: usize| self.weights[at].abs() * (counts[at / l] as f32).powf(0.7);
        let mut order: Vec<u32> =
            (0..self.weights.len() as u32).filter(|&at| self.weights[at as usize] != 0.0).collect();
        if order.len() > most {
            order
                .select_nth_unstable_by(most, |&a, &b| worth(b as usize).total_cmp(&worth(a as usize)).then(a.cmp(&b)));
            order.truncate(most);
        }
        let mut masks = vec![0; counts.len()];
        order.iter().for_each(|&at| masks[at as usize / l] |= 1 << (at as usize % l));
        masks
    }

    /// Whether a feature has a weight for a label.
    pub fn has(&self, feature: usize, label: usize) -> bool {
        self.mask[feature] >> label & 1 == 1
    }
}

/// Buffers that steps share.
#[derive(Default)]
struct Work {
    kept: Vec<u32>,
    kept_starts: Vec<usize>,
    scores: Vec<f32>,
    emit: Vec<f32>,
    exp: Vec<f32>,
    alpha: Vec<f32>,
    beta: Vec<f32>,
    next: Vec<f32>,
    pairs: Vec<f32>,
}
