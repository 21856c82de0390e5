//! Times the reading of dates and prints the figures as JSON: the stage alone, and all stages up to it.
//! `cargo xtask bench --peers` reads them.
//!
//! `cargo run --release -p article-lens-cli --example times -- ARTICLE`

use article_lens::lexicon::Lexicon;
use article_lens::{Options, analysis, parse_date, time};
use cpu_time::ProcessTime;
use std::error::Error;
use std::fs;
use std::hint::black_box;

/// How often the article is read.
const RUNS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let article = fs::read_to_string(std::env::args().nth(1).ok_or("name the article")?)?;
    let options = Options::new(parse_date("today", "2025-05-12")?);
    let lexicon = Lexicon::embedded();
    let read = |names: &analysis::Names<'_>| {
        let analysis::Names { document, tags, syntax, entities } = names;
        black_box(time::find_times(document, tags, syntax, entities, &lexicon, &options));
    };
    let names = analysis::names(&article, &[], &lexicon);
    let times = figures(|| read(&names));
    let both = figures(|| read(&analysis::names(black_box(&article), &[], &lexicon)));
    println!("{}", serde_json::json!({"times": times, "namesAndTimes": both}));
    Ok(())
}

/// Milliseconds of processor time.
fn figures(read: impl Fn()) -> serde_json::Value {
    let mut runs: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = ProcessTime::now();
            read();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    serde_json::json!({"medianMs": runs[RUNS / 2], "p95Ms": runs[RUNS * 95 / 100]})
}
