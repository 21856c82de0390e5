//! `cargo xtask size`: what a reader downloads, against the budgets in `tests/size_budget.toml`.

use crate::root;
use anyhow::{Context, bail, ensure};
use article_lens::lexicon::packed::Pack;
use flate2::{Compression, write::GzEncoder};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::Path;

/// What a reader fetches from `pkg/`.
const PACKAGE: [&str; 2] = ["article_lens_bg.wasm", "article_lens.js"];
/// The folder of `www/dist` that no first visit loads.
const DEMOS: &str = "demo";

/// Most bytes, after brotli.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    first_visit: usize,
    javascript: usize,
    css: usize,
    wasm: usize,
}

/// The size of one file or table.
#[derive(Serialize, Clone, Debug, Default, PartialEq)]
struct Size {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// One budget and what was measured for it.
#[derive(Serialize, Debug, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Check {
    name: &'static str,
    brotli: usize,
    limit: usize,
    kept: bool,
}

#[derive(Serialize)]
struct Sizes {
    package: Vec<Size>,
    site: Vec<Size>,
    tables: Vec<Size>,
    checks: Vec<Check>,
}

/// Prints the table, or with `json` the same for machines; fails when a budget is broken.
pub fn run(json: bool) -> anyhow::Result<()> {
    let root = root();
    let limits: Limits =
        toml::from_str(&fs::read_to_string(root.join("tests/size_budget.toml"))?).context("tests/size_budget.toml")?;
    let pkg = root.join("pkg");
    ensure!(PACKAGE.iter().all(|name| pkg.join(name).exists()), "pkg/ is not built: run `cargo xtask wasm`");
    let package = measure(&pkg, PACKAGE.map(str::to_owned).to_vec())?;
    let dist = root.join("www/dist");
    let mut names = Vec::new();
    if dist.is_dir() {
        loaded(&dist, "", &mut names)?;
        names.sort();
    }
    let site = measure(&dist, names)?;
    let tables = tables(&fs::read(root.join("data/packed/lexicon.bin"))?)?;
    let checks = check(&package, &site, &limits);
    let sizes = Sizes { package, site, tables, checks };
    if json {
        println!("{}", serde_json::to_string_pretty(&sizes)?);
    } else {
        print(&sizes);
    }
    let broken: Vec<&str> = sizes.checks.iter().filter(|c| !c.kept).map(|c| c.name).collect();
    if !broken.is_empty() {
        bail!("over budget: {}", broken.join(", "));
    }
    Ok(())
}

/// The files below `folder` that a first visit may load, as paths relative to the first folder.
fn loaded(folder: &Path, prefix: &str, names: &mut Vec<String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if name != DEMOS {
                loaded(&entry.path(), &format!("{name}/"), names)?;
            }
        } else if [".html", ".js", ".css", ".wasm"].iter().any(|ending| name.ends_with(ending)) {
            names.push(name);
        }
    }
    Ok(())
}

fn measure(folder: &Path, names: Vec<String>) -> anyhow::Result<Vec<Size>> {
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder.join(&name))?;
            size(name, &bytes)
        })
        .collect()
}

/// The tables of the lexicon, the largest first, and all of them in one.
fn tables(bytes: &[u8]) -> anyhow::Result<Vec<Size>> {
    let mut sizes = Pack::new(bytes)
        .parts()
        .map(|(name, parts)| size(name.to_owned(), &parts.concat()))
        .collect::<anyhow::Result<Vec<_>>>()?;
    sizes.sort_by_key(|size| std::cmp::Reverse(size.brotli));
    sizes.push(size("all tables".to_owned(), bytes)?);
    Ok(sizes)
}

fn size(name: String, bytes: &[u8]) -> anyhow::Result<Size> {
    Ok(Size { name, raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)? })
}

/// Bytes after gzip at its best.
pub(crate) fn gzip(bytes: &[u8]) -> anyhow::Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    Ok(gzip.finish()?.len())
}

/// Bytes after brotli at its best.
pub(crate) fn brotli(bytes: &[u8]) -> anyhow::Result<usize> {
    let mut brotli = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &parameters)?;
    Ok(brotli.len())
}

/// Measures against the budgets: the built site where it is there, the package alone where it is not.
fn check(package: &[Size], site: &[Size], limits: &Limits) -> Vec<Check> {
    let files = if site.is_empty() { package } else { site };
    let sum =
        |endings: &[&str]| files.iter().filter(|f| endings.iter().any(|e| f.name.ends_with(e))).map(|f| f.brotli).sum();
    let one = |name, brotli, limit| Check { name, brotli, limit, kept: brotli <= limit };
    let module = package.iter().filter(|f| f.name.ends_with(".wasm")).map(|f| f.brotli).sum();
    vec![
        one("first visit", sum(&[""]), limits.first_visit),
        one("JavaScript", sum(&[".js"]), limits.javascript),
        one("CSS", sum(&[".css"]), limits.css),
        one("wasm", module, limits.wasm),
    ]
}

fn print(sizes: &Sizes) {
    let group = |title: &str, list: &[Size]| {
        println!("{title:<44} {:>10} {:>10} {:>10}", "raw", "gzip -9", "brotli 11");
        for size in list {
            println!("  {:<42} {:>10} {:>10} {:>10}", size.name, size.raw, size.gzip, size.brotli);
        }
        println!();
    };
    group("pkg/", &sizes.package);
    match sizes.site.is_empty() {
        true => println!("www/dist is not built; the first visit below is the package alone.\n"),
        false => group("www/dist/", &sizes.site),
    }
    group("data/packed/lexicon.bin (within the wasm)", &sizes.tables);
    println!("{:<44} {:>10} {:>10}", "budget", "brotli 11", "at most");
    for check in &sizes.checks {
        let verdict = if check.kept { "kept" } else { "BROKEN" };
        println!("  {:<42} {:>10} {:>10}  {verdict}", check.name, check.brotli, check.limit);
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Size, check, size};

    fn file(name: &str, brotli: usize) -> Size {
        Size { name: name.to_owned(), brotli, ..Size::default() }
    }

    #[test]
    fn budgets_are_those_of_the_site_where_it_is_built() {
        let limits = Limits { first_visit: 100, javascript: 30, css: 10, wasm: 60 };
        let package = [file("article_lens_bg.wasm", 50), file("article_lens.js", 5)];
        let kept = |site: &[Size]| -> Vec<bool> { check(&package, site, &limits).iter().map(|c| c.kept).collect() };
        assert_eq!(kept(&[]), [true; 4]);
        let site =
            [file("index.html", 5), file("assets/a.js", 31), file("assets/a.css", 10), file("assets/b.wasm", 55)];
        assert_eq!(kept(&site), [false, false, true, true]);
    }

    #[test]
    fn compressed_sizes_are_smaller() -> anyhow::Result<()> {
        let size = size("text".into(), "the same again and ".repeat(100).as_bytes())?;
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
        Ok(())
    }
}
