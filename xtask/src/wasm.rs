//! `cargo xtask wasm`: the same steps as `wasm-pack build --target web --no-pack`, without its downloads.
//!
//! The glue generator is the library behind `wasm-bindgen`'s own command, locked in the same
//! `Cargo.lock` as the macros in the engine, so the two cannot drift apart.

use crate::{notices, root, schema};
use anyhow::{Context, bail, ensure};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the engine for the web into `pkg/`.
pub fn build() -> anyhow::Result<()> {
    let root = root();
    let pkg = root.join("pkg");
    let module = compile(&root)?;
    let made = root.join("target/pkg");
    Bindgen::new().input_path(module).web(true)?.typescript(true).generate(&made)?;
    fs::create_dir_all(&pkg).with_context(|| format!("cannot make {}", pkg.display()))?;
    for entry in fs::read_dir(&made)? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            fs::copy(&path, pkg.join(name)).with_context(|| format!("cannot write into {}", pkg.display()))?;
        }
    }
    schema::write()?;
    notices::write()?;
    println!("built {}", pkg.join("article_lens_bg.wasm").display());
    Ok(())
}

/// The flags, as `CARGO_ENCODED_RUSTFLAGS` has them, that keep paths of this machine out of what is built,
/// so that its bytes do not depend on where that was.
pub fn without_paths(root: &Path) -> anyhow::Result<String> {
    let cargo_home = home::cargo()?;
    let flags = [(root, "/article-lens"), (cargo_home.as_path(), "/cargo")]
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    Ok(flags.join("\x1f"))
}

fn compile(root: &Path) -> anyhow::Result<PathBuf> {
    let target = root.join("target/web");
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .env("CARGO_ENCODED_RUSTFLAGS", without_paths(root)?)
        .args(["build", "--release", "--lib", "--package", "article-lens", "--target", TARGET, "--target-dir"])
        .arg(&target)
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("the engine did not compile for {TARGET}; is the target there? `rustup target add {TARGET}`");
    }
    let module = target.join(TARGET).join("release/article_lens.wasm");
    ensure!(module.exists(), "{} was not made", module.display());
    Ok(module)
}

mod home {
    use anyhow::Context;
    use std::{env, path::PathBuf};

    /// Where cargo keeps the sources of the crates.
    pub fn cargo() -> anyhow::Result<PathBuf> {
        match env::var_os("CARGO_HOME") {
            Some(path) => Ok(path.into()),
            None => {
                Ok(PathBuf::from(env::var_os("HOME").context("neither CARGO_HOME nor HOME is set")?).join(".cargo"))
            }
        }
    }
}
