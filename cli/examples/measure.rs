//! Measures the engine on this machine and prints the figures as JSON; `cargo xtask bench` reads them.
//!
//! `cargo run --release -p article-lens-cli --example measure -- ARTICLE`

use article_lens::{Options, Report, analyze, parse_date};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

/// How often the article is repeated for the linearity table.
const REPEATS: [usize; 6] = [1, 2, 4, 8, 16, 32];
/// How many warm analyses are timed.
const WARM: usize = 200;
/// Each point of the table is the best of so many.
const TRIES: usize = 5;
/// Length of the long text, in bytes.
const LONG: usize = 1_000_000;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("measure: name the article");
        return ExitCode::FAILURE;
    };
    let (article, today) = match (std::fs::read_to_string(&path), parse_date("today", "2026-11-23")) {
        (Ok(article), Ok(today)) => (article, today),
        (Err(error), _) => {
            eprintln!("measure: {path}: {error}");
            return ExitCode::FAILURE;
        }
        (_, Err(error)) => {
            eprintln!("measure: {error}");
            return ExitCode::FAILURE;
        }
    };
    let options = Options::new(today);
    let time = |text: &str| {
        let start = Instant::now();
        let report: Report = analyze(black_box(text), &options);
        black_box(&report);
        start.elapsed().as_secs_f64() * 1000.0
    };
    let first = time(&article);
    let mut warm: Vec<f64> = (0..WARM).map(|_| time(&article)).collect();
    warm.sort_by(f64::total_cmp);
    let best = |text: &str, tries: usize| (0..tries).map(|_| time(text)).fold(f64::MAX, f64::min);
    let linear: Vec<serde_json::Value> = REPEATS
        .iter()
        .map(|&times| {
            let text = vec![article.as_str(); times].join("\n\n");
            serde_json::json!({"times": times, "bytes": text.len(), "ms": best(&text, TRIES)})
        })
        .collect();
    let long = vec![article.as_str(); LONG.div_ceil(article.len() + 2)].join("\n\n");
    let figures = serde_json::json!({
        "bytes": article.len(),
        "firstMs": first,
        "medianMs": warm[WARM / 2],
        "p95Ms": warm[WARM * 95 / 100],
        "linear": linear,
        "longBytes": long.len(),
        "longMs": best(&long, 2),
        "memory": null,
    });
    println!("{figures}");
    ExitCode::SUCCESS
}
