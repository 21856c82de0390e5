//! Pages of Wikidata about the names of the lists.

use super::{City, Country, Inputs, Lists, SECOND_SENSE, Source, hex};
use anyhow::{Context, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;

/// The part of `borders.json` of country-coder that is read.
#[derive(Deserialize)]
struct Borders {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(rename = "iso1A2")]
    code: Option<String>,
    wikidata: String,
}

/// The rows of `links.tsv`, and how many of them are in the hand-written list.
///
/// A name with two senses in the lists gets no link, nor a city that shares its name with one not much smaller.
pub(super) fn rows(
    inputs: &Inputs,
    lists: &Lists,
    countries: &[Country],
    cities: &[City],
) -> anyhow::Result<(Vec<String>, Source)> {
    let path = inputs.country_coder.join("src/data/borders.json");
    let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let borders: Borders = serde_json::from_slice(&bytes).with_context(|| format!("{}", path.display()))?;
    let read = borders.features.len();
    let items: BTreeMap<String, String> =
        borders.features.into_iter().filter_map(|f| Some((f.properties.code?, f.properties.wikidata))).collect();

    let senses = senses(lists)?;
    let mut links: BTreeMap<String, [String; 3]> = BTreeMap::new();
    for country in countries {
        let own = senses.get(&country.name).into_iter().flatten().all(|sense| sense[2] == country.name);
        if let Some(item) = items.get(&country.iso).filter(|_| own) {
            links.insert(country.name.clone(), ["GPE", "state", item].map(str::to_owned));
        }
    }
    let kept = links.len();
    let mut population: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for city in cities {
        population.entry(&city.name).or_default().push(city.population);
    }
    for row in super::rows(&lists.folder.join("links_extra.tsv"), 4)? {
        let [name, kind, sense, item] = <[String; 4]>::try_from(row).unwrap_or_default();
        let found = senses.get(&name).map_or(&[] as &[_], Vec::as_slice);
        ensure!(
            found.iter().any(|f| f[0] == kind && f[1] == sense),
            "links_extra.tsv: no list has {name} as {kind}, {sense}"
        );
        let mut sizes = population.get(name.as_str()).cloned().unwrap_or_default();
        sizes.sort_unstable_by(|a, b| b.cmp(a));
        let shared =
            matches!(sense.as_str(), "city" | "capital") && sizes.len() > 1 && sizes[1] > sizes[0] / SECOND_SENSE;
        if sense == "state" || found.len() == 1 && !shared {
            links.insert(name, [kind, sense, item]);
        }
    }
    let source = Source {
        name: "country-coder (borders.json)",
        version: "5.6.1",
        licence: "ISC",
        sha256: hex(Sha256::new().chain_update(&bytes)),
        rows: read,
        kept: BTreeMap::from([("links.tsv", kept)]),
    };
    Ok((links.into_iter().map(|(name, rest)| format!("{name}\t{}", rest.join("\t"))).collect(), source))
}

/// Type, kind and state of each sense of each name, as the packed table of names has them.
fn senses(lists: &Lists) -> anyhow::Result<BTreeMap<String, Vec<[String; 3]>>> {
    let mut senses: BTreeMap<String, Vec<[String; 3]>> = BTreeMap::new();
    for file in ["places", "areas", "organisations", "parties", "bodies", "armed_groups"] {
        for row in super::rows(&lists.folder.join(file).with_extension("tsv"), 4)? {
            let [name, kind, sense, state] = <[String; 4]>::try_from(row).unwrap_or_default();
            senses.entry(name).or_default().push([kind, sense, state]);
        }
    }
    for row in super::rows(&lists.folder.join("demonyms.tsv"), 2)? {
        let sense = ["NORP".to_owned(), "demonym".to_owned(), row[1].clone()];
        senses.entry(row[0].clone()).or_default().push(sense);
    }
    Ok(senses)
}
