//! `cargo xtask names`: the tagger of names, from the corpora to the packed weights.

mod crf;
mod labels;
pub mod texts;
mod train;

use clap::Subcommand;
use std::path::PathBuf;

/// The steps, in their order.
#[derive(Subcommand)]
pub enum Step {
    /// Write the texts that the teacher learns from and labels.
    Texts {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Train the tagger on labelled texts.
    Train(train::Arguments),
}

/// Runs one step.
pub fn run(step: &Step) -> anyhow::Result<()> {
    match step {
        Step::Texts { corpora, out } => texts::write(corpora, out),
        Step::Train(arguments) => train::run(arguments),
    }
}
