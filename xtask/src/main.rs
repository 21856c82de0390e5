//! The builder's commands: `cargo xtask --help` lists them.

mod bench;
mod conllu;
mod coref;
mod corpora;
mod eval;
mod eval_syntax;
mod eval_tags;
mod eval_tokens;
mod gazetteer;
mod gold_tags;
mod names;
mod notices;
mod pack;
mod peers;
mod polarity;
mod release;
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
    /// Train the model of polarity into data/model/polarity.bin.
    TrainPolarity(polarity::Arguments),
    /// Print how many tags and lemmas are right on the held-out treebanks.
    EvalTags {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// Print the commonest confusions.
        #[arg(long)]
        errors: bool,
    },
    /// Print how many subjects and objects agree with the held-out treebanks.
    EvalSyntax {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
    },
    /// Print how well tokens and sentences agree with the held-out treebanks.
    EvalTokens {
        /// Folder of the corpora.
        #[arg(long)]
        corpora: PathBuf,
        /// Print each difference.
        #[arg(long)]
        errors: bool,
    },
    /// Score the engine on gold data.
    Eval(eval::Arguments),
    /// Train the tagger of names.
    #[command(subcommand)]
    Names(names::Step),
    /// Write the JSON Schema of the report into pkg/.
    Schema,
    /// Make the lists of places, peoples and given names in data/gazetteer/.
    Gazetteer(gazetteer::Inputs),
    /// Make everything that a release hands out, in target/release-VERSION/.
    Release {
        /// The tag that is released: it must be that of the version, which must be dated in CHANGELOG.md.
        #[arg(long)]
        tag: Option<String>,
    },
    /// Print what a reader downloads; fail where a budget is broken.
    Size {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print how long an analysis takes, natively and as wasm in Node.
    Bench {
        /// Compare names, dates, speed and size with other tools instead; they are installed into target/peers/ on first use.
        #[arg(long, requires = "corpora")]
        peers: bool,
        /// Folder of the corpora.
        #[arg(long, requires = "peers")]
        corpora: Option<PathBuf>,
        /// Compare only this.
        #[arg(long, requires = "peers")]
        only: Option<peers::Part>,
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
        Command::TrainPolarity(arguments) => polarity::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Names(step) => names::run(&step),
        Command::EvalTags { corpora, errors } => eval_tags::run(&corpora, errors),
        Command::EvalSyntax { corpora } => eval_syntax::run(&corpora),
        Command::EvalTokens { corpora, errors } => eval_tokens::run(&corpora, errors),
        Command::Schema => schema::write(),
        Command::Gazetteer(inputs) => gazetteer::write(&inputs),
        Command::Release { tag } => release::run(tag.as_deref()),
        Command::Size { json } => size::run(json),
        Command::Bench { corpora: Some(folder), json, only, .. } => peers::run(&folder, only, json),
        Command::Bench { json, .. } => bench::run(json),
    }
}

/// The root of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
