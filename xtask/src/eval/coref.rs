//! Scores of coreference on GUM: pronouns, aliases, salience.
//!
//! What counts as gold: entities of the kinds `person` and `organization` with a name among their mentions, in
//! the genres that are near to news. A name is what [`gum::Document::name_words`] leaves of a mention headed by a
//! proper noun; a people ("the Japanese") is no person. A mention of ours answers a mention of the gold when
//! it covers the last word of the gold's name that is its head (or, outside the name, the name's last word).
//!
//! - **Pronouns**: third person, personal, possessive and reflexive. A link is right when the gold entity of the
//!   pronoun is the one that most names of our entity belong to. Precision counts every link to an entity that
//!   we call a person or organisation, and every link of a pronoun that the gold gives to one. Recall counts
//!   the gold's pronouns of those entities of which we found a name; "of all" counts those of every entity.
//! - **Nominals**: the precision of common nouns, counted the same way by their head noun.
//! - **Aliases**: B-cubed over the names of the gold that a name of ours answers.
//! - **LEA**: link-based entity-aware F1 over names and third-person pronouns.
//! - **Salience**: for each named entity that the gold marks as salient and we found, its place in our order
//!   divided by how many entities we have; the mean, with 0 best and 0.5 chance.
//!
//! The second row of a corpus gives the engine the gold's names, so that what is left is the error of merging.

use super::Score;
use crate::corpora::gum;
use anyhow::Context;
use article_lens::entity::antecedent::{Choice, Weights};
use article_lens::entity::{Entities, find_entities_with};
use article_lens::lexicon::Lexicon;
use article_lens::report::view::{EntityType, MentionKind};
use article_lens::segment::Document;
use article_lens::{syntax, tag};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Genres that are near to news.
const GENRES: [&str; 4] = ["news", "interview", "bio", "speech"];

/// Whether a document is of one of these genres.
pub fn is_near_news(document: &gum::Document) -> bool {
    document.id.split('_').nth(1).is_some_and(|genre| GENRES.contains(&genre))
}

/// Whether a lower-case word is a pronoun that counts.
pub fn is_third_person(word: &str) -> bool {
    matches!(
        word,
        "he" | "him"
            | "his"
            | "himself"
            | "she"
            | "her"
            | "hers"
            | "herself"
            | "they"
            | "them"
            | "their"
            | "theirs"
            | "themselves"
            | "themself"
            | "it"
            | "its"
            | "itself"
    )
}

/// What the gold says of one document, by the tokens of the engine.
pub struct Gold {
    /// The head token of each name of a person or organisation, and its entity.
    pub names: BTreeMap<usize, u32>,
    /// The token of each third-person pronoun, and its entity if it has one.
    pub pronouns: BTreeMap<usize, u32>,
    /// Head tokens of all mentions with their entities.
    pub heads: BTreeMap<usize, BTreeSet<u32>>,
    /// Named persons and organisations.
    pub named: BTreeSet<u32>,
    /// Head tokens of the names of salient entities of any kind.
    pub salient: BTreeMap<u32, Vec<usize>>,
    /// Tokens and kinds of all names, for the engine to be given.
    pub given: Vec<(std::ops::Range<usize>, EntityType)>,
}

/// Reads the gold of `text` in tokens.
pub fn gold(text: &gum::Document, document: &Document<'_>) -> Gold {
    let token = |word: usize| {
        let end = text.words[word].span.end;
        document.tokens.partition_point(|t| t.span.end < end).min(document.tokens.len().saturating_sub(1))
    };
    let mut gold = Gold {
        names: BTreeMap::new(),
        pronouns: BTreeMap::new(),
        heads: BTreeMap::new(),
        named: BTreeSet::new(),
        salient: BTreeMap::new(),
        given: Vec::new(),
    };
    let mut spans: Vec<(std::ops::Range<usize>, EntityType)> = Vec::new();
    for mention in &text.mentions {
        let head = token(mention.head);
        gold.heads.entry(head).or_default().insert(mention.entity);
        let single = mention.words.len() == 1;
        if single && is_third_person(&text.words(mention.words.clone()).to_lowercase()) {
            gold.pronouns.insert(head, mention.entity);
        }
        if !text.is_name(mention) || mention.kind == "time" {
            continue;
        }
        let name = text.name_words(mention);
        if name.is_empty() {
            continue;
        }
        let head = if name.contains(&mention.head) { head } else { token(name.end - 1) };
        let people = mention.kind == "person" && name.len() == 1 && text.words[mention.head].xpos == "NNPS";
        if matches!(mention.kind.as_str(), "person" | "organization") && !people {
            gold.names.entry(head).or_insert(mention.entity);
            gold.named.insert(mention.entity);
        }
        if text.salient.contains_key(&mention.entity) && !people {
            gold.salient.entry(mention.entity).or_default().push(head);
        }
        let kind = match mention.kind.as_str() {
            _ if people => EntityType::Norp,
            "person" => EntityType::Person,
            "organization" => EntityType::Org,
            "place" => EntityType::Gpe,
            "event" => EntityType::Event,
            _ => EntityType::Product,
        };
        spans.push((token(name.start)..token(name.end - 1) + 1, kind));
    }
    spans.sort_by_key(|(s, _)| (s.start, std::cmp::Reverse(s.end)));
    for (span, kind) in spans {
        if gold.given.last().is_none_or(|(before, _)| before.end <= span.start) {
            gold.given.push((span, kind));
        }
    }
    gold
}

/// For each of our entities, the gold entity that most of its names belong to.
pub fn majority(gold: &Gold, entities: &Entities) -> Vec<Option<u32>> {
    let mut votes: Vec<BTreeMap<u32, usize>> = vec![BTreeMap::new(); entities.entities.len()];
    for (&head, &entity) in &gold.names {
        if let Some(mention) = entities.mention_at(head).filter(|m| m.kind == MentionKind::Name) {
            *votes[mention.entity].entry(entity).or_default() += 1;
        }
    }
    let most =
        |votes: &BTreeMap<u32, usize>| votes.iter().max_by_key(|(id, n)| (**n, u32::MAX - **id)).map(|(id, _)| *id);
    votes.iter().map(most).collect()
}

/// Sums over documents.
#[derive(Default)]
struct Sums {
    pronouns: Score,
    by_word: BTreeMap<&'static str, Score>,
    gold_pronouns: usize,
    nominals: Score,
    names: usize,
    answered: usize,
    precision: f64,
    recall: f64,
    lea: [f64; 4],
    ranks: Vec<f64>,
    salient: usize,
    report: String,
}

fn group(word: &str) -> &'static str {
    match word {
        "he" | "him" | "his" | "himself" => "he",
        "she" | "her" | "hers" | "herself" => "she",
        "it" | "its" | "itself" => "it",
        _ => "they",
    }
}

impl Sums {
    fn add(&mut self, text: &gum::Document, document: &Document<'_>, gold: &Gold, entities: &Entities) {
        let majority = majority(gold, entities);
        let known: BTreeSet<u32> = majority.iter().flatten().copied().collect();
        let told = |e: usize| matches!(entities.entities[e].kind, EntityType::Person | EntityType::Org);
        let _ = writeln!(self.report, "# {}", text.id);
        let context = |token: usize| {
            let sentence = document.sentence_of(token).unwrap_or(0);
            document.words(document.sentences[sentence].tokens.clone()).replace('\n', " ")
        };
        for mention in entities.mentions.iter().filter(|m| m.kind != MentionKind::Name) {
            let (head, ours) = (mention.tokens.end - 1, majority[mention.entity]);
            let word = document.tokens[head].lower.as_str();
            let pronoun = mention.kind == MentionKind::Pronoun;
            if pronoun && !is_third_person(word) {
                continue;
            }
            let theirs: BTreeSet<u32> = gold.heads.get(&head).cloned().unwrap_or_default();
            if !told(mention.entity) && theirs.is_disjoint(&gold.named) {
                continue;
            }
            let right = ours.is_some_and(|e| theirs.contains(&e));
            let scores = if pronoun { &mut self.pronouns } else { &mut self.nominals };
            scores.given += 1;
            scores.right += usize::from(right);
            if pronoun {
                let score = self.by_word.entry(group(word)).or_default();
                score.given += 1;
                score.right += usize::from(right);
            }
            let mark = if right { "right" } else { "WRONG" };
            let name = &entities.entities[mention.entity].name;
            let called = document.words(mention.tokens.clone());
            let _ = writeln!(self.report, "{mark} {called} = {name} ({ours:?}, gold {theirs:?}): {}", context(head));
        }
        for (&token, entity) in gold.pronouns.iter().filter(|(_, e)| gold.named.contains(e)) {
            self.gold_pronouns += 1;
            if known.contains(entity) {
                self.pronouns.gold += 1;
                self.by_word.entry(group(&document.tokens[token].lower)).or_default().gold += 1;
                if entities.mention_at(token).is_none() {
                    let ours = majority.iter().position(|m| m == &Some(*entity)).unwrap_or(0);
                    let (called, name) = (document.word(token), &entities.entities[ours].name);
                    let _ = writeln!(self.report, "MISSED {called} = {name} ({entity}): {}", context(token));
                }
            }
        }
        self.names += gold.names.len();
        let names: Vec<(u32, usize)> = gold
            .names
            .iter()
            .filter_map(|(&head, &entity)| {
                let ours = entities.mention_at(head).filter(|m| m.kind == MentionKind::Name)?;
                Some((entity, ours.entity))
            })
            .collect();
        self.b_cubed(&names, entities, text);
        let mut key: BTreeMap<usize, u32> = gold.names.clone();
        key.extend(gold.pronouns.iter().filter(|(_, e)| gold.named.contains(e)));
        let mut response: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in entities.mentions.iter().filter(|m| m.kind != MentionKind::Nominal && told(m.entity)) {
            let own = key.range(mention.tokens.clone()).next().map(|(head, _)| *head);
            response.insert(own.unwrap_or(mention.tokens.end - 1), mention.entity);
        }
        let (r, rw) = lea(&key, &response);
        let (p, pw) = lea(&response, &key);
        [r, rw, p, pw].iter().zip(&mut self.lea).for_each(|(x, sum)| *sum += x);
        for (entity, heads) in &gold.salient {
            self.salient += 1;
            let found = heads.iter().filter_map(|&h| entities.mention_at(h)).find(|m| m.kind == MentionKind::Name);
            if let Some(mention) = found {
                let rank = (mention.entity + 1) as f64 / entities.entities.len() as f64;
                let name = &entities.entities[mention.entity].name;
                let _ = writeln!(self.report, "SALIENT {name} ({entity}) at {rank:.2} of {}", entities.entities.len());
                self.ranks.push(rank);
            }
        }
    }

    fn b_cubed(&mut self, names: &[(u32, usize)], entities: &Entities, text: &gum::Document) {
        let (mut keys, mut ours, mut both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for &(key, own) in names {
            *keys.entry(key).or_insert(0.0) += 1.0;
            *ours.entry(own).or_insert(0.0) += 1.0;
            *both.entry((key, own)).or_insert(0.0) += 1.0;
        }
        self.answered += names.len();
        for pair in names {
            let both: f64 = both[pair];
            let (key, own): (f64, f64) = (keys[&pair.0], ours[&pair.1]);
            self.precision += both / own;
            self.recall += both / key;
        }
        for &key in keys.keys() {
            let split: Vec<_> =
                both.keys().filter(|(k, _)| *k == key).map(|(_, o)| &entities.entities[*o].name).collect();
            if split.len() > 1 {
                let _ = writeln!(self.report, "SPLIT {}: {key} is {split:?}", text.id);
            }
        }
        for &own in ours.keys() {
            let joined: Vec<_> = both.keys().filter(|(_, o)| *o == own).map(|(k, _)| k).collect();
            if joined.len() > 1 {
                let (name, aliases) = (&entities.entities[own].name, &entities.entities[own].aliases);
                let _ = writeln!(self.report, "JOINED {}: {name} {aliases:?} is {joined:?}", text.id);
            }
        }
    }

    fn b_cubed_score(&self) -> (f64, f64, f64) {
        let all = self.answered.max(1) as f64;
        let (p, r) = (100.0 * self.precision / all, 100.0 * self.recall / all);
        (p, r, 2.0 * p * r / (p + r).max(1e-9))
    }

    fn lea_score(&self) -> f64 {
        let [r, rw, p, pw] = self.lea;
        let (r, p) = (100.0 * r / rw.max(1.0), 100.0 * p / pw.max(1.0));
        2.0 * p * r / (p + r).max(1e-9)
    }

    fn mean_rank(&self) -> f64 {
        self.ranks.iter().sum::<f64>() / self.ranks.len().max(1) as f64
    }

    fn json(&self) -> Value {
        let tenth = |x: f64| (x * 10.0).round() / 10.0;
        let (p, r, f1) = self.b_cubed_score();
        json!({
            "pronouns": self.pronouns.json(),
            "pronounsOfAll": self.gold_pronouns,
            "nominals": {"p": tenth(self.nominals.precision()), "given": self.nominals.given},
            "aliases": {"p": tenth(p), "r": tenth(r), "f1": tenth(f1), "answered": self.answered, "gold": self.names},
            "lea": tenth(self.lea_score()),
            "salience": {"rank": (self.mean_rank() * 1000.0).round() / 1000.0, "ranked": self.ranks.len(), "gold": self.salient},
        })
    }
}

/// How well `response` keeps the entities of `key` together, weighed by their size, and the sum of the weights.
fn lea<K: Ord + Copy, R: Ord + Copy>(key: &BTreeMap<usize, K>, response: &BTreeMap<usize, R>) -> (f64, f64) {
    let links = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let mut entities: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    key.iter().for_each(|(&at, &entity)| entities.entry(entity).or_default().push(at));
    let mut sizes: BTreeMap<R, usize> = BTreeMap::new();
    response.values().for_each(|&entity| *sizes.entry(entity).or_default() += 1);
    let (mut sum, mut weight) = (0.0, 0.0);
    for mentions in entities.values() {
        let mut parts: BTreeMap<R, usize> = BTreeMap::new();
        mentions.iter().filter_map(|at| response.get(at)).for_each(|&e| *parts.entry(e).or_default() += 1);
        let resolved = if mentions.len() == 1 {
            // A mention by itself has one link, to itself.
            f64::from(u8::from(parts.keys().any(|e| sizes[e] == 1)))
        } else {
            parts.values().map(|&n| links(n)).sum::<f64>() / links(mentions.len())
        };
        sum += mentions.len() as f64 * resolved;
        weight += mentions.len() as f64;
    }
    (sum, weight)
}

/// Prints the table and returns it as JSON; with `out`, writes every link and what is wrong with it there.
pub fn report(folder: &Path, lexicon: &Lexicon<'_>, out: Option<&Path>, quiet: bool) -> anyhow::Result<Value> {
    let weights = Weights::new(lexicon);
    let mut all = Map::new();
    if !quiet {
        println!(
            "coreference            pron P    R  of all  (right/given/gold)   nom P (given)  B3 P    R   F1  (names)    LEA  rank (n)"
        );
    }
    for split in ["gum_train", "gum_dev"] {
        let texts = gum::read(&folder.join(format!("syntax/{split}.conllu")))?;
        for given in [false, true] {
            let mut sums = Sums::default();
            for text in texts.iter().filter(|t| is_near_news(t)) {
                let document = Document::new(&text.text, lexicon);
                let tags = tag::tag_document(&document, lexicon);
                let syntax = syntax::parse(&document, &tags, lexicon);
                let gold = gold(text, &document);
                let names = if given { gold.given.as_slice() } else { &[] };
                let choose = &mut |choice: &Choice| weights.choose(choice);
                let entities = find_entities_with(&document, &tags, &syntax, lexicon, names, choose);
                sums.add(text, &document, &gold, &entities);
            }
            let name = if given { format!("{split}, gold names") } else { split.to_owned() };
            if !quiet {
                print(&name, &sums);
            }
            if let Some(out) = out {
                let path = out.join(format!("coref.{split}{}.txt", if given { ".given" } else { "" }));
                std::fs::write(&path, &sums.report).with_context(|| format!("cannot write {}", path.display()))?;
            }
            all.insert(name, sums.json());
        }
    }
    Ok(json!(all))
}

fn print(name: &str, sums: &Sums) {
    let (p, r, f1) = sums.b_cubed_score();
    let s = sums.pronouns;
    let of_all = 100.0 * s.right as f64 / sums.gold_pronouns.max(1) as f64;
    println!(
        "{name:<21} {:>6.1} {:>5.1} {of_all:>6.1}  {:<19} {:>6.1} ({:>3}) {p:>8.1} {r:>5.1} {f1:>5.1} ({}/{}) {:>5.1} {:>6.3} ({}/{})",
        s.precision(),
        s.recall(),
        format!("({}/{}/{})", s.right, s.given, s.gold),
        sums.nominals.precision(),
        sums.nominals.given,
        sums.answered,
        sums.names,
        sums.lea_score(),
        sums.mean_rank(),
        sums.ranks.len(),
        sums.salient
    );
    let words = sums.by_word.iter().map(|(w, s)| format!("{w} {:.0}/{:.0} of {}", s.precision(), s.recall(), s.gold));
    println!("    {}", words.collect::<Vec<_>>().join(", "));
}
