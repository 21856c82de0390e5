//! `cargo xtask pack`: the files in `data/` to the tables that the engine reads in place.

use crate::root;
use anyhow::{Context, bail, ensure};
use article_lens::lexicon::packed;
use article_lens::linear;
use regex::Regex;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Bits of the hash of a word with a class: one unknown word in six hundred passes for a known one.
const CLASS_BITS: u32 = 24;

type Rows = BTreeMap<String, Vec<String>>;

/// One table of `data/pack.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    key: KeyForm,
    #[serde(default)]
    columns: Vec<String>,
    block: Option<String>,
    /// Named lists of words, which `@name` in a column stands for.
    lists: Option<String>,
    classes: Option<String>,
    /// How many of the columns are packed; the others are for people who read the list. All where it is not said.
    packed: Option<usize>,
    #[serde(default)]
    prefix: BTreeMap<String, String>,
}

/// How keys are written.
#[derive(Deserialize, Clone, Copy, PartialEq, Default)]
#[serde(rename_all = "lowercase")]
enum KeyForm {
    #[default]
    Exact,
    Phrase,
}

/// Packs all tables, or with `check` only compares them with what is committed.
pub fn run(check: bool) -> anyhow::Result<()> {
    let path = root().join("data/packed/lexicon.bin");
    let bytes = pack(&root().join("data"))?;
    if check {
        ensure!(fs::read(&path)? == bytes, "data/packed/lexicon.bin is not what data/ gives: run `cargo xtask pack`");
        return Ok(());
    }
    fs::write(&path, &bytes)?;
    println!("packed {} bytes into {}", bytes.len(), path.display());
    Ok(())
}

/// The packed tables of the files in `data`.
pub fn pack(data: &Path) -> anyhow::Result<Vec<u8>> {
    let recipes: BTreeMap<String, Recipe> =
        toml::from_str(&fs::read_to_string(data.join("pack.toml"))?).context("data/pack.toml")?;
    let (mut tables, mut blocks) = (BTreeMap::new(), BTreeMap::new());
    for (name, recipe) in recipes {
        if let Some(file) = recipe.block {
            blocks.insert(name, fs::read(data.join(&file)).with_context(|| format!("data/{file}"))?);
            continue;
        }
        if let Some(file) = recipe.classes {
            blocks.insert(name, classes(&data.join(&file)).with_context(|| format!("data/{file}"))?);
            continue;
        }
        let rows = table(data, &recipe).with_context(|| format!("table {name}"))?;
        println!("{name:>14}: {:>6} keys", rows.len());
        tables.insert(name, rows);
    }
    packed::write(&tables, &blocks).map_err(anyhow::Error::msg)
}

/// Words with their classes.
fn classes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut classes = BTreeMap::new();
    for line in fs::read_to_string(file)?.lines().filter(|l| !l.starts_with('#')) {
        let (word, class) = line.split_once('\t').with_context(|| format!("no tab in {line:?}"))?;
        classes.insert(linear::reduce(linear::feature(&[word]), CLASS_BITS), class.parse()?);
    }
    linear::write_classes(CLASS_BITS, &classes).map_err(anyhow::Error::msg)
}

fn table(data: &Path, recipe: &Recipe) -> anyhow::Result<Rows> {
    let columns: Vec<Regex> =
        recipe.columns.iter().map(|c| Regex::new(&format!("^(?:{c})$"))).collect::<Result<_, _>>()?;
    let lists = recipe.lists.as_ref().map(|file| lists(&data.join(file)).with_context(|| format!("data/{file}")));
    let lists = lists.transpose()?.unwrap_or_default();
    let mut rows = Rows::new();
    for file in &recipe.files {
        let text = fs::read_to_string(data.join(file)).with_context(|| format!("data/{file}"))?;
        let prefix = recipe.prefix.get(file).map(|p| format!("{p}\t")).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let line = if lists.is_empty() { line.to_owned() } else { spell_out(line, &lists)? };
            read_line(&line, &prefix, recipe, &columns, &mut rows)
                .with_context(|| format!("data/{file}:{}", at + 1))?;
        }
    }
    Ok(rows)
}

/// The lists of words in a file, by name.
fn lists(file: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let text = fs::read_to_string(file)?;
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let (name, words) = line.split_once('\t').with_context(|| format!("no tab in {line:?}"))?;
            Ok((name.to_owned(), words.to_owned()))
        })
        .collect()
}

/// A line with every `@name` replaced by the words of that list.
fn spell_out(line: &str, lists: &BTreeMap<String, String>) -> anyhow::Result<String> {
    let mut parts = line.split('@');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
        let words = lists.get(&part[..end]).with_context(|| format!("no list @{}", &part[..end]))?;
        out.push_str(words);
        out.push_str(&part[end..]);
    }
    Ok(out)
}

fn read_line(line: &str, prefix: &str, recipe: &Recipe, columns: &[Regex], rows: &mut Rows) -> anyhow::Result<()> {
    let (key, rest) = line.split_once('\t').context("no tab")?;
    let row = format!("{prefix}{rest}");
    let fields: Vec<&str> = row.split('\t').collect();
    ensure!(fields.len() == columns.len(), "{} columns after the key, not {}", columns.len(), fields.len());
    for (field, pattern) in fields.iter().zip(columns) {
        ensure!(pattern.is_match(field), "{field:?} does not match {pattern}");
    }
    let row = fields[..recipe.packed.unwrap_or(fields.len()).min(fields.len())].join("\t");
    let form = recipe.key;
    let keys = if form == KeyForm::Phrase { expand(key) } else { vec![key.to_owned()] };
    for key in keys {
        let rows = rows.entry(key).or_default();
        // Two patterns may stand for the same phrase; two plain rows may not.
        match (rows.contains(&row), form) {
            (true, KeyForm::Exact) => bail!("this row stands here twice"),
            (true, KeyForm::Phrase) => {}
            (false, _) => rows.push(row.clone()),
        }
    }
    Ok(())
}

/// All phrases that a pattern with `a|b`, `x?` and ` / ` between whole alternatives stands for.
fn expand(pattern: &str) -> Vec<String> {
    pattern.split(" / ").flat_map(expand_one).collect()
}

fn expand_one(pattern: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    for word in pattern.split(' ') {
        let (word, optional) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
        let mut longer = if optional { phrases.clone() } else { Vec::new() };
        for phrase in &phrases {
            for alternative in word.split('|') {
                let space = if phrase.is_empty() { "" } else { " " };
                longer.push(format!("{phrase}{space}{alternative}"));
            }
        }
        phrases = longer;
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn patterns_stand_for_every_phrase() {
        assert_eq!(
            expand("without much|any? success"),
            ["without success", "without much success", "without any success"]
        );
    }
}
