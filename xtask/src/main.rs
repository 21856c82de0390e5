//! The builder's commands: `cargo xtask --help` lists them.

mod bench;
mod coref;
mod corpora;
mod eval;
mod gazetteer;
mod pack;
mod schema;
mod size;
mod train;
mod wasm;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};

/// Builds, packs, measures and checks Article Lens.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the wasm package into pkg/ (module, glue, types, JSON Schema).
    Wasm,
    /// Pack the files in data/ into the tables that the engine reads in place.
    Pack {
        /// Write nothing; fail if the committed tables are not what data/ gives.
        #[arg(long)]
        check: bool,
    },
    /// Train the tagger's tables into data/model/.
    Train {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
    },
    /// Train the weights of coreference into data/model/coreference.tsv.
    TrainCoref {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
    },
    /// Print the tagger's accuracy on the held-out treebanks.
    EvalTags {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
    },
    /// Score the engine on gold data.
    Eval(eval::Arguments),
    /// Write the JSON Schema of the report into pkg/.
    Schema,
    /// Make the lists of places, peoples and given names in data/gazetteer/.
    Gazetteer(gazetteer::Inputs),
    /// Print what a reader downloads; fail where a budget is broken.
    Size {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print how long an analysis takes, natively and as wasm in Node.
    Bench {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Wasm => wasm::build(),
        Command::Pack { check } => pack::run(check),
        Command::Train { corpora } => train::run(&corpora),
        Command::TrainCoref { corpora } => coref::run(&corpora),
        Command::EvalTags { corpora } => train::evaluate(&corpora),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Schema => schema::write(),
        Command::Gazetteer(inputs) => gazetteer::write(&inputs),
        Command::Size { json } => size::run(json),
        Command::Bench { json } => bench::run(json),
    }
}

/// The root of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
