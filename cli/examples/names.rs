//! Times the engine as its peers are timed and prints the figures as JSON: names alone, and the whole report.
//! `cargo xtask bench --peers` reads them.
//!
//! `cargo run --release -p article-lens-cli --example names -- ARTICLES ARTICLE`, where the first is JSON Lines
//! of `{id, text}` and the second one text.

use article_lens::lexicon::Lexicon;
use article_lens::{Options, analysis, analyze, parse_date};
use cpu_time::ProcessTime;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often the one article is read.
const RUNS: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let [articles, article] = [1, 2].map(|at| std::env::args().nth(at).ok_or("name the articles and the article"));
    let texts = fs::read_to_string(articles?)?
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line)?["text"].as_str().map(str::to_owned).ok_or("no text".into())
        })
        .collect::<Result<Vec<String>, Box<dyn Error>>>()?;
    let article = fs::read_to_string(article?)?;
    let options = Options::new(parse_date("today", "2026-01-01")?);
    let names = times(&texts, &article, |text| {
        black_box(analysis::names(black_box(text), &[], &Lexicon::embedded()));
    });
    let report = times(&texts, &article, |text| {
        black_box(analyze(black_box(text), &options));
    });
    println!("{}", serde_json::json!({"names": names, "report": report}));
    Ok(())
}

/// Milliseconds for each of `texts`, after one pass to warm up, and of processor time for `article`.
fn times(texts: &[String], article: &str, read: impl Fn(&str)) -> serde_json::Value {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    texts.iter().for_each(|text| read(text));
    let (cpu, wall) = (ProcessTime::now(), Instant::now());
    texts.iter().for_each(|text| read(text));
    let (cpu, wall) = (cpu.elapsed(), wall.elapsed());
    let mut runs: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = ProcessTime::now();
            read(article);
            ms(start.elapsed())
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    serde_json::json!({
        "cpuMs": ms(cpu) / texts.len() as f64,
        "wallMs": ms(wall) / texts.len() as f64,
        "medianMs": runs[RUNS / 2],
        "p95Ms": runs[RUNS * 95 / 100],
    })
}
