//! The house rules that a compiler does not know.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the engine, each of which may import only from those before it.
const LAYERS: [&str; 19] = [
    "report::view",
    "error",
    "options",
    "text",
    "linear",
    "token",
    "lexicon",
    "segment",
    "tag",
    "syntax",
    "entity",
    "time",
    "quantity",
    "attribution",
    "timeline",
    "stance",
    "analysis",
    "report",
    "wasm",
];
/// Longest source file, in lines.
const MOST_LINES: usize = 620;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            let skipped = path
                .file_name()
                .is_some_and(|n| n == "node_modules" || n == "dist" || n == "test-results" || n == "target");
            if !skipped {
                found.extend(files(&path, extension));
            }
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|l| module == *l || module.starts_with(&format!("{l}::"))).or_else(|| {
        let first = module.split("::").next().unwrap_or(module);
        LAYERS.iter().position(|l| *l == first)
    })
}

#[test]
fn stages_read_only_earlier_stages() {
    let src = root().join("src");
    let mut wrong = Vec::new();
    for path in files(&src, "rs") {
        let relative = path.strip_prefix(&src).expect("a source file").with_extension("");
        let own = relative.to_string_lossy().replace('/', "::").replace("::mod", "");
        let Some(own_layer) = layer(&own).filter(|_| own != "lib") else { continue };
        for line in
            fs::read_to_string(&path).expect("a source file").lines().filter(|l| !l.trim_start().starts_with("//"))
        {
            for (at, _) in line.match_indices("crate::") {
                let module: String =
                    line[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect();
                let read = layer(module.trim_end_matches(':'));
                let pair = (own.split("::").next().unwrap_or(""), module.split("::").next().unwrap_or(""));
                if read.is_some_and(|read| read > own_layer) && pair.0 != pair.1 {
                    wrong.push(format!("{} reads {module}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a stage reads a later one:\n{}", wrong.join("\n"));
}

#[test]
fn source_files_are_short_and_safe_for_hostile_text() {
    let mut wrong = Vec::new();
    let sources = files(&root().join("src"), "rs")
        .into_iter()
        .chain(files(&root().join("www"), "ts"))
        .chain(files(&root().join("www"), "html"));
    for path in sources {
        let text = fs::read_to_string(&path).expect("a source file");
        // The report is one list of plain types.
        if text.lines().count() > MOST_LINES && !path.ends_with("report/view.rs") {
            wrong.push(format!("{}: over {MOST_LINES} lines", path.display()));
        }
        let test = path.components().any(|c| c.as_os_str() == "test");
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "document.write", "eval("] {
            if !test && text.contains(word) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_engine_has_no_clock_no_files_no_panics_by_hand() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs").into_iter().filter(|p| !p.ends_with("wasm.rs")) {
        let text = fs::read_to_string(&path).expect("a source file");
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for word in [
            "SystemTime",
            "Instant::",
            "std::fs",
            "std::env",
            "std::net",
            ".unwrap()",
            "panic!",
            "todo!",
            "unimplemented!",
            "static mut",
            "LazyLock",
        ] {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn data_files_are_sorted_where_they_say_so_and_name_their_source() {
    let mut wrong = Vec::new();
    for path in files(&root().join("data"), "tsv") {
        let text = fs::read_to_string(&path).expect("a data file");
        let head: String = text.lines().take_while(|l| l.starts_with('#')).collect();
        if !["Source", "Made by", "Generated"].iter().any(|word| head.contains(word)) {
            wrong.push(format!("{}: its head names no source", path.display()));
        }
        let rows: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        if path.components().any(|c| c.as_os_str() == "gazetteer") && !rows.is_sorted() {
            wrong.push(format!("{}: not sorted", path.display()));
        }
        wrong.extend(
            rows.iter()
                .filter(|r| r.ends_with([' ', '\t']))
                .map(|r| format!("{}: trailing space in {r:?}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
