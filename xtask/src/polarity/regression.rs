//! Multinomial logistic regression with an L2 penalty, fitted by L-BFGS: no step size, no order, no chance.

/// Negative, neutral, positive.
pub const CLASSES: usize = 3;
/// Pairs of steps and changes of the gradient that L-BFGS remembers.
const MEMORY: usize = 6;
/// The least share of the promised gain that a step must bring.
const ARMIJO: f64 = 1e-4;

/// One target: its features with their values, and its class.
pub struct Example {
    /// Numbers and values of the features that are not nought.
    pub row: Vec<(u32, f32)>,
    /// Its class.
    pub class: usize,
}

/// Weights by feature and class, the last feature being one that always holds.
pub struct Fitted {
    /// [`CLASSES`] weights a feature.
    pub weights: Vec<f64>,
}

impl Fitted {
    /// The weights of feature `number`.
    pub fn of(&self, number: usize) -> [f64; CLASSES] {
        std::array::from_fn(|class| self.weights[number * CLASSES + class])
    }

    /// The weights that every example starts from.
    pub fn start(&self) -> [f64; CLASSES] {
        self.of(self.weights.len() / CLASSES - 1)
    }
}

/// Fits `features` features to the examples, with penalty `lambda`, in at most `rounds` steps.
pub fn fit(examples: &[Example], features: usize, lambda: f64, rounds: usize) -> Fitted {
    let mut weights = vec![0.0; (features + 1) * CLASSES];
    let (mut loss, mut slope) = gradient(examples, &weights, lambda);
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..rounds {
        let direction = direction(&slope, &memory);
        let gain = dot(&direction, &slope);
        let mut length = if memory.is_empty() { 1.0 / dot(&slope, &slope).sqrt().max(1e-12) } else { 1.0 };
        let moved = (0..20).find_map(|_| {
            let next: Vec<f64> = weights.iter().zip(&direction).map(|(w, d)| w + length * d).collect();
            let (next_loss, next_slope) = gradient(examples, &next, lambda);
            let enough = next_loss <= loss + ARMIJO * length * gain;
            length /= 2.0;
            enough.then_some((next, next_loss, next_slope))
        });
        let Some((next, next_loss, next_slope)) = moved else { break };
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
        if dot(&step, &change) > 1e-10 {
            memory.push((step, change));
            memory.drain(..memory.len().saturating_sub(MEMORY));
        }
        let done = (loss - next_loss) / loss < 1e-6;
        (weights, loss, slope) = (next, next_loss, next_slope);
        if done {
            break;
        }
    }
    Fitted { weights }
}

/// Downhill, by what the last steps told of the curvature.
fn direction(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|s| -s).collect();
    let mut parts = Vec::new();
    for (step, change) in memory.iter().rev() {
        let part = dot(step, &direction) / dot(step, change);
        add(&mut direction, change, -part);
        parts.push(part);
    }
    if let Some((step, change)) = memory.last() {
        let scale = dot(step, change) / dot(change, change);
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((step, change), part) in memory.iter().zip(parts.into_iter().rev()) {
        let other = dot(change, &direction) / dot(step, change);
        add(&mut direction, step, part - other);
    }
    direction
}

/// The penalised loss and its gradient.
fn gradient(examples: &[Example], weights: &[f64], lambda: f64) -> (f64, Vec<f64>) {
    let start = weights.len() - CLASSES;
    let (mut loss, mut slope) = (0.0, vec![0.0; weights.len()]);
    for example in examples {
        let shares = shares(&example.row, weights);
        loss -= shares[example.class].max(1e-12).ln();
        let miss: [f64; CLASSES] =
            std::array::from_fn(|class| shares[class] - f64::from(u8::from(class == example.class)));
        for &(feature, value) in &example.row {
            let own = &mut slope[feature as usize * CLASSES..][..CLASSES];
            own.iter_mut().zip(miss).for_each(|(s, m)| *s += m * f64::from(value));
        }
        slope[start..].iter_mut().zip(miss).for_each(|(s, m)| *s += m);
    }
    loss += 0.5 * lambda * dot(&weights[..start], &weights[..start]);
    add(&mut slope[..start], &weights[..start], lambda);
    (loss, slope)
}

/// The probability of each class.
fn shares(row: &[(u32, f32)], weights: &[f64]) -> [f64; CLASSES] {
    let start = weights.len() - CLASSES;
    let mut scores: [f64; CLASSES] = std::array::from_fn(|class| weights[start + class]);
    for &(feature, value) in row {
        let own = &weights[feature as usize * CLASSES..][..CLASSES];
        scores.iter_mut().zip(own).for_each(|(s, w)| *s += w * f64::from(value));
    }
    let most = scores.into_iter().fold(f64::MIN, f64::max);
    let powers = scores.map(|score| (score - most).exp());
    powers.map(|power| power / powers.iter().sum::<f64>())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(a: &mut [f64], b: &[f64], times: f64) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += times * b);
}

#[cfg(test)]
mod tests {
    use super::{Example, fit};

    #[test]
    fn a_feature_speaks_for_the_class_it_stands_with() {
        let example = |class: usize| Example { row: vec![(class as u32, 1.0)], class };
        let examples: Vec<Example> = (0..9).map(|at| example(at % 3)).collect();
        let fitted = fit(&examples, 3, 0.1, 50);
        for class in 0..3 {
            let own = fitted.of(class);
            assert!((0..3).all(|other| other == class || own[class] > own[other] + 1.0), "{own:?}");
        }
    }
}
