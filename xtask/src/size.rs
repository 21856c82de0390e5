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
/// What of `www/dist` no visit of the page loads: the documentation, the frame, and what other sites load.
const FOR_OTHERS: [&str; 8] = [
    "embed",
    "examples",
    "frame.html",
    "frame.js",
    "frame.css",
    ELEMENT,
    "article-lens-de.js",
    "article-lens-exports.js",
];
/// The element in one file.
const ELEMENT: &str = "article-lens.js";
/// The folder of scripts that are loaded only when something is asked for.
const LATER: &str = "assets/later/";

/// Most bytes, after brotli.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    first_visit: usize,
    javascript: usize,
    javascript_later: usize,
    element: usize,
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
    element: Vec<Size>,
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
    let element = if site.is_empty() { Vec::new() } else { measure(&dist, vec![ELEMENT.to_owned()])? };
    let tables = tables(&fs::read(root.join("data/packed/lexicon.bin"))?)?;
    let checks = check(&package, &site, &element, &limits);
    let sizes = Sizes { package, site, element, tables, checks };
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
        if FOR_OTHERS.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            loaded(&entry.path(), &format!("{name}/"), names)?;
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
fn check(package: &[Size], site: &[Size], element: &[Size], limits: &Limits) -> Vec<Check> {
    let files = if site.is_empty() { package } else { site };
    let total = |wanted: &dyn Fn(&str) -> bool| files.iter().filter(|f| wanted(&f.name)).map(|f| f.brotli).sum();
    let one = |name, brotli, limit| Check { name, brotli, limit, kept: brotli <= limit };
    let module = package.iter().filter(|f| f.name.ends_with(".wasm")).map(|f| f.brotli).sum();
    vec![
        one("first visit", total(&|_| true), limits.first_visit),
        one("JavaScript at first", total(&|name| name.ends_with(".js") && !name.starts_with(LATER)), limits.javascript),
        one("JavaScript later", total(&|name| name.starts_with(LATER)), limits.javascript_later),
        one("the element for other sites", element.iter().map(|f| f.brotli).sum(), limits.element),
        one("CSS", total(&|name| name.ends_with(".css")), limits.css),
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
        false => {
            group("www/dist/, the page", &sizes.site);
            group("www/dist/, for other sites", &sizes.element);
        }
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
        let limits = Limits { first_visit: 100, javascript: 30, javascript_later: 4, element: 20, css: 10, wasm: 60 };
        let element = [file("article-lens.js", 21)];
        let package = [file("article_lens_bg.wasm", 50), file("article_lens.js", 5)];
        let kept = |site: &[Size], element: &[Size]| -> Vec<bool> {
            check(&package, site, element, &limits).iter().map(|c| c.kept).collect()
        };
        assert_eq!(kept(&[], &[]), [true; 6]);
        let site =
            [file("assets/a.js", 31), file("assets/later/b.js", 4), file("assets/a.css", 10), file("b.wasm", 56)];
        assert_eq!(kept(&site, &element), [false, false, true, false, true, true]);
    }

    #[test]
    fn compressed_sizes_are_smaller() -> anyhow::Result<()> {
        let size = size("text".into(), "the same again and ".repeat(100).as_bytes())?;
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
        Ok(())
    }
}
