//! GUM and EWT in CoNLL-U: the running text, and in GUM the mentions, who they refer to, and what is salient.
//!
//! The column MISC of GUM has `Entity=(ID-type-status-…-centering-minspan-link-identity …)`: brackets open and
//! close nested mentions, `ID` is the entity (mentions that share it corefer), `minspan` counts the tokens of
//! the mention that name or head it, from one.

use super::Labelled;
use anyhow::Context;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// One word of the treebank.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its place in the text, in bytes.
    pub span: Range<usize>,
    /// Universal part of speech.
    pub upos: String,
    /// Penn Treebank tag.
    pub xpos: String,
    /// Index of its head within the document; its own for a root.
    pub head: usize,
}

/// One annotated mention.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Its entity: mentions with the same number corefer.
    pub entity: u32,
    /// `person`, `organization`, `place` and so on.
    pub kind: String,
    /// Its words.
    pub words: Range<usize>,
    /// From the first to the last word of its minimal span.
    pub least: Range<usize>,
    /// Its syntactic head.
    pub head: usize,
}

/// One document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its name (`GUM_news_iodine`).
    pub id: String,
    /// The running text: a line break before each paragraph.
    pub text: String,
    /// All words.
    pub words: Vec<Word>,
    /// Index of the first word of each sentence.
    pub sentences: Vec<usize>,
    /// All mentions, in the order of their ends.
    pub mentions: Vec<Mention>,
    /// Entities marked as salient, with how many of the summaries name them.
    pub salient: BTreeMap<u32, u32>,
}

/// Reads the documents of a file.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents: Vec<Document> = Vec::new();
    let mut sentence = Vec::new();
    let mut open = Vec::new();
    let mut paragraph = false;
    for line in text.lines().chain([""]) {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push(Document { id: id.to_owned(), ..Document::default() });
            open.clear();
        } else if let Some(salient) = line.strip_prefix("# meta::salientEntities = ") {
            documents.last_mut().context("salience before a document")?.salient = read_salience(salient);
        } else if line.starts_with("# newpar") {
            paragraph = true;
        } else if line.is_empty() {
            if let (false, Some(document)) = (sentence.is_empty(), documents.last_mut()) {
                document.push(&sentence, std::mem::take(&mut paragraph), &mut open);
            }
            sentence.clear();
        } else if !line.starts_with('#') {
            sentence.push(line.split('\t').collect::<Vec<_>>());
        }
    }
    Ok(documents)
}

/// `4 (5*), 47 (2)`: entities and in how many summaries they stand.
fn read_salience(list: &str) -> BTreeMap<u32, u32> {
    let entry = |part: &str| {
        let (id, count) = part.trim().split_once(" (")?;
        Some((id.parse().ok()?, count.trim_end_matches(['*', ')']).parse().ok()?))
    };
    list.split(',').filter_map(entry).collect()
}

impl Document {
    fn push(&mut self, rows: &[Vec<&str>], paragraph: bool, open: &mut Vec<(String, usize)>) {
        if !self.text.is_empty() {
            self.text.push(if paragraph { '\n' } else { ' ' });
        }
        let first = self.words.len();
        self.sentences.push(first);
        let numbered = |row: &&Vec<&str>| row.len() == 10 && row[0].bytes().all(|b| b.is_ascii_digit());
        let count = rows.iter().filter(numbered).count();
        // A range line ("3-4 don't") holds the spacing of the words that it joins.
        let mut joined: Option<(usize, bool)> = None;
        for row in rows.iter().filter(|row| row.len() == 10) {
            let unspaced = row[9].split('|').any(|f| f == "SpaceAfter=No");
            if let Some((_, last)) = row[0].split_once('-') {
                joined = last.parse().ok().map(|last| (last, unspaced));
                continue;
            }
            let Ok(number) = row[0].parse::<usize>() else { continue };
            let start = self.text.len();
            self.text.push_str(row[1]);
            let glued = match joined {
                Some((last, unspaced)) if number == last => {
                    joined = None;
                    unspaced
                }
                Some(_) => true,
                None => unspaced,
            };
            let head = row[6].parse::<usize>().ok().filter(|h| *h > 0).map_or(first + number - 1, |h| first + h - 1);
            self.words.push(Word {
                span: start..self.text.len(),
                upos: row[3].to_owned(),
                xpos: row[4].to_owned(),
                head,
            });
            if !glued && number < count {
                self.text.push(' ');
            }
            if let Some(marks) = row[9].split('|').find_map(|f| f.strip_prefix("Entity=")) {
                self.mentions(marks, open);
            }
        }
    }

    /// Opens and closes mentions at the last word.
    fn mentions(&mut self, marks: &str, open: &mut Vec<(String, usize)>) {
        let at = self.words.len() - 1;
        let mut rest = marks;
        while let Some(next) = rest.find(['(', ')']) {
            if rest[next..].starts_with(')') {
                let id = rest[..next].to_owned();
                let place = open.iter().rposition(|(m, _)| id.is_empty() || m.split('-').next() == Some(&id));
                if let Some((mark, start)) = place.map(|p| open.remove(p)) {
                    self.close(&mark, start..at + 1);
                }
                rest = &rest[next + 1..];
            } else {
                let body = &rest[next + 1..];
                let end = body.find(['(', ')']).unwrap_or(body.len());
                open.push((body[..end].to_owned(), at));
                // A mention of one word closes where it opens: its bracket follows without a number.
                rest = &body[end..];
            }
        }
    }

    fn close(&mut self, mark: &str, words: Range<usize>) {
        let fields: Vec<&str> = mark.split('-').collect();
        let (Some(entity), Some(kind)) = (fields.first().and_then(|f| f.parse().ok()), fields.get(1)) else { return };
        let numbers = fields.get(5).map_or("", |f| *f).split(',').filter_map(|n| n.parse::<usize>().ok());
        let least = numbers.fold(None, |span: Option<Range<usize>>, n| {
            let at = words.start + n - 1;
            Some(span.map_or(at..at + 1, |s| s.start.min(at)..s.end.max(at + 1)))
        });
        let head = words.clone().find(|&w| !words.contains(&self.words[w].head) || self.words[w].head == w);
        self.mentions.push(Mention {
            entity,
            kind: (*kind).to_owned(),
            least: least.unwrap_or_else(|| words.clone()),
            head: head.unwrap_or(words.end - 1),
            words,
        });
    }

    /// The words of a range of the text.
    pub fn words(&self, range: Range<usize>) -> &str {
        &self.text[self.words[range.start].span.start..self.words[range.end - 1].span.end]
    }

    /// Whether a mention is a name: a proper noun heads it.
    pub fn is_name(&self, mention: &Mention) -> bool {
        self.words[mention.head].upos == "PROPN"
    }

    /// The words of a name: its minimal span with the proper nouns beside it, up to a comma, bracket, "and" or
    /// (for people) "of", without titles before it. Empty where nothing but a title is left ("the President").
    pub fn name_words(&self, mention: &Mention) -> Range<usize> {
        let person = mention.kind == "person";
        let word = |w: usize| self.words(w..w + 1).trim_end_matches('.').to_lowercase();
        let proper = |w: usize| mention.words.contains(&w) && self.words[w].upos == "PROPN";
        let mut name = mention.least.clone();
        while name.start > 0 && proper(name.start - 1) {
            name.start -= 1;
        }
        while proper(name.end) {
            name.end += 1;
        }
        let stops = |w: usize| match self.words[w].upos.as_str() {
            "PUNCT" => {
                let closed = w + 1 < name.end && matches!(word(w + 1).as_str(), "inc" | "ltd" | "llc" | "corp" | "jr");
                matches!(word(w).as_str(), "," | "(" | "[" | ";" | ":") && !closed
            }
            "CCONJ" => person || name.contains(&(w + 1)) && self.words[w + 1].upos != "PROPN",
            "ADP" => person && !matches!(word(w).as_str(), "van" | "von" | "de" | "der" | "al"),
            "PRON" => true,
            _ => false,
        };
        name.end = name.clone().find(|&w| w > name.start && stops(w)).unwrap_or(name.end);
        let start = name.clone().find(|&w| !(person && TITLES.contains(&word(w).as_str()))).unwrap_or(name.end);
        start..name.end
    }

    /// The outermost names as flat labelled spans: people, places, organisations, peoples, events and the like.
    ///
    /// GUM nests mentions and has no mark for names, so this is a reading of it: a mention whose head is a
    /// proper noun names something; its minimal span without a title is the name; a people ("the Japanese") is
    /// `norp`, not a person; times and plain titles are no names.
    pub fn names(&self) -> Labelled {
        let mut spans: Vec<(Range<usize>, &str)> = Vec::new();
        let mut named: Vec<&Mention> = self.mentions.iter().filter(|m| self.is_name(m) && m.kind != "time").collect();
        named.sort_by_key(|m| (m.words.start, std::cmp::Reverse(m.words.end)));
        for mention in named {
            let words = self.name_words(mention);
            let lone = words.len() == 1 && mention.kind == "person";
            if words.is_empty() || spans.iter().any(|(s, _)| s.start < words.end && words.start < s.end) {
                continue;
            }
            let people = mention.kind == "person" && self.words[mention.head].xpos == "NNPS" && lone;
            spans.push((words, if people { "norp" } else { &mention.kind }));
        }
        spans.sort_by_key(|(s, _)| s.start);
        let codes = |byte: usize| self.text[..byte].chars().count();
        let entities = spans
            .into_iter()
            .map(|(s, kind)| {
                (codes(self.words[s.start].span.start), codes(self.words[s.end - 1].span.end), kind.to_owned())
            })
            .collect();
        Labelled { id: self.id.clone(), text: self.text.clone(), entities }
    }
}

/// Titles that GUM counts to a name and the other corpora do not.
const TITLES: [&str; 58] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "madam",
    "dr",
    "prof",
    "professor",
    "sir",
    "lord",
    "lady",
    "dame",
    "saint",
    "st",
    "rev",
    "president",
    "vice",
    "prime",
    "minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "empress",
    "pope",
    "bishop",
    "archbishop",
    "cardinal",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "major-general",
    "lieutenant",
    "sergeant",
    "senator",
    "sen",
    "governor",
    "gov",
    "mayor",
    "judge",
    "justice",
    "chief",
    "secretary",
    "congressman",
    "representative",
    "speaker",
    "chairman",
    "chair",
    "director",
    "officer",
    "detective",
    "ambassador",
];
