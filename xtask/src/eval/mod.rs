//! `cargo xtask eval`: the scores of the engine that ships, on gold data.

pub mod attribution;
pub mod coref;
mod floors;
pub mod marked;
pub mod names;
mod origins;
pub mod polarity;
pub mod stance;
pub mod time;
mod timeline;

use article_lens::lexicon::Lexicon;
use clap::ValueEnum;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// What to score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Task {
    /// Names: exact spans with their kinds.
    Ner,
    /// Coreference: pronouns, aliases, salience.
    Coref,
    /// Temporal expressions with their values, and timelines.
    Time,
    /// Who says what.
    Attribution,
    /// Who takes which position towards whom.
    Stance,
    /// What a sentence says about a target.
    Polarity,
    /// Everything there is a score for.
    All,
}

/// Where the gold data lies and what to print.
#[derive(clap::Args)]
pub struct Arguments {
    /// What to score.
    task: Task,
    /// Folder of the corpora.
    #[arg(long)]
    corpora: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// Use this packed lexicon instead of the one that ships.
    #[arg(long)]
    lexicon: Option<PathBuf>,
    /// Write what was scored into this folder: names as JSON Lines for other scorers, links with what is wrong.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Fail where a score is lower by more than a point than data/model/scores.toml has it.
    #[arg(long)]
    floors: bool,
    /// Write the scores into data/model/scores.toml.
    #[arg(long, conflicts_with_all = ["floors", "lexicon"])]
    write_floors: bool,
}

/// Scores and prints.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    anyhow::ensure!(!arguments.write_floors || arguments.task == Task::All, "--write-floors needs all scores");
    let packed = arguments.lexicon.as_ref().map(std::fs::read).transpose()?;
    let lexicon = match &packed {
        Some(bytes) => Lexicon::from_bytes(bytes),
        None => Lexicon::embedded(),
    };
    let mut scores = Map::new();
    if matches!(arguments.task, Task::Ner | Task::All) {
        scores.insert(
            "ner".into(),
            names::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if matches!(arguments.task, Task::Coref | Task::All) {
        scores.insert(
            "coref".into(),
            coref::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if matches!(arguments.task, Task::Time | Task::All) {
        scores.insert(
            "time".into(),
            time::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if matches!(arguments.task, Task::Attribution | Task::All) {
        scores.insert(
            "attribution".into(),
            attribution::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if matches!(arguments.task, Task::Stance | Task::All) {
        scores.insert(
            "stance".into(),
            stance::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if matches!(arguments.task, Task::Polarity | Task::All) {
        scores.insert(
            "polarity".into(),
            polarity::report(&arguments.corpora, &lexicon, arguments.out.as_deref(), arguments.json)?,
        );
    }
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    }
    if arguments.write_floors {
        floors::write(&scores)?;
    }
    if arguments.floors { floors::check(&scores) } else { Ok(()) }
}

/// Precision, recall and F1 in percent.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Score {
    /// Right answers.
    pub right: usize,
    /// Answers given.
    pub given: usize,
    /// Answers that the gold has.
    pub gold: usize,
}

impl Score {
    /// Share of the answers that is right, in percent.
    pub fn precision(self) -> f64 {
        percent(self.right, self.given)
    }

    /// Share of the gold that was found, in percent.
    pub fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Score) {
        self.right += other.right;
        self.given += other.given;
        self.gold += other.gold;
    }

    /// As JSON, rounded to a tenth.
    pub fn json(self) -> Value {
        let tenth = |x: f64| (x * 10.0).round() / 10.0;
        json!({"p": tenth(self.precision()), "r": tenth(self.recall()), "f1": tenth(self.f1()), "gold": self.gold})
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Writes rows as JSON Lines.
pub(crate) fn write_lines<T: serde::Serialize>(path: &Path, rows: &[T]) -> anyhow::Result<()> {
    let lines: Result<Vec<String>, _> = rows.iter().map(serde_json::to_string).collect();
    Ok(std::fs::write(path, lines?.join("\n") + "\n")?)
}
