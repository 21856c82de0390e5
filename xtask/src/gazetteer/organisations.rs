//! Parties of the Factbook; international bodies and armed groups of the Phoenix dictionaries.
//!
//! The dictionaries were gathered from many lists by many hands: only names that say what they name are
//! taken, and none that a hand-written list has.

use super::phoenix::Actor;
use super::{Entry, Lists, Wordlist, capitalised, strip_tags, text};
use std::collections::{BTreeMap, BTreeSet};

/// Words that are not written with a capital within a name.
const SMALL: &[&str] = &[
    "a", "against", "al", "an", "and", "as", "at", "by", "d'", "da", "de", "del", "der", "des", "di", "do", "dos",
    "du", "e", "el", "en", "et", "for", "from", "für", "i", "in", "la", "las", "le", "les", "los", "of", "on", "or",
    "para", "pour", "sans", "the", "to", "und", "with", "within", "without", "y",
];

/// Words of bodies and groups beside the head nouns of `lexicon/heads.tsv`.
const HEADS: &[&str] = &[
    "Action",
    "Aid",
    "Alliance",
    "Brigade",
    "Brigades",
    "Cells",
    "Coalition",
    "Command",
    "Commandos",
    "Community",
    "Congress",
    "Convention",
    "Corps",
    "Faction",
    "Fighters",
    "Foundation",
    "Front",
    "Guard",
    "Guerrilla",
    "Guerrillas",
    "International",
    "Jihad",
    "League",
    "Liberation",
    "Militia",
    "Militias",
    "Mujahideen",
    "Network",
    "Organisation",
    "Organization",
    "Relief",
    "Resistance",
    "Rights",
    "Secretariat",
    "Tribunal",
    "Watch",
];

/// Words of people, things and places that the dictionaries code like the body they belong to.
const NOT_BODIES: &[&str] = &[
    "Activist",
    "Activists",
    "Agreement",
    "Aide",
    "Air",
    "Airport",
    "Ambassador",
    "Ambassadors",
    "Attack",
    "Base",
    "Books",
    "Camp",
    "Car",
    "Center",
    "Chairman",
    "Charter",
    "Chief",
    "Compound",
    "Conference",
    "Convoy",
    "Countries",
    "Day",
    "Delegate",
    "Delegates",
    "Delegation",
    "Director",
    "Economist",
    "Embassy",
    "Employee",
    "Employees",
    "Envoy",
    "Fleet",
    "General",
    "Head",
    "Headquarters",
    "Helicopter",
    "Inspector",
    "Inspectors",
    "Journal",
    "Leader",
    "Leaders",
    "Lord",
    "Meeting",
    "Member",
    "Members",
    "Militant",
    "Militants",
    "Minister",
    "Ministers",
    "Mission",
    "Monitors",
    "Negotiator",
    "Negotiators",
    "Observer",
    "Observers",
    "Office",
    "Official",
    "Officials",
    "Online",
    "Operation",
    "Patrol",
    "Peacekeeper",
    "Peacekeepers",
    "Personnel",
    "Plan",
    "Plane",
    "President",
    "Princess",
    "Program",
    "Programme",
    "Project",
    "Protocol",
    "Rebel",
    "Rebels",
    "Report",
    "Representative",
    "Secretary",
    "Site",
    "Sources",
    "Spokesman",
    "Spokeswoman",
    "Staff",
    "States",
    "Summit",
    "Supporter",
    "Supporters",
    "Survey",
    "Talks",
    "Team",
    "Treaty",
    "Troops",
    "Volunteers",
    "Weapon",
    "Worker",
    "Year",
    "Yearbook",
];

/// What the rows are checked against.
pub(super) struct Filter<'a> {
    pub lists: &'a Lists,
    pub words: &'a Wordlist,
    pub given: &'a BTreeMap<String, char>,
    /// Head nouns of organisations.
    pub heads: BTreeSet<String>,
}

/// Names with their states; a name that two states have gets none of them.
type Found = BTreeMap<String, BTreeSet<String>>;

impl Filter<'_> {
    /// The parties of all states.
    pub(super) fn parties(&self, entries: &[Entry]) -> Vec<String> {
        let mut found = Found::new();
        let mut add = |name: &str, state: &str| {
            found.entry(name.to_owned()).or_default().insert(state.to_owned());
        };
        for entry in entries {
            let listed = text(&entry.json, &["Government", "Political parties"]).replace("<br>", "\n");
            for item in strip_tags(&listed).replace('\u{2019}', "'").lines() {
                let item = item.split([';', '[', ':']).next().unwrap_or_default();
                let (outside, inside) = brackets(item);
                let mut forms = outside.split(" or ").map(str::trim);
                let name = forms.next().unwrap_or_default();
                for name in [name].into_iter().chain(inside.iter().map(|name| name.trim())) {
                    let name = name.strip_prefix("The ").unwrap_or(name);
                    if self.is_party(name) {
                        add(name, &entry.state);
                    }
                }
                for acronym in forms.filter(|form| self.is_acronym(form)) {
                    add(acronym, &entry.state);
                }
            }
        }
        let single = found.into_iter().filter(|(_, states)| states.len() == 1);
        single.filter_map(|(name, states)| Some(row(&name, "party", states.first()?))).collect()
    }

    /// Whether a party's name is short and tells it from others: two common words do not ("Liberal Party").
    fn is_party(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split(' ').collect();
        let proper = words.iter().all(|word| {
            SMALL.contains(word)
                || word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
        });
        let common = words.iter().all(|word| self.words.is_common(word.trim_end_matches("'s")));
        (2..=5).contains(&words.len())
            && proper
            && words[0].starts_with(char::is_uppercase)
            && !(common && words.len() == 2)
            && !["Alliance", "Formerly", "Includes", "Electoral"].contains(&words[0])
            && !self.lists.names.contains(name)
    }

    /// Whether a word is an acronym that tells a party or body from others: with three letters it rarely does.
    fn is_acronym(&self, word: &str) -> bool {
        (4..=7).contains(&word.len())
            && word.chars().all(|c| c.is_ascii_uppercase())
            && !self.words.is_common(word)
            && !self.lists.names.contains(word)
            && !self.lists.names.contains(&capitalised(word))
            && !self.given.contains_key(&capitalised(word))
    }

    /// International bodies and societies.
    pub(super) fn bodies(&self, actors: &[Actor], states: &BTreeMap<&str, &str>) -> Vec<String> {
        let mut rows = BTreeMap::new();
        for actor in actors.iter().filter(|actor| !actor.timed) {
            let code = actor.codes.first().map_or("", String::as_str);
            let kind = match code.get(..3) {
                Some("IGO") => "igo",
                Some("NGO") => "ngo",
                _ => continue,
            };
            let state = code.get(3..6).and_then(|code| states.get(code)).copied().unwrap_or("-");
            for name in &actor.names {
                // "UNSG" is a person.
                let acronym = kind == "igo" && name.len() == 1 && self.is_acronym(&name[0]) && name[0] != "UNSG";
                let written = if acronym { Some(name[0].clone()) } else { self.written(name) };
                if let Some(written) = written
                    .filter(|name| acronym || self.is_spelled_out(name) && (kind == "igo" || !self.is_headed(name)))
                {
                    rows.entry(written).or_insert((kind, state));
                }
            }
        }
        rows.into_iter().map(|(name, (kind, state))| row(&name, kind, state)).collect()
    }

    /// Whether the head noun of a name tells that it is an organisation, so that no list has to.
    fn is_headed(&self, name: &str) -> bool {
        let head = name.split([' ']).take_while(|word| !matches!(*word, "of" | "for")).last();
        head.is_some_and(|word| self.heads.contains(word))
    }

    /// Whether no word of a name is an abbreviation that capitals hid ("Itfd International").
    fn is_spelled_out(&self, name: &str) -> bool {
        name.split(' ').all(|word| {
            word.chars().count() > 4
                || SMALL.contains(&word)
                || self.words.0.contains_key(word)
                || self.words.0.contains_key(&word.to_lowercase())
                || self.lists.names.contains(word)
        })
    }

    /// Armed groups. Those of Europe and North America in the dictionary are cells of decades ago.
    pub(super) fn armed(
        &self,
        actors: &[Actor],
        states: &BTreeMap<&str, &str>,
        origins: &BTreeMap<&str, &'static str>,
    ) -> Vec<String> {
        let mut rows = BTreeMap::new();
        for actor in actors {
            let code = actor.codes.first().and_then(|code| code.get(..3)).unwrap_or_default();
            if states.contains_key(code) && matches!(origins.get(code), None | Some(&"europe")) {
                continue;
            }
            let state = states.get(code).copied().unwrap_or("-");
            // News writes "al-Aqsa" in small letters, and a name starts with a capital.
            let names =
                actor.names.iter().filter_map(|name| self.written(name)).filter(|name| !name.starts_with("Al-"));
            for name in names {
                rows.entry(name).or_insert(state);
            }
        }
        rows.into_iter().map(|(name, state)| row(&name, "armed", state)).collect()
    }

    /// A name of the dictionaries as news writes it, if its words say that it is the name of a body.
    fn written(&self, words: &[String]) -> Option<String> {
        let words = if words.first().is_some_and(|word| word == "THE") { &words[1..] } else { words };
        let plain = |word: &String| {
            word.chars().all(|c| c.is_alphabetic() || "-'".contains(c))
                && !word.starts_with(['-', '\''])
                && !word.ends_with('-')
        };
        if !(2..=8).contains(&words.len()) || !words.iter().all(plain) || words.iter().any(|w| w != &w.to_uppercase()) {
            return None;
        }
        let written: Vec<String> = words.iter().enumerate().map(|(at, word)| self.cased(word, at == 0)).collect();
        let is_head = |word: &String| self.heads.contains(word) || HEADS.contains(&word.as_str());
        let capitals = written.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        let last = written.last()?;
        let name = written.join(" ");
        let person = self.given.contains_key(&written[0]) && !is_head(&written[1]);
        (written.iter().any(is_head)
            && capitals > 1
            && !person
            && !SMALL.contains(&last.as_str())
            && !written.iter().any(|word| NOT_BODIES.contains(&word.as_str()))
            && !self.lists.names.contains(&name))
        .then_some(name)
    }

    /// A word in capitals as it is written within a name.
    fn cased(&self, word: &str, first: bool) -> String {
        const ACRONYMS: [&str; 9] = ["AIDS", "HIV", "US", "UK", "USA", "NGO", "NGOS", "TV", "EU"];
        let lower = word.to_lowercase();
        let vowel = lower.contains(['a', 'e', 'i', 'o', 'u', 'y']) || lower.chars().count() < 2;
        let listed =
            word.len() > 1 && self.lists.names.contains(word) && !self.lists.names.contains(&capitalised(word));
        match () {
            () if !first && SMALL.contains(&lower.as_str()) => lower,
            () if ACRONYMS.contains(&word) || listed && !self.words.is_common(word) => word.to_owned(),
            () if !vowel && !["St", "Dr"].contains(&capitalised(word).as_str()) => word.to_owned(),
            // "Jabhat al-Nusra"
            () if !first && word.starts_with("AL-") => format!("al-{}", capitalised(&word[3..])),
            () => word.split('-').map(capitalised).collect::<Vec<_>>().join("-"),
        }
    }
}

fn row(name: &str, kind: &str, state: &str) -> String {
    format!("{name}\tORG\t{kind}\t{state}")
}

/// What stands outside of round brackets, and what stands in each of them.
fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    for (at, part) in text.split('(').enumerate() {
        match part.split_once(')') {
            Some((within, after)) if at > 0 => {
                inside.push(within.to_owned());
                outside.push_str(after);
            }
            _ if at == 0 => outside.push_str(part),
            _ => {}
        }
    }
    (outside.split_whitespace().collect::<Vec<_>>().join(" "), inside)
}

#[cfg(test)]
mod tests {
    use super::brackets;

    #[test]
    fn brackets_are_taken_out() {
        let (outside, inside) = brackets("Party of Wales (Plaid Cymru) or PC (old)");
        assert_eq!((outside.as_str(), inside.len()), ("Party of Wales or PC", 2));
    }
}
