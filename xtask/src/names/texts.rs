//! The texts that names are learnt from, by what each may serve for.
//!
//! Gold texts whose licence allows it train the tagger that ships; texts that may only be measured on train
//! the teacher alone. The teacher labels plain texts whose licence allows training, and the tagger learns from
//! those labels: what was learnt is separated from whose words it was learnt on.

use crate::corpora::{Labelled, gum, is_held_out, labelled};
use crate::eval::write_lines;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A text and where it comes from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Text {
    /// Its corpus.
    pub corpus: String,
    /// Text and names.
    #[serde(flatten)]
    pub labelled: Labelled,
}

/// The corpus that only the teacher may learn from.
pub const TEACHING: &str = "worldwide";

/// Reads texts, one JSON object a line.
pub fn read(path: &Path) -> anyhow::Result<Vec<Text>> {
    let lines = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let row = |(at, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1));
    lines.lines().enumerate().map(row).collect()
}

/// Gold names that may train what ships.
pub fn gold(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let ner = folder.join("ner");
    let of = |corpus: &'static str| move |labelled| Text { corpus: corpus.into(), labelled };
    let mut texts: Vec<Text> = Vec::new();
    texts.extend(documents(folder, "gum_train.conllu")?.iter().map(gum::Document::names).map(of("gum")));
    let web = labelled(&ner.join("uner_ewt_dev.jsonl"))?.into_iter().filter(|t| !is_held_out(&t.id));
    texts.extend(web.map(of("uner")));
    texts.extend(labelled(&ner.join("crossner_politics.jsonl"))?.into_iter().map(of("crossner")));
    texts.extend(labelled(&ner.join("btc.jsonl"))?.into_iter().map(of("btc")));
    texts.extend(labelled(&ner.join("wnut17_train.jsonl"))?.into_iter().map(of("wnut")));
    Ok(texts)
}

/// Gold names that only the teacher may learn from.
pub fn teaching(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let texts = labelled(&folder.join("ner/worldwide_train.jsonl"))?;
    Ok(texts.into_iter().map(|labelled| Text { corpus: TEACHING.into(), labelled }).collect())
}

/// Texts that may train what ships, for the teacher to label.
pub fn plain(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    let mut seen = BTreeSet::new();
    let mut push = |corpus: &str, id: String, text: String| {
        if seen.insert(text.clone()) {
            texts.push(Text { corpus: corpus.into(), labelled: Labelled { id, text, entities: Vec::new() } });
        }
    };
    for row in labelled(&folder.join("ner/voa_silver.jsonl"))? {
        push("voa", row.id, row.text);
    }
    for file in ["stance/newsmtsc_train.jsonl", "stance/plover_dev.jsonl", "time/meantime.jsonl", "time/wikiwars.jsonl"]
    {
        let corpus = file.rsplit('/').next().unwrap_or(file).split(['_', '.']).next().unwrap_or(file);
        let path = folder.join(file);
        let lines = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for line in lines.lines() {
            #[derive(Deserialize)]
            struct Row {
                id: String,
                text: String,
            }
            let row: Row = serde_json::from_str(line).with_context(|| format!("a row of {}", path.display()))?;
            push(corpus, row.id, row.text);
        }
    }
    for document in documents(folder, "ewt_train.conllu")? {
        push("ewt", document.id, document.text);
    }
    Ok(texts)
}

fn documents(folder: &Path, file: &str) -> anyhow::Result<Vec<gum::Document>> {
    gum::read(&folder.join("syntax").join(file))
}

/// Writes all of them for the teacher: what it learns from into `gold.jsonl`, what it labels into `plain.jsonl`.
///
/// It labels the gold texts too, for the kinds that their own annotation leaves out.
pub fn write(folder: &Path, out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out)?;
    let gold = gold(folder)?;
    let taught: Vec<Text> = teaching(folder)?.into_iter().chain(gold.iter().cloned()).collect();
    write_lines(&out.join("gold.jsonl"), &taught)?;
    let labelled: Vec<Text> = plain(folder)?.into_iter().chain(gold).collect();
    write_lines(&out.join("plain.jsonl"), &labelled)
}
