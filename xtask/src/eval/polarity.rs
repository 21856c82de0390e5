//! Scores of polarity towards a target: macro-F1 over negative, neutral and positive, on the tenth of NewsMTSC that no
//! training sees.
//!
//! *Cues*: of the targets there that a statement judges (a target of a position with a polarity of its own), how many
//! the cue has right, and how many the model has right that reads the whole sentence. *Open*: the same for the cues
//! that leave the polarity to the model.

use super::write_lines;
use crate::polarity::corpus::{HELD_OUT, Marked, marked, read_target};
use article_lens::lexicon::Lexicon;
use article_lens::report::view::{Act, StatementKind, TargetRole};
use article_lens::stance::Target;
use article_lens::stance::polarity::polarity;
use article_lens::text::Span;
use article_lens::{Options, analysis, parse_date};
use serde_json::{Map, Value, json};
use std::fmt;
use std::path::Path;

const CLASSES: [&str; 3] = ["negative", "neutral", "positive"];

/// How often which class was found where another was marked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Confusion {
    /// By marked class, then by found class.
    counts: [[usize; 3]; 3],
}

impl Confusion {
    /// Counts one target.
    pub fn count(&mut self, marked: usize, found: usize) {
        self.counts[marked][found] += 1;
    }

    /// F1 of a class in percent.
    pub fn f1(&self, class: usize) -> f64 {
        let right = self.counts[class][class];
        let marked: usize = self.counts[class].iter().sum();
        let found: usize = self.counts.iter().map(|row| row[class]).sum();
        200.0 * right as f64 / ((marked + found).max(1)) as f64
    }

    /// The mean of the three.
    pub fn macro_f1(&self) -> f64 {
        (0..3).map(|class| self.f1(class)).sum::<f64>() / 3.0
    }

    /// Share of the targets that are right, in percent.
    pub fn accuracy(&self) -> f64 {
        let all: usize = self.counts.iter().flatten().sum();
        100.0 * (0..3).map(|class| self.counts[class][class]).sum::<usize>() as f64 / all.max(1) as f64
    }
}

impl fmt::Display for Confusion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [negative, neutral, positive] = [0, 1, 2].map(|class| self.f1(class));
        write!(
            out,
            "macro-F1 {:.2}, negative {negative:.1}, neutral {neutral:.1}, positive {positive:.1}, accuracy {:.1}; marked by found {:?}",
            self.macro_f1(),
            self.accuracy(),
            self.counts
        )
    }
}

/// How many of the targets that statements judge are right.
#[derive(Debug, Default)]
struct Judged {
    targets: usize,
    cue: usize,
    model: usize,
}

/// The polarity that a statement takes towards the target at `span`, and whether its cue left that to the model.
fn position(text: &str, span: Span, lexicon: &Lexicon<'_>) -> anyhow::Result<Option<(i8, bool)>> {
    // No statement depends on the day of the analysis.
    let analysis = analysis::run(text, &Options::new(parse_date("today", "2025-05-12")?), lexicon);
    let positions = analysis.statements.iter().filter(|s| s.kind == StatementKind::Stance && !s.negated);
    let judges = positions.into_iter().find_map(|s| {
        let on = |t: &&Target| {
            let named = analysis.document.span(t.tokens.clone());
            t.polarity != 0 && t.role == TargetRole::Object && named.start < span.end && span.start < named.end
        };
        let open = s.category.is_empty() && matches!(s.act, Act::Praise | Act::Criticise);
        s.targets.iter().find(on).map(|t| (t.polarity, open))
    });
    Ok(judges)
}

/// Prints the scores and returns them as JSON; with `out`, writes what is wrong there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let mut confusion = Confusion::default();
    let mut wrong = Vec::new();
    let (mut cues, mut open) = (Judged::default(), Judged::default());
    for target in marked(folder, lexicon)?.iter().filter(|target| target.part == HELD_OUT) {
        let (found, confidence) = read_target(&target.text, target.span, lexicon, |reading, tokens| {
            polarity(reading, &lexicon.polarity, tokens)
        });
        let class = (found + 1) as usize;
        confusion.count(target.class, class);
        if let Some((polarity, left)) = position(&target.text, target.span, lexicon)? {
            let judged = if left { &mut open } else { &mut cues };
            judged.targets += 1;
            judged.cue += usize::from((polarity + 1) as usize == target.class);
            judged.model += usize::from(class == target.class);
        }
        if class != target.class {
            wrong.push(told(target, class, confidence));
        }
    }
    if !quiet {
        println!("polarity, newsmtsc held-out tenth: {confusion}");
        for (name, judged) in [("cues", &cues), ("open cues", &open)] {
            let Judged { targets, cue, model } = judged;
            println!("{name}: {targets} targets of statements, {cue} right by the cue, {model} by the model");
        }
    }
    if let Some(out) = out {
        std::fs::create_dir_all(out)?;
        write_lines(&out.join("polarity.wrong.jsonl"), &wrong)?;
    }
    let tenth = |x: f64| (x * 10.0).round() / 10.0;
    let mut row: Map<String, Value> =
        CLASSES.iter().enumerate().map(|(at, class)| ((*class).to_owned(), json!(tenth(confusion.f1(at))))).collect();
    row.insert("macro".to_owned(), json!(tenth(confusion.macro_f1())));
    row.insert("accuracy".to_owned(), json!(tenth(confusion.accuracy())));
    row.insert("confusion".to_owned(), json!(confusion.counts));
    Ok(json!({ "newsmtsc held-out tenth": row }))
}

fn told(target: &Marked, found: usize, confidence: f32) -> Value {
    json!({
        "text": target.text,
        "target": target.span.slice(&target.text),
        "marked": CLASSES[target.class],
        "found": CLASSES[found],
        "confidence": (confidence * 100.0).round() / 100.0,
    })
}

#[cfg(test)]
mod tests {
    use super::Confusion;

    #[test]
    fn the_mean_of_the_classes_counts() {
        let mut confusion = Confusion::default();
        for (marked, found) in [(0, 0), (0, 0), (1, 1), (2, 1)] {
            confusion.count(marked, found);
        }
        assert_eq!(confusion.f1(0), 100.0);
        assert!((confusion.f1(1) - 200.0 / 3.0).abs() < 1e-9);
        assert!((confusion.macro_f1() - 500.0 / 9.0).abs() < 1e-9);
        assert_eq!(confusion.accuracy(), 75.0);
    }
}
