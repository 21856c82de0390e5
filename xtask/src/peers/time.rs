//! Finders of dates in running text beside ours: what each finds in the corpora of `cargo xtask eval time`, how long
//! an article takes, and what a page would load.

use super::{Bench, Download, Installed, left_out, table};
use crate::bench;
use crate::corpora::time::{TimedText, Timex, read};
use crate::eval::time::{self, CORPORA, Found, Scores};
use crate::eval::write_lines;
use anyhow::ensure;
use article_lens::lexicon::Lexicon;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// Milliseconds of processor time for the article of 300 words, once warm.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Speed {
    median_ms: f64,
    p95_ms: f64,
}

struct System {
    name: &'static str,
    /// For each corpus.
    scores: Vec<Scores>,
    /// What was timed, and how long it took.
    speeds: Vec<(&'static str, Speed)>,
    /// None for ours, which is not loaded without the rest.
    download: Option<Download>,
}

/// A text as the peers read it.
#[derive(Serialize)]
struct Given<'t> {
    id: &'t str,
    dct: Option<&'t str>,
    text: &'t str,
}

/// Measures and prints.
pub(super) fn compare(bench: &Bench, folder: &Path, json: bool) -> anyhow::Result<()> {
    let corpora: Vec<Vec<TimedText>> =
        CORPORA.iter().map(|name| read(&folder.join(format!("time/{name}.jsonl")))).collect::<anyhow::Result<_>>()?;
    let given = corpora.iter().flatten().map(|t| Given { id: &t.id, dct: t.dct.as_deref(), text: &t.text });
    write_lines(&bench.home.join("timed.jsonl"), &given.collect::<Vec<_>>())?;
    let node = bench.node_modules();
    let (chrono, dates) = ("chrono-node", "compromise-dates");
    let peers = [
        (chrono, peer(bench, chrono, "chrono.mjs", &["chrono-node/en"], &corpora, &node)),
        (dates, peer(bench, dates, "compromise_dates.mjs", &["compromise", "compromise-dates"], &corpora, &node)),
    ];
    let mut systems = vec![lens(bench, &corpora)?];
    let mut missing = Vec::new();
    for (name, system) in peers {
        match system {
            Ok(system) => systems.push(system),
            Err(why) => missing.push(left_out(name, &why)),
        }
    }
    if json {
        let figures = json!({"time": systems.iter().map(System::json).collect::<Vec<_>>(), "leftOut": missing});
        println!("{}", serde_json::to_string_pretty(&figures)?);
    } else {
        print(&systems, &corpora);
    }
    Ok(())
}

/// Article Lens itself: the scores of the source, times of compiled code.
fn lens(bench: &Bench, corpora: &[Vec<TimedText>]) -> anyhow::Result<System> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Native {
        times: Speed,
        names_and_times: Speed,
    }
    let lexicon = Lexicon::embedded();
    let found = corpora.iter().flatten().map(|text| time::found(text, &lexicon)).collect::<anyhow::Result<Vec<_>>>()?;
    let Native { times, names_and_times } = bench::figures(bench.native("times").arg(bench.home.join("article.txt")))?;
    let speeds = vec![("times alone, native", times), ("all up to the times, native", names_and_times)];
    Ok(System { name: "Article Lens", scores: score(corpora, &found), speeds, download: None })
}

fn peer(
    bench: &Bench,
    name: &'static str,
    script: &str,
    packages: &[&str],
    corpora: &[Vec<TimedText>],
    installed: &Installed,
) -> anyhow::Result<System> {
    installed.clone().map_err(anyhow::Error::msg)?;
    let speed: Speed =
        bench::figures(bench.command("node").args([script, "timed.jsonl", "timed_found.jsonl", "article.txt"]))?;
    #[derive(Deserialize)]
    struct Row {
        id: String,
        timexes: Vec<Timex>,
    }
    let found = fs::read_to_string(bench.home.join("timed_found.jsonl"))?
        .lines()
        .map(|line| {
            let Row { id, timexes } = serde_json::from_str(line)?;
            Ok(Found { id, timexes })
        })
        .collect::<anyhow::Result<Vec<Found>>>()?;
    let ids = corpora.iter().flatten().map(|t| &t.id);
    ensure!(ids.eq(found.iter().map(|t| &t.id)), "it did not answer for each text in order");
    let download = Some(bench.bundled(packages)?);
    Ok(System { name, scores: score(corpora, &found), speeds: vec![("dates, Node", speed)], download })
}

/// The scores for each corpus of what was found in all texts.
fn score(corpora: &[Vec<TimedText>], mut found: &[Found]) -> Vec<Scores> {
    let score = |corpus: &Vec<TimedText>| {
        let (these, others) = found.split_at(corpus.len());
        found = others;
        time::score(corpus, these, |_| ())
    };
    corpora.iter().map(score).collect()
}

impl System {
    fn json(&self) -> Value {
        let scores = CORPORA.iter().zip(&self.scores).map(|(name, scores)| ((*name).to_owned(), scores.json()));
        let speeds = self.speeds.iter().map(|(what, speed)| ((*what).to_owned(), json!(speed)));
        json!({
            "name": self.name,
            "scores": scores.collect::<Map<_, _>>(),
            "speed": speeds.collect::<Map<_, _>>(),
            "download": self.download,
        })
    }
}

fn print(systems: &[System], corpora: &[Vec<TimedText>]) {
    for (at, name) in CORPORA.iter().enumerate() {
        let rows = systems.iter().map(|system| {
            let cells = system.scores[at].rows().map(|(_, score)| format!("{:.1}", score.f1()));
            [system.name.to_owned()].into_iter().chain(cells).collect()
        });
        let title = format!("{name}, {} texts", corpora[at].len());
        table(&[&title, "strict", "relaxed", "type", "value", "day"], rows);
    }
    let speeds = systems.iter().flat_map(|system| {
        system.speeds.iter().map(|(what, speed)| {
            let ms = |ms: f64| format!("{ms:.2}");
            vec![format!("{}: {what}", system.name), ms(speed.median_ms), ms(speed.p95_ms)]
        })
    });
    table(&["300 words, CPU ms", "median", "p95"], speeds);
    let downloads = systems.iter().filter_map(|system| {
        let kb = |bytes: usize| format!("{:.0}", bytes as f64 / 1000.0);
        let Download { gzip, brotli } = system.download.as_ref()?;
        Some(vec![system.name.to_owned(), kb(*gzip), brotli.map_or("–".to_owned(), kb)])
    });
    table(&["download, kB", "gzip", "brotli"], downloads);
}
