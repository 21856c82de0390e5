//! `cargo xtask release`: everything that a release hands out, in `target/release-VERSION/`.

use crate::{notices, root, wasm};
use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use tar::{Builder, Header};

/// The element for other sites.
const ELEMENT: &str = "article-lens.js";
/// What other sites load: each script is one file, and the module lies beside them.
const CDN: [&str; 4] = [ELEMENT, "article-lens-de.js", "article-lens-exports.js", "article_lens_bg.wasm"];
/// Whose code and data are in it.
const NOTICES: &str = "THIRD-PARTY.md";
/// What goes with everything.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];
/// The date of all files in archives, so that their bytes depend on the files alone; `npm pack` uses it as well.
const DATE: u64 = 499_162_500;

/// Makes the release; `tag`, where it is given, must be that of the version that the project has.
pub fn run(tag: Option<&str>) -> Result<()> {
    let root = root();
    let version = agreed(&versions(&root)?)?;
    let notes = notes(&read(&root.join("CHANGELOG.md"))?, &version, tag)?;
    call(Command::new("bash").current_dir(&root).args(["scripts/start.sh", "--no-serve"]))?;
    let program = program(&root)?;

    let out = root.join(format!("target/release-{version}"));
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out)?;
    package(&root.join("pkg"), &out)?;
    cdn(&root.join("www/dist"), &out.join("cdn"), &version)?;
    let name = format!("article-lens-{version}-{}", host()?);
    let licences: Vec<(String, PathBuf)> = LICENCES.map(|name| (name.to_owned(), root.join(name))).into();
    let mut files = licences.clone();
    files.push(("README.md".to_owned(), root.join("README.md")));
    files.push((format!("article-lens{}", env::consts::EXE_SUFFIX), program));
    let notices = root.join("target/native").join(NOTICES);
    fs::write(&notices, notices::text("article-lens-cli", &host()?)?)?;
    files.push((NOTICES.to_owned(), notices));
    archive(&out, &name, &files)?;
    archive(&out, &format!("article-lens-{version}-cdn"), &[below(&out.join("cdn"))?, licences.clone()].concat())?;
    archive(&out, &format!("article-lens-{version}-site"), &[below(&root.join("www/dist"))?, licences].concat())?;
    fs::write(out.join("release-notes.md"), notes)?;
    sums(&out)?;
    println!("made {}", out.display());
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The version that each file of the project tells.
fn versions(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let toml =
        |name: &str| -> Result<toml::Value> { toml::from_str(&read(&root.join(name))?).context(name.to_owned()) };
    let json =
        |name: &str| -> Result<Value> { serde_json::from_str(&read(&root.join(name))?).context(name.to_owned()) };
    let told = |file: &toml::Value, path: &[&str]| {
        path.iter().try_fold(file, |table, key| table.get(key)).and_then(toml::Value::as_str).map(str::to_owned)
    };
    let workspace = text(told(&toml("Cargo.toml")?, &["workspace", "package", "version"]).as_deref());
    let cli = toml("cli/Cargo.toml")?;
    // Where it tells none of its own, it is that of the workspace.
    let own = told(&cli, &["package", "version"]).unwrap_or_else(|| workspace.clone());
    let needed = text(told(&cli, &["dependencies", "article-lens", "version"]).as_deref());
    Ok(vec![
        ("Cargo.toml", workspace),
        ("cli/Cargo.toml", own),
        ("the dependency in cli/Cargo.toml", needed),
        ("pkg/package.json", text(json("pkg/package.json")?["version"].as_str())),
        ("www/package.json", text(json("www/package.json")?["version"].as_str())),
        ("www/package-lock.json", text(json("www/package-lock.json")?["version"].as_str())),
    ])
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or("none").to_owned()
}

/// The one version that all files tell.
fn agreed(versions: &[(&str, String)]) -> Result<String> {
    let (_, first) = versions.first().context("no file tells a version")?;
    if versions.iter().all(|(_, version)| version == first) {
        return Ok(first.clone());
    }
    let told: Vec<String> = versions.iter().map(|(name, version)| format!("{name} says {version}")).collect();
    bail!("the versions do not agree: {}", told.join(", "));
}

/// What `CHANGELOG.md` says about `version`; what is tagged has a date there.
fn notes(changelog: &str, version: &str, tag: Option<&str>) -> Result<String> {
    if let Some(tag) = tag {
        ensure!(tag == format!("v{version}"), "the tag is {tag}, but the version is {version}: it must be v{version}");
    }
    let mut sections = changelog.split("\n## ").skip(1);
    let section = sections
        .find(|section| section.split_whitespace().next() == Some(version))
        .with_context(|| format!("CHANGELOG.md has no section for {version}"))?;
    let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
    ensure!(!body.trim().is_empty(), "the section for {version} in CHANGELOG.md is empty");
    ensure!(tag.is_none() || !heading.contains("unreleased"), "CHANGELOG.md still calls {version} unreleased");
    Ok(format!("{}\n", body.trim()))
}

/// Runs a program to its end.
fn call(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    ensure!(status.success(), "{name} failed: {command:?}");
    Ok(())
}

/// The command line as people get it.
fn program(root: &Path) -> Result<PathBuf> {
    let target = root.join("target/native");
    call(
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .current_dir(root)
            .env("CARGO_ENCODED_RUSTFLAGS", wasm::without_paths(root)?)
            .args(["build", "--release", "--locked", "--package", "article-lens-cli", "--target-dir"])
            .arg(&target),
    )?;
    Ok(target.join(format!("release/article-lens{}", env::consts::EXE_SUFFIX)))
}

/// The kind of machine that the program is for, as Rust names it.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("cannot start rustc")?;
    let about = String::from_utf8(output.stdout)?;
    Ok(about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not tell its host")?.to_owned())
}

/// The npm package, when everything that it offers is there.
fn package(pkg: &Path, out: &Path) -> Result<()> {
    let about: Value = serde_json::from_str(&read(&pkg.join("package.json"))?)?;
    let mut offered = Vec::new();
    paths(&about["exports"], &mut offered);
    for path in offered {
        ensure!(pkg.join(path).exists(), "pkg/package.json offers {path}, which is not there");
    }
    call(Command::new("npm").current_dir(pkg).args(["pack", "--loglevel=error", "--pack-destination"]).arg(out))
}

/// All paths in the `exports` of a package.
fn paths<'a>(exports: &'a Value, found: &mut Vec<&'a str>) {
    match exports {
        Value::String(path) => found.push(path),
        Value::Object(conditions) => conditions.values().for_each(|inner| paths(inner, found)),
        _ => {}
    }
}

/// What other sites load, with the hashes and the two lines that they copy.
fn cdn(dist: &Path, out: &Path, version: &str) -> Result<()> {
    fs::create_dir_all(out)?;
    let mut hashes = BTreeMap::new();
    for name in CDN {
        let bytes = fs::read(dist.join(name)).with_context(|| format!("cannot read {name} of the site"))?;
        hashes.insert(name, format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes))));
        fs::write(out.join(name), bytes)?;
    }
    fs::copy(dist.join(NOTICES), out.join(NOTICES)).with_context(|| format!("cannot copy {NOTICES} of the site"))?;
    fs::write(out.join("snippet.html"), snippet(version, &hashes[ELEMENT]))?;
    let list = json!({ "version": version, "files": hashes });
    Ok(fs::write(out.join("integrity.json"), format!("{}\n", serde_json::to_string_pretty(&list)?))?)
}

/// The two lines that embed the element.
fn snippet(version: &str, integrity: &str) -> String {
    let address = format!("https://cdn.jsdelivr.net/npm/article-lens@{version}/{ELEMENT}");
    format!(
        "<script type=\"module\" src=\"{address}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>\n\
         <article-lens>The text of the article.</article-lens>\n"
    )
}

/// All files below a folder by their path from there, sorted.
fn below(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            files.extend(below(&entry.path())?.into_iter().map(|(inner, path)| (format!("{name}/{inner}"), path)));
        } else {
            files.push((name, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

/// Packs `files` into `NAME.tar.gz`, in a folder `NAME`.
fn archive(out: &Path, name: &str, files: &[(String, PathBuf)]) -> Result<()> {
    let gzip = GzEncoder::new(File::create(out.join(format!("{name}.tar.gz")))?, Compression::best());
    let mut archive = Builder::new(gzip);
    for (inner, path) in files {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut header = Header::new_gnu();
        header.set_size(bytes.len().try_into()?);
        header.set_mode(if runs(inner) { 0o755 } else { 0o644 });
        header.set_mtime(DATE);
        archive.append_data(&mut header, format!("{name}/{inner}"), bytes.as_slice())?;
    }
    archive.into_inner()?.finish()?;
    Ok(())
}

/// Whether a file of an archive is the program.
fn runs(name: &str) -> bool {
    name == format!("article-lens{}", env::consts::EXE_SUFFIX)
}

/// The hashes of all files, in the form that `sha256sum --check` reads.
fn sums(out: &Path) -> Result<()> {
    let mut lines = String::new();
    for (name, path) in below(out)? {
        let hash: String = Sha256::digest(fs::read(path)?).iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push_str(&format!("{hash}  {name}\n"));
    }
    Ok(fs::write(out.join("SHA256SUMS"), lines)?)
}

#[cfg(test)]
mod tests {
    use super::{agreed, archive, below, notes, snippet, sums, versions};
    use crate::root;
    use std::fs;

    const CHANGELOG: &str =
        "# Changelog\n\n## 0.2.0 - unreleased\n\n### Added\n\n- More.\n\n## 0.1.0 - 2026-11-25\n\n- First.\n";

    #[test]
    fn the_project_tells_one_version_and_what_is_new_in_it() -> anyhow::Result<()> {
        let version = agreed(&versions(&root())?)?;
        assert!(!notes(&fs::read_to_string(root().join("CHANGELOG.md"))?, &version, None)?.is_empty());
        Ok(())
    }

    #[test]
    fn versions_that_differ_are_named() {
        let error = agreed(&[("a", "0.1.0".to_owned()), ("b", "0.2.0".to_owned())]).expect_err("they differ");
        assert_eq!(error.to_string(), "the versions do not agree: a says 0.1.0, b says 0.2.0");
    }

    #[test]
    fn notes_are_the_section_of_the_version() -> anyhow::Result<()> {
        assert_eq!(notes(CHANGELOG, "0.2.0", None)?, "### Added\n\n- More.\n");
        assert_eq!(notes(CHANGELOG, "0.1.0", Some("v0.1.0"))?, "- First.\n");
        let fails = |version, tag| notes(CHANGELOG, version, tag).expect_err("not to be released").to_string();
        assert_eq!(fails("0.3.0", None), "CHANGELOG.md has no section for 0.3.0");
        assert_eq!(fails("0.2.0", Some("v0.2.0")), "CHANGELOG.md still calls 0.2.0 unreleased");
        assert!(fails("0.2.0", Some("v0.1.0")).contains("must be v0.2.0"));
        Ok(())
    }

    #[test]
    fn the_snippet_has_two_lines_and_one_exact_version() {
        let lines = snippet("0.1.0", "sha384-abc");
        assert_eq!(lines.lines().count(), 2);
        assert!(lines.contains("@0.1.0/article-lens.js\" integrity=\"sha384-abc\" crossorigin"));
    }

    #[test]
    fn archives_depend_on_their_files_alone() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("article-lens-release-{}", std::process::id()));
        fs::create_dir_all(folder.join("in/deep"))?;
        fs::create_dir_all(folder.join("out"))?;
        fs::write(folder.join("in/deep/b"), "b")?;
        fs::write(folder.join("in/article-lens"), "a")?;
        let files = below(&folder.join("in"))?;
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["article-lens", "deep/b"]);
        let pack = || -> anyhow::Result<Vec<u8>> {
            archive(&folder.join("out"), "a", &files)?;
            Ok(fs::read(folder.join("out/a.tar.gz"))?)
        };
        assert_eq!(pack()?, pack()?);
        sums(&folder.join("out"))?;
        let listed = fs::read_to_string(folder.join("out/SHA256SUMS"))?;
        assert!(listed.ends_with("  a.tar.gz\n") && listed.len() == 64 + "  a.tar.gz\n".len(), "{listed}");
        fs::remove_dir_all(folder)?;
        Ok(())
    }
}
