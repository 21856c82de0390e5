//! Whose code and data are in what is built, with the notices that their licences ask to pass on.

use crate::root;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId, TargetKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Where the part for the module lies until the package is made.
const FOR_MODULE: &str = "pkg/article_lens.notices.md";

/// Writes what goes with the module; the package adds what is in its scripts.
pub fn write() -> Result<()> {
    Ok(fs::write(root().join(FOR_MODULE), text("article-lens", "wasm32-unknown-unknown")?)?)
}

/// The notices for one package of the workspace as it is built for `platform`, in Markdown.
pub fn text(package: &str, platform: &str) -> Result<String> {
    let root = root();
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--locked", "--filter-platform", platform].map(str::to_owned).to_vec())
        .exec()?;
    let about_data = fs::read_to_string(root.join("data/README.md"))?;
    let (_, credits) = about_data.split_once("\n## Credits and licences\n").context("data/README.md has no credits")?;
    let credits = credits.split("\n## ").next().unwrap_or(credits).trim();
    Ok(format!(
        "# Third-party notices\n\n## Data\n\n{}\n\n## Code in Rust\n\n{}",
        credits.replace("](model/", "](https://github.com/article-lens/article-lens/blob/main/data/model/"),
        code(&metadata, package)?
    ))
}

/// The crates that are part of `package`, those with the same licence text together.
fn code(metadata: &Metadata, package: &str) -> Result<String> {
    let own = metadata.packages.iter().find(|p| p.name.as_str() == package).context("no such package")?;
    let mut by_text: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for id in parts(metadata, &own.id)? {
        let part = &metadata[&id];
        if metadata.workspace_members.contains(&id) {
            continue;
        }
        let licence = part.license.as_deref().unwrap_or("see below");
        by_text.entry(licence_text(part)?).or_default().insert(format!("{} {} ({licence})", part.name, part.version));
    }
    let mut groups: Vec<(Vec<String>, String)> =
        by_text.into_iter().map(|(text, names)| (names.into_iter().collect(), text)).collect();
    groups.sort();
    Ok(groups
        .iter()
        .map(|(names, text)| format!("### {}\n\n```text\n{text}\n```\n", names.join(", ")))
        .collect::<Vec<_>>()
        .join("\n"))
}

/// `from` and what it is linked with; what only runs in the build is no part of it.
fn parts(metadata: &Metadata, from: &PackageId) -> Result<BTreeSet<PackageId>> {
    let nodes = &metadata.resolve.as_ref().context("cargo resolved nothing")?.nodes;
    let mut found = BTreeSet::new();
    let mut ahead = vec![from.clone()];
    while let Some(id) = ahead.pop() {
        let builds = |target: &cargo_metadata::Target| target.kind.contains(&TargetKind::ProcMacro);
        if metadata[&id].targets.iter().any(builds) || !found.insert(id.clone()) {
            continue;
        }
        let node = nodes.iter().find(|node| node.id == id).context("a crate that cargo did not resolve")?;
        let linked = |dep: &&cargo_metadata::NodeDep| dep.dep_kinds.iter().any(|k| k.kind == DependencyKind::Normal);
        ahead.extend(node.deps.iter().filter(linked).map(|dep| dep.pkg.clone()));
    }
    Ok(found)
}

/// The licence that a crate comes with; of several the MIT licence, which all of ours offer.
fn licence_text(package: &Package) -> Result<String> {
    let folder = package.manifest_path.parent().context("a crate without a folder")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT"].iter().any(|start| name.starts_with(start))
        {
            files.push((!name.contains("MIT"), name, path));
        }
    }
    files.sort();
    Ok(match files.first() {
        Some((_, _, path)) => fs::read_to_string(path)?.trim().replace("\r\n", "\n"),
        None => format!("By {}.", package.authors.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_is_linked_is_named_with_its_licence_and_what_only_builds_is_not() -> anyhow::Result<()> {
        let notices = text("article-lens", "wasm32-unknown-unknown")?;
        for part in
            ["GeoNames", "name-suggestion-index contributors", "chrono ", "fst ", "Permission is hereby granted"]
        {
            assert!(notices.contains(part), "{part} is missing");
        }
        for builder in ["syn ", "wasm-bindgen-macro ", "article-lens "] {
            assert!(
                !notices.contains(&format!("### {builder}")) && !notices.contains(&format!(", {builder}")),
                "{builder} is named"
            );
        }
        Ok(())
    }
}
