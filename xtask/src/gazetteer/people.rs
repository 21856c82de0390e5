//! Given names and surnames of all continents.
//!
//! The US census says which names are frequent; the locales of the Python package Faker give names of
//! many languages, and the leaders of the Factbook and of the Phoenix dictionaries those of states
//! that have no locale there. Each name keeps the part of the world its lists come from.

use super::{Entry, Inputs, Lists, Source, Wordlist, capitalised, fold, hex, phoenix};
use anyhow::Context;
use regex::Regex;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// How many surnames of the census are taken whatever the other lists have.
const SURNAMES: usize = 2_400;
/// How many more confirm what another list has.
const RARE_SURNAMES: usize = 8_000;
/// A name is taken that so many lists and leaders have.
const ENOUGH: usize = 2;
/// The same for a spelling with accents: English news often has the one without.
const ENOUGH_ACCENTED: usize = 3;

/// The parts of the world that names are told apart by.
const ORIGINS: &[&str] = &["africa", "anglo", "east-asia", "europe", "latin", "slavic", "south-asia", "west-asia"];

/// Locales of Faker with the part of the world their names come from and how much they count: short lists of frequent
/// names that few other lists know count as enough.
/// Left out are locales in scripts that have no one spelling in English, the register of all names of Iceland, and
/// lists that only repeat the census.
const LOCALES: &[(&str, &str, usize)] = &[
    ("az_AZ", "west-asia", 1),
    ("bg_BG", "slavic", 1),
    ("cs_CZ", "slavic", 1),
    ("da_DK", "europe", 1),
    ("de_AT", "europe", 1),
    ("de_CH", "europe", 1),
    ("de_DE", "europe", 1),
    ("de_LU", "europe", 1),
    ("en_GB", "anglo", 1),
    ("en_IE", "anglo", 1),
    ("en_IN", "south-asia", ENOUGH),
    ("en_KE", "africa", ENOUGH),
    ("en_NG", "africa", ENOUGH),
    ("en_NZ", "anglo", 1),
    ("en_PK", "south-asia", 1),
    ("en_TH", "east-asia", 1),
    ("es_AR", "latin", 1),
    ("es_CA", "latin", 1),
    ("es_CL", "latin", 1),
    ("es_CO", "latin", 1),
    ("es_ES", "latin", 1),
    ("es_MX", "latin", 1),
    ("et_EE", "europe", 1),
    ("fi_FI", "europe", 1),
    ("fr_BE", "europe", 1),
    ("fr_CA", "europe", 1),
    ("fr_CH", "europe", 1),
    ("fr_DZ", "west-asia", 1),
    ("fr_FR", "europe", 1),
    ("ha_NG", "africa", ENOUGH),
    ("hr_HR", "slavic", 1),
    ("hu_HU", "europe", 1),
    ("id_ID", "east-asia", 1),
    ("ig_NG", "africa", ENOUGH),
    ("it_IT", "europe", 1),
    ("ja_JP", "east-asia", ENOUGH),
    ("lt_LT", "europe", 1),
    ("lv_LV", "europe", 1),
    ("mk_MK", "slavic", 1),
    ("nl_BE", "europe", 1),
    ("nl_NL", "europe", 1),
    ("no_NO", "europe", 1),
    ("pl_PL", "slavic", 1),
    ("pt_BR", "latin", 1),
    ("pt_PT", "latin", 1),
    ("ro_RO", "europe", 1),
    ("ru_RU", "slavic", ENOUGH),
    ("sk_SK", "slavic", 1),
    ("sl_SI", "slavic", 1),
    ("sv_SE", "europe", 1),
    ("sw", "africa", 1),
    ("tr_TR", "west-asia", 1),
    ("tw_GH", "africa", ENOUGH),
    ("uk_UA", "slavic", ENOUGH),
    ("uz_UZ", "west-asia", 1),
    ("vi_VN", "east-asia", ENOUGH),
    ("yo_NG", "africa", ENOUGH),
    ("zh_CN", "east-asia", ENOUGH),
    ("zh_TW", "east-asia", 1),
    ("zu_ZA", "africa", 1),
];

/// Parts of the world of the Factbook with what names from there are called here.
const REGIONS: &[(&str, &str)] = &[
    ("africa", "africa"),
    ("central-america-n-caribbean", "latin"),
    ("central-asia", "west-asia"),
    ("east-n-southeast-asia", "east-asia"),
    ("europe", "europe"),
    ("middle-east", "west-asia"),
    ("south-america", "latin"),
    ("south-asia", "south-asia"),
];

/// Factbook codes of states with Slavic names.
const SLAVIC: &[&str] = &["bk", "bo", "bu", "ez", "hr", "lo", "mj", "mk", "pl", "ri", "rs", "si", "up"];

/// States whose leaders have their surname first.
const SURNAME_FIRST: &[&str] = &["CHN", "HKG", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"];

/// Words before or within the names of leaders that are titles or particles.
const NO_NAMES: &[&str] = &[
    "Abd",
    "Admiral",
    "Air",
    "Archduke",
    "Baron",
    "Bin",
    "Bint",
    "Brigadier",
    "Caretaker",
    "Chairman",
    "Chief",
    "Col",
    "Colonel",
    "Count",
    "Crown",
    "Dato",
    "Deputy",
    "Doctor",
    "Dos",
    "Emperor",
    "Field",
    "General",
    "Governor",
    "Haji",
    "Ibn",
    "Interim",
    "Junior",
    "King",
    "Lady",
    "Lieutenant",
    "Lord",
    "Madame",
    "Major",
    "Marshal",
    "Maulana",
    "Minister",
    "Monsignor",
    "Mrs",
    "Mullah",
    "President",
    "Prime",
    "Prince",
    "Princess",
    "Queen",
    "Saint",
    "Sardar",
    "Senator",
    "Shaikh",
    "Shaykh",
    "Sheik",
    "Sheikh",
    "Sir",
    "Sri",
    "Sultan",
    "Tan",
    "The",
    "Tun",
    "Von",
];

/// Names of people with what is known of them.
#[derive(Default)]
pub(super) struct People {
    /// Given names of the census and of the hand-written list: name to gender.
    pub census: BTreeMap<String, char>,
    given: BTreeMap<String, Known>,
    surnames: BTreeMap<String, Known>,
}

/// What the lists say of a name.
#[derive(Default)]
struct Known {
    genders: BTreeSet<char>,
    origins: BTreeSet<&'static str>,
    /// How many lists and leaders have it; a list that is sure of it counts as [`ENOUGH`].
    votes: usize,
}

impl Known {
    /// The part of the world a name comes from. The census has names from everywhere, so that it counts only alone.
    fn origin(&self) -> &'static str {
        let mut elsewhere = self.origins.iter().filter(|origin| **origin != "anglo");
        match (elsewhere.next(), elsewhere.next()) {
            (Some(origin), None) => origin,
            (Some(_), Some(_)) => "mixed",
            (None, _) => self.origins.first().copied().unwrap_or("mixed"),
        }
    }

    /// Whether enough lists have `name`.
    fn is_enough(&self, name: &str) -> bool {
        self.votes >= if name.is_ascii() { ENOUGH } else { ENOUGH_ACCENTED }
    }

    fn gender(&self) -> char {
        match self.genders.first() {
            Some(gender) if self.genders.len() == 1 => *gender,
            _ => 'u',
        }
    }
}

impl People {
    fn add_given(&mut self, name: &str, gender: Option<char>, origin: &'static str, votes: usize) {
        for name in spelled(name) {
            let known = self.given.entry(name).or_default();
            known.votes += votes;
            known.genders.extend(gender);
            known.origins.insert(origin);
        }
    }

    fn add_surname(&mut self, name: &str, origin: &'static str, votes: usize) {
        // "van den Berg" is found by its last word.
        let last = name.rsplit(' ').next().unwrap_or(name);
        for name in spelled(last) {
            let known = self.surnames.entry(name).or_default();
            known.votes += votes;
            known.origins.insert(origin);
        }
    }

    /// The rows of `given_names.tsv`; a name that is a common word or that `lists` have stays out unless the census has it.
    pub(super) fn given_rows(&self, words: &Wordlist, lists: &Lists) -> Vec<String> {
        let mut rows = Vec::new();
        for (name, gender) in &self.census {
            let origin = self.given.get(name).map_or("mixed", Known::origin);
            rows.push(format!("{name}\t{gender}\t{origin}"));
        }
        for (name, known) in self.given.iter().filter(|(name, _)| !self.census.contains_key(*name)) {
            let taken = lists.ambiguous.contains_key(name) || lists.names.contains(name);
            if known.is_enough(name)
                && !taken
                && !words.is_common(name)
                && !NO_NAMES.contains(&name.as_str())
                && name.chars().count() > 2
            {
                rows.push(format!("{name}\t{}\t{}", known.gender(), known.origin()));
            }
        }
        rows
    }

    /// The rows of `surnames.tsv`.
    pub(super) fn surname_rows(&self, words: &Wordlist, lists: &Lists) -> Vec<String> {
        let mut rows = Vec::new();
        for (name, known) in self.surnames.iter().filter(|(name, known)| known.is_enough(name)) {
            if name.chars().count() < 2 || words.is_function(name) || NO_NAMES.contains(&name.as_str()) {
                continue;
            }
            let mark = match () {
                () if words.is_common(name) => "word",
                () if lists.names.contains(name) => "place",
                () => "plain",
            };
            rows.push(format!("{name}\t{mark}\t{}", known.origin()));
        }
        rows
    }

    /// Reads the census: given names into `census`, surnames.
    pub(super) fn read_census(&mut self, inputs: &Inputs, lists: &Lists) -> anyhow::Result<Source> {
        let mut hash = Sha256::new();
        let mut share: BTreeMap<String, [f64; 2]> = BTreeMap::new();
        let mut read = 0;
        for (index, (list, most)) in
            [("dist.male.first", super::MALE), ("dist.female.first", super::FEMALE), ("dist.all.last", RARE_SURNAMES)]
                .into_iter()
                .enumerate()
        {
            let path = inputs.names.join("names").join(list);
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            hash.update(text.as_bytes());
            read += text.lines().count();
            for (rank, line) in text.lines().enumerate() {
                let mut fields = line.split_whitespace();
                let (Some(name), Some(percent)) = (fields.next(), fields.next()) else {
                    continue;
                };
                let name = capitalised(name);
                if rank >= most {
                    break;
                }
                if index == 2 {
                    self.add_surname(&name, "anglo", if rank < SURNAMES { ENOUGH } else { 1 });
                } else {
                    share.entry(name).or_default()[index] = percent.parse().unwrap_or(0.0);
                }
            }
        }
        let left_out =
            |name: &str| lists.ambiguous.get(name).is_some_and(|why| why == "opening word" || why == "place name");
        for (name, [male, female]) in share.iter().filter(|(name, _)| !left_out(name) && name.len() > 2) {
            let gender = match () {
                () if *male >= 10.0 * female => 'm',
                () if *female >= 10.0 * male => 'f',
                () => 'u',
            };
            self.census.insert(name.clone(), gender);
            self.add_given(name, None, "anglo", ENOUGH);
        }
        let kept = self.census.len();
        for row in super::rows(&lists.folder.join("given_names_extra.tsv"), 2)? {
            let gender = row[1].chars().next().unwrap_or('u');
            if !left_out(&row[0]) {
                self.census.entry(row[0].clone()).or_insert(gender);
            }
        }
        Ok(Source {
            name: "US census 1990, names, by way of names",
            version: "0.3.0",
            licence: "public domain (package: MIT)",
            sha256: hex(hash),
            rows: read,
            kept: BTreeMap::from([("given_names.tsv", kept), ("surnames.tsv", SURNAMES)]),
        })
    }

    /// Reads the surnames written for this project.
    pub(super) fn read_extra(&mut self, lists: &Lists) -> anyhow::Result<()> {
        for row in super::rows(&lists.folder.join("surnames_extra.tsv"), 2)? {
            let origin = ORIGINS.iter().find(|origin| **origin == row[1]);
            let origin = origin.with_context(|| format!("surnames_extra.tsv: unknown part of the world {}", row[1]))?;
            self.add_surname(&row[0], origin, ENOUGH);
        }
        Ok(())
    }

    /// Reads the locales of Faker.
    pub(super) fn read_faker(&mut self, inputs: &Inputs) -> anyhow::Result<Source> {
        // A list in a provider: `first_names_male = (`, `last_names: Tuple[str, ...] = (`, `OrderedDict(`.
        let list = Regex::new(r"(?m)^    (\w*(?:first|last)\w*_(?:names?|pairs)\w*)\s*(?::[^=\n]*)?=\s*")?;
        let mut hash = Sha256::new();
        let (mut read, mut kept) = (0, [0, 0]);
        for &(locale, origin, votes) in LOCALES {
            let path = inputs.faker.join("faker/providers/person").join(locale).join("__init__.py");
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            hash.update(text.as_bytes());
            let (mut given, mut surnames) = (BTreeMap::new(), BTreeSet::new());
            for found in list.captures_iter(&text) {
                let (Some(whole), Some(title)) = (found.get(0), found.get(1)) else { continue };
                let title = title.as_str();
                let gender = match () {
                    () if title.contains("female") => Some('f'),
                    () if title.contains("male") => Some('m'),
                    () => None,
                };
                for name in literals(&text[whole.end()..]) {
                    read += 1;
                    let Some(name) = romanised(&name, locale) else { continue };
                    if title.contains("last") {
                        surnames.insert(name);
                    } else if !name.contains(' ') {
                        given.entry(name).or_insert_with(BTreeSet::new).extend(gender);
                    }
                }
            }
            kept[0] += given.len();
            kept[1] += surnames.len();
            for (name, genders) in given {
                let gender = genders.first().copied().filter(|_| genders.len() == 1);
                self.add_given(&name, gender, origin, votes);
            }
            for name in surnames {
                self.add_surname(&name, origin, votes);
            }
        }
        Ok(Source {
            name: "Faker, providers of persons",
            version: "40.63.0",
            licence: "MIT",
            sha256: hex(hash),
            rows: read,
            kept: BTreeMap::from([("given_names.tsv", kept[0]), ("surnames.tsv", kept[1])]),
        })
    }

    /// Reads the leaders of a state in the Factbook: surnames stand in capitals there ("Droupadi MURMU", "XI Jinping").
    pub(super) fn read_leaders(&mut self, entry: &Entry) {
        let Some(origin) = origin(entry) else { return };
        let mut texts = Vec::new();
        for part in ["Executive branch", "Diplomatic representation in the US"] {
            collect(entry.json.pointer(&format!("/Government/{part}")), &mut texts);
        }
        let words: Vec<&str> = texts
            .iter()
            .flat_map(|text| text.split([' ', '\u{a0}', '>', ';']))
            .map(|word| word.trim_matches([',', '.', '"']))
            .collect();
        for pair in words.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            // Where the surname comes first, the given name follows it.
            let surname = if is_surname(second) && is_titlecase(first) {
                self.add_given(first, None, origin, 1);
                second
            } else if is_surname(first) && is_titlecase(second) {
                first
            } else {
                continue;
            };
            self.add_surname(&surname.split('-').map(capitalised).collect::<Vec<_>>().join("-"), origin, 1);
        }
    }

    /// Reads the leaders of the Phoenix dictionary of states; `origins` tells the part of the world of a code.
    pub(super) fn read_phoenix(&mut self, actors: &[phoenix::Actor], origins: &BTreeMap<&str, &'static str>) {
        for actor in actors.iter().filter(|actor| actor.timed) {
            let code = actor.codes.first().and_then(|code| code.get(..3)).unwrap_or_default();
            let Some(origin) = origins.get(code) else { continue };
            // The first name is the full one; the others are spellings and titles.
            let Some(name) = actor.names.first() else { continue };
            let words: Vec<String> = name
                .iter()
                .map(|word| capitalised(word))
                .filter(|word| {
                    !NO_NAMES.contains(&word.as_str()) && word.chars().all(|c| c.is_alphabetic() || c == '-')
                })
                .collect();
            if !(2..=4).contains(&words.len()) || words.len() < name.len() {
                continue;
            }
            let (given, surname) = match SURNAME_FIRST.contains(&code) {
                true => (&words[1], &words[0]),
                false => (&words[0], &words[words.len() - 1]),
            };
            self.add_surname(surname.rsplit("Al-").next().unwrap_or(surname), origin, 1);
            if given.chars().count() > 3 {
                self.add_given(given, None, origin, 1);
            }
        }
    }
}

/// The part of the world that the names of a state come from.
pub(super) fn origin(entry: &Entry) -> Option<&'static str> {
    match entry.code.as_str() {
        code if SLAVIC.contains(&code) => Some("slavic"),
        "mx" => Some("latin"),
        _ => REGIONS.iter().find(|(folder, _)| *folder == entry.region).map(|(_, origin)| *origin),
    }
}

/// A name as it is written and, where it has accents, without them.
fn spelled(name: &str) -> BTreeSet<String> {
    BTreeSet::from([name.to_owned(), fold(name)])
}

/// All strings below a value.
fn collect<'j>(value: Option<&'j Value>, texts: &mut Vec<&'j str>) {
    match value {
        Some(Value::String(text)) => texts.push(text),
        Some(Value::Object(map)) => map.values().for_each(|value| collect(Some(value), texts)),
        _ => {}
    }
}

/// Whether a word is a surname in capitals, and not an abbreviation.
fn is_surname(word: &str) -> bool {
    const NONE: [&str; 12] =
        ["III", "VIII", "VII", "XIV", "NATO", "ASEAN", "OAS", "CHOGM", "USA", "NLD", "GCC", "OECS"];
    word.chars().count() > 2
        && word.chars().all(|c| c.is_uppercase() || c == '-')
        && fold(word).contains(['A', 'E', 'I', 'O', 'U', 'Y'])
        && !NONE.contains(&word)
}

fn is_titlecase(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 2
        && chars.all(|c| c.is_lowercase() || c == '-' || c == '\'')
}

/// The string literals of a Python expression that starts with a bracket, up to its end.
fn literals(text: &str) -> Vec<String> {
    let (mut depth, mut found) = (0_usize, Vec::new());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            '#' => {
                chars.by_ref().find(|c| *c == '\n');
            }
            '"' | '\'' => found.push(chars.by_ref().take_while(|next| *next != c).collect()),
            '\n' if depth == 0 => break,
            _ => {}
        }
    }
    found
}

/// A name in Latin script as English news writes it, if it can be told: names in Cyrillic are rewritten letter by letter.
fn romanised(name: &str, locale: &str) -> Option<String> {
    let cyrillic = |c: char| ('\u{400}'..='\u{4ff}').contains(&c);
    let name = if name.chars().all(|c| cyrillic(c) || c == '-') {
        let name = name.to_lowercase();
        // "Dmitry", "Zelensky", "Yuriy"
        let (stem, end) = match locale {
            "ru_RU" => name.strip_suffix("ий").or(name.strip_suffix("ый")).map_or((name.as_str(), ""), |s| (s, "y")),
            "uk_UA" => name.strip_suffix("ий").map_or((name.as_str(), ""), |s| (s, "y")),
            _ => (name.as_str(), ""),
        };
        stem.chars().map(|c| latin(c, locale)).collect::<String>() + end
    } else {
        name.trim().replace(['’', '‘'], "'")
    };
    let plain = name.chars().all(|c| (c.is_alphabetic() && fold(&c.to_string()).is_ascii()) || "-' ".contains(c));
    let name = if name.chars().all(|c| !c.is_uppercase()) || name.chars().all(|c| !c.is_lowercase()) {
        capitalised(&name)
    } else {
        name
    };
    let last = name.rsplit(' ').next().unwrap_or_default();
    (plain && last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase)).then_some(name)
}

/// One Cyrillic letter in the spelling of English news.
fn latin(c: char, locale: &str) -> &'static str {
    match (c, locale) {
        ('г', "uk_UA") => "h",
        ('и', "uk_UA") => "y",
        ('щ', "bg_BG") => "sht",
        ('ъ', "bg_BG") => "a",
        ('х', "bg_BG" | "mk_MK") => "h",
        ('а', _) => "a",
        ('б', _) => "b",
        ('в', _) => "v",
        ('г' | 'ґ', _) => "g",
        ('ѓ', _) => "gj",
        ('д', _) => "d",
        ('е' | 'э', _) => "e",
        ('є', _) => "ye",
        ('ё', _) => "yo",
        ('ж', _) => "zh",
        ('з', _) => "z",
        ('ѕ', _) => "dz",
        ('и' | 'і' | 'ї', _) => "i",
        ('ј', _) => "j",
        ('й' | 'ы', _) => "y",
        ('к', _) => "k",
        ('ќ', _) => "kj",
        ('л', _) => "l",
        ('љ', _) => "lj",
        ('м', _) => "m",
        ('н', _) => "n",
        ('њ', _) => "nj",
        ('о', _) => "o",
        ('п', _) => "p",
        ('р', _) => "r",
        ('с', _) => "s",
        ('т', _) => "t",
        ('у', _) => "u",
        ('ф', _) => "f",
        ('х', _) => "kh",
        ('ц', _) => "ts",
        ('ч', _) => "ch",
        ('џ', _) => "dj",
        ('ш', _) => "sh",
        ('щ', _) => "shch",
        ('ю', _) => "yu",
        ('я', _) => "ya",
        ('-', _) => "-",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{literals, romanised};

    #[test]
    fn literals_end_with_their_bracket() {
        assert_eq!(literals("(\"A\", # \"no\"\n (\"B\", 1)),\n \"C\""), ["A", "B"]);
        assert!(literals("first_names_male + (\"A\",)\n").len() < 2);
    }

    #[test]
    fn cyrillic_is_spelled_as_in_news() {
        assert_eq!(romanised("Дмитрий", "ru_RU").as_deref(), Some("Dmitry"));
        assert_eq!(romanised("Сергій", "uk_UA").as_deref(), Some("Serhiy"));
        assert_eq!(romanised("CHIA-HAO", "zh_TW").as_deref(), Some("Chia-hao"));
        assert_eq!(romanised("山田", "ja_JP"), None);
    }
}
