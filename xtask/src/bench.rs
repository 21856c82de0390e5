//! `cargo xtask bench`: how long an analysis takes and how much memory it holds, natively and as wasm.
//!
//! The native figures are those of a release build of `cli/examples/measure.rs`, the profile of
//! both the command line and the module; the wasm figures are those of `pkg/` in Node, read from
//! `xtask/bench/wasm.mjs`. Nothing here fails on a slow machine: figures are printed, not judged.

use crate::root;
use anyhow::{Context, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The sample of the tests, and what stands in for it.
const ARTICLES: [&str; 2] = ["tests/golden/sample.txt", "xtask/bench/article.txt"];
const WARM_MS: f64 = 10.0;
const FIRST_MS: f64 = 60.0;
const LONG_MS: f64 = 2000.0;
const MEMORY: f64 = 64.0 * MIB;
const MIB: f64 = 1024.0 * 1024.0;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    bytes: usize,
    /// Compiling and instantiating the module.
    #[serde(default)]
    start_ms: Option<f64>,
    first_ms: f64,
    median_ms: f64,
    p95_ms: f64,
    linear: Vec<Point>,
    long_bytes: usize,
    long_ms: f64,
    memory: Option<Memory>,
}

#[derive(Serialize, Deserialize)]
struct Point {
    times: usize,
    bytes: usize,
    ms: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Memory {
    after10: f64,
    after1000: f64,
    after_long: f64,
}

/// Measures both builds and prints a table, or with `json` the figures themselves.
pub fn run(json: bool) -> anyhow::Result<()> {
    let root = root();
    ensure!(root.join("pkg/article_lens_bg.wasm").exists(), "pkg/ is not built: run `cargo xtask wasm`");
    let article = ARTICLES
        .map(|name| root.join(name))
        .into_iter()
        .find(|path| path.exists())
        .context("there is no article to measure on")?;
    let native = native(&root, &article)?;
    let wasm = wasm(&root, &article)?;
    if json {
        let both = serde_json::json!({"native": native, "wasm": wasm});
        println!("{}", serde_json::to_string_pretty(&both)?);
    } else {
        let shown = article.strip_prefix(&root).unwrap_or(&article).display();
        println!("article: {shown}, {} bytes", native.bytes);
        println!("native: release build of cli/examples/measure.rs; wasm: pkg/ in Node\n");
        print(&native, &wasm);
    }
    Ok(())
}

fn native(root: &Path, article: &PathBuf) -> anyhow::Result<Figures> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["run", "--quiet", "--release", "--package"])
        .args(["article-lens-cli", "--example", "measure", "--"])
        .arg(article);
    figures(cargo.current_dir(root))
}

fn wasm(root: &Path, article: &PathBuf) -> anyhow::Result<Figures> {
    let mut node = Command::new("node");
    node.args(["xtask/bench/wasm.mjs", "pkg"]).arg(article);
    figures(node.current_dir(root))
}

/// Runs a program for the figures that it prints as JSON; what it complains of goes to the terminal.
pub(crate) fn figures<T: DeserializeOwned>(command: &mut Command) -> anyhow::Result<T> {
    let program = program(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {program}"))?;
    ensure!(output.status.success(), "{program} failed");
    serde_json::from_slice(&output.stdout).with_context(|| format!("what {program} printed cannot be read"))
}

/// How a message calls the program of a command.
pub(crate) fn program(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().display().to_string()
}

fn print(native: &Figures, wasm: &Figures) {
    let ms = |value: f64| format!("{value:.2} ms");
    let mib = |value: f64| format!("{:.1} MiB", value / MIB);
    let row = |name: &str, native: String, wasm: String, budget: String| {
        println!("{name:<40} {native:>12} {wasm:>12}  {budget}");
    };
    let against = |most: f64, got: f64, words: String| {
        let verdict = if got <= most { "kept" } else { "OVER" };
        format!("{words}: {verdict}")
    };
    row("", "native".into(), "wasm".into(), "budget (of the wasm)".into());
    if let Some(start) = wasm.start_ms {
        row("compile and instantiate", "-".into(), ms(start), String::new());
    }
    row(
        "first analysis",
        ms(native.first_ms),
        ms(wasm.first_ms),
        against(FIRST_MS, wasm.first_ms, format!("{FIRST_MS} ms")),
    );
    row(
        "warm analysis, median of 200",
        ms(native.median_ms),
        ms(wasm.median_ms),
        against(WARM_MS, wasm.median_ms, format!("{WARM_MS} ms")),
    );
    row("warm analysis, 95th percentile", ms(native.p95_ms), ms(wasm.p95_ms), String::new());
    row(
        &format!("{} kB of text", wasm.long_bytes / 1000),
        ms(native.long_ms),
        ms(wasm.long_ms),
        against(LONG_MS, wasm.long_ms, format!("{LONG_MS} ms")),
    );
    if let Some(memory) = &wasm.memory {
        let none = || "-".to_owned();
        row("memory after 10 analyses", none(), mib(memory.after10), String::new());
        row(
            "memory after 1,000 analyses",
            none(),
            mib(memory.after1000),
            against(MEMORY, memory.after1000, mib(MEMORY)),
        );
        row(
            "  grown in between",
            none(),
            mib(memory.after1000 - memory.after10),
            against(0.0, memory.after1000 - memory.after10, "flat".to_owned()),
        );
        row("memory after the long text", none(), mib(memory.after_long), String::new());
    }
    println!("\n{:<12} {:>12} {:>24} {:>24}", "article", "bytes", "native", "wasm");
    let rate = |ms: f64, bytes: usize| format!("{ms:.2} ms, {:.2} ms/kB", ms * 1000.0 / bytes as f64);
    for (native, wasm) in native.linear.iter().zip(&wasm.linear) {
        println!(
            "{:<12} {:>12} {:>24} {:>24}",
            format!("{}×", native.times),
            native.bytes,
            rate(native.ms, native.bytes),
            rate(wasm.ms, wasm.bytes)
        );
    }
    println!(
        "{:<12} {:>12} {:>24} {:>24}",
        "long",
        native.long_bytes,
        rate(native.long_ms, native.long_bytes),
        rate(wasm.long_ms, wasm.long_bytes)
    );
}
