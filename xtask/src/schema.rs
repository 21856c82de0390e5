//! `cargo xtask schema`: the JSON Schema of the report, derived from the Rust types.

use crate::root;
use anyhow::Context;
use std::fs;

/// Writes `pkg/report.schema.json`.
pub fn write() -> anyhow::Result<()> {
    let schema = schemars::schema_for!(article_lens::Report);
    let path = root().join("pkg/report.schema.json");
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
