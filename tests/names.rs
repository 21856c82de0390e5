//! Names in made-up news prose, `tests/names/*.md`: exact spans and kinds are scored, and no score may fall.
//!
//! The rules are those of `cargo xtask eval ner`: kinds are folded into PER, ORG, LOC and MISC, and a leading
//! article, signs at the edges and a trailing `'s` are ignored on both sides. `tests/names/README.md` says how
//! passages are written and how the floors are renewed.

use article_lens::analysis;
use article_lens::lexicon::Lexicon;
use article_lens::report::view::{EntityType, MentionKind};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// How far a score may fall below its floor, in points.
const TOLERANCE: f64 = 1.0;
/// How many answers it may fall in any case: where there are few names, one is many points.
const SLACK: f64 = 2.0;
/// Origins that a passage may have.
const ORIGINS: [&str; 10] =
    ["africa", "anglo", "east-asia", "europe", "latin", "pacific", "slavic", "south-asia", "trap", "west-asia"];
const HEAD: &str =
    "# Scores on the passages beside this file, in percent; tests/names/README.md says how they are renewed.\n";

/// The kind of each span, in bytes.
type Spans = BTreeMap<(usize, usize), &'static str>;

struct Passage {
    title: String,
    origin: String,
    text: String,
    names: Spans,
}

#[derive(Default, Clone, Copy)]
struct Score {
    right: usize,
    given: usize,
    gold: usize,
}

impl Score {
    fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.given.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }

    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.given + self.gold).max(1) as f64
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names")
}

fn family(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "PER",
        EntityType::Org => "ORG",
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => "LOC",
        _ => "MISC",
    }
}

/// Reads the passages of all files.
fn passages() -> Vec<Passage> {
    let mut paths: Vec<_> =
        fs::read_dir(folder()).expect("the passages").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"));
    paths.sort();
    let mut passages: Vec<Passage> = Vec::new();
    for path in paths {
        let mut before = "";
        let file = fs::read_to_string(&path).expect("a file of passages");
        for line in file.lines() {
            if let Some(title) = line.strip_prefix("## ") {
                let (origin, text) = (String::new(), String::new());
                passages.push(Passage { title: title.to_owned(), origin, text, names: Spans::new() });
            } else if let Some(passage) = passages.last_mut() {
                if let Some(origin) = line.strip_prefix("origin: ") {
                    assert!(ORIGINS.contains(&origin), "{}: unknown origin {origin}", passage.title);
                    passage.origin = origin.to_owned();
                } else if let Some(prose) = line.strip_prefix("> ") {
                    passage.text += match before {
                        _ if passage.text.is_empty() => "",
                        ">" => "\n\n",
                        _ => " ",
                    };
                    passage.read(prose);
                }
            }
            before = line;
        }
    }
    passages
}

impl Passage {
    /// Adds a line of prose, in which names stand as `[KIND words]`.
    fn read(&mut self, line: &str) {
        let mut parts = line.split('[');
        self.text += parts.next().unwrap_or("");
        for part in parts {
            let marked = part.split_once(']').and_then(|(name, after)| Some((name.split_once(' ')?, after)));
            let Some(((kind, name), after)) = marked else { panic!("{}: a bracket in {line:?}", self.title) };
            let kind = EntityType::from_word(kind).unwrap_or_else(|| panic!("{}: unknown kind {kind}", self.title));
            let start = self.text.len();
            self.text += name;
            self.names.insert(trim(&self.text, start, self.text.len()), family(kind));
            self.text += after;
        }
    }

    /// What the engine finds.
    fn found(&self, lexicon: &Lexicon<'_>) -> Spans {
        let analysis = analysis::names(&self.text, &[], lexicon);
        let names = analysis.entities.mentions.iter().filter(|m| m.kind == MentionKind::Name);
        let named = names.map(|m| {
            let span = analysis.document.span(m.tokens.clone());
            let kind = analysis.entities.entities[m.entity].kind;
            (trim(&self.text, span.start, span.end), family(kind))
        });
        named.filter(|((start, end), _)| start < end).collect()
    }
}

/// A span without what the scorer ignores at its edges.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let idle = |c: char| c.is_whitespace() || "\"“”‘’'`([,;:])".contains(c);
    let mut name = &text[start..end];
    loop {
        let before = name;
        name = name.trim_matches(idle);
        if let Some((first, rest)) = name.split_once(char::is_whitespace)
            && matches!(first.to_lowercase().as_str(), "the" | "a" | "an")
        {
            name = rest;
        }
        for ending in ["'s", "’s", "'S", "’S"] {
            name = name.strip_suffix(ending).unwrap_or(name);
        }
        if name == before {
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            return (start, start + name.len());
        }
    }
}

/// All scores by their name: `PER`, `ORG`, `LOC`, `MISC`, `all` of these but `MISC`, `spans`, `people, origin`, and
/// `traps`, the passages of that origin in which nothing was found that is not there.
fn scores(passages: &[Passage], errors: &mut String) -> BTreeMap<String, Score> {
    let lexicon = Lexicon::embedded();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut count = |name: &str, right: bool, given: bool, gold: bool| {
        let score = scores.entry(name.to_owned()).or_default();
        score.right += usize::from(right);
        score.given += usize::from(given);
        score.gold += usize::from(gold);
    };
    for passage in passages {
        let found = passage.found(&lexicon);
        let mut wrong = String::new();
        for (span, kind) in &passage.names {
            let right = found.get(span) == Some(kind);
            count(kind, right, false, true);
            count("spans", found.contains_key(span), false, true);
            if *kind != "MISC" {
                count("all", right, false, true);
            }
            if *kind == "PER" {
                count(&format!("people, {}", passage.origin), right, false, true);
            }
            if !right {
                let _ = writeln!(wrong, "    missing {kind} {}", &passage.text[span.0..span.1]);
            }
        }
        for (span, kind) in &found {
            count(kind, false, true, false);
            count("spans", false, true, false);
            if *kind != "MISC" {
                count("all", false, true, false);
            }
            if passage.names.get(span) != Some(kind) {
                let _ = writeln!(wrong, "    too much {kind} {}", &passage.text[span.0..span.1]);
            }
        }
        if passage.origin == "trap" {
            count("traps", found.keys().all(|span| passage.names.contains_key(span)), false, true);
        }
        if !wrong.is_empty() {
            let _ = write!(errors, "{} ({})\n{wrong}", passage.title, passage.origin);
        }
    }
    scores
}

/// Whether a score is a recall, as people by origin and traps are; of the others the F1 counts.
fn is_recall(name: &str) -> bool {
    name.starts_with("people") || name == "traps"
}

/// The number that a floor is for.
fn figure(name: &str, score: Score) -> f64 {
    if is_recall(name) { score.recall() } else { score.f1() }
}

/// Reads `"name" = number` lines.
fn floors() -> BTreeMap<String, f64> {
    let text = fs::read_to_string(folder().join("floors.toml")).expect("the floors");
    let row = |line: &str| {
        let (name, floor) = line.split_once(" = ").expect("a name and a number");
        (name.trim_matches('"').to_owned(), floor.parse().expect("a number"))
    };
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(row).collect()
}

#[test]
fn names_are_found_as_well_as_before() {
    let passages = passages();
    let traps = passages.iter().filter(|p| p.origin == "trap").count();
    assert!(passages.len() >= 60 && 4 * traps >= passages.len(), "{} passages, {traps} traps", passages.len());
    let untold: Vec<_> = passages.iter().filter(|p| p.origin.is_empty()).map(|p| &p.title).collect();
    assert!(untold.is_empty(), "passages without an origin: {untold:?}");

    let mut errors = String::new();
    let scores = scores(&passages, &mut errors);
    println!("{:<22}{:>8}{:>8}{:>8}{:>7}{:>7}{:>7}", "names in prose", "P", "R", "F1", "right", "given", "gold");
    for (name, score) in &scores {
        let given = |text: String| if is_recall(name) { String::new() } else { text };
        let (p, f1) = (given(format!("{:.1}", score.precision())), given(format!("{:.1}", score.f1())));
        let count = given(score.given.to_string());
        println!("{name:<22}{p:>8}{:>8.1}{f1:>8}{:>7}{count:>7}{:>7}", score.recall(), score.right, score.gold);
    }
    if env::var_os("NAMES_ERRORS").is_some() {
        println!("{errors}");
    }
    if env::var_os("WRITE_FLOORS").is_some() {
        let row = |(name, score): (&String, &Score)| format!("\"{name}\" = {:.1}\n", figure(name, *score));
        let text = HEAD.to_owned() + &scores.iter().map(row).collect::<String>();
        fs::write(folder().join("floors.toml"), text).expect("the floors to be written");
    }
    let fallen: Vec<String> = floors()
        .iter()
        .map(|(name, floor)| (name, floor, scores.get(name).copied().unwrap_or_default()))
        .filter(|(name, floor, score)| {
            let slack = 100.0 * SLACK / score.gold.max(1) as f64;
            figure(name, *score) < *floor - slack.max(TOLERANCE) - 0.05
        })
        .map(|(name, floor, score)| format!("{name}: {:.1}, was {floor:.1}", figure(name, score)))
        .collect();
    assert!(fallen.is_empty(), "scores have fallen (tests/names/README.md):\n{}\n{errors}", fallen.join("\n"));
}
