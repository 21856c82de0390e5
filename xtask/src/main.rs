//! The builder's commands: `cargo xtask --help` lists them.

mod gazetteer;
mod schema;
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
    /// Write the JSON Schema of the report into pkg/.
    Schema,
    /// Make the lists of places, peoples and given names in data/gazetteer/.
    Gazetteer(gazetteer::Inputs),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Wasm => wasm::build(),
        Command::Schema => schema::write(),
        Command::Gazetteer(inputs) => gazetteer::write(&inputs),
    }
}

/// The root of the project.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
        .to_owned()
}
