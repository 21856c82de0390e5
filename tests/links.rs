//! Entities lead to a page of Wikidata where the lists know which thing is meant, and only there.

use article_lens::{Options, analyze, parse_date};

/// The link of the entity called `name`; the outer option is whether there is such an entity.
fn link_of(text: &str, name: &str) -> Option<Option<String>> {
    let report = analyze(text, &Options::new(parse_date("today", "2025-05-12").expect("a date")));
    report.entities.into_iter().find(|entity| entity.name == name).map(|entity| entity.link)
}

const ITEM: &str = "https://www.wikidata.org/wiki/";

#[test]
fn states_under_any_name_and_bodies_are_linked() {
    let text = "The U.S. said on Monday that Pakistan and the World Health Organization would meet in Islamabad.";
    for (name, item) in
        [("U.S.", "Q30"), ("Pakistan", "Q843"), ("World Health Organization", "Q7817"), ("Islamabad", "Q1362")]
    {
        assert_eq!(link_of(text, name), Some(Some(format!("{ITEM}{item}"))), "{name}");
    }
}

#[test]
fn names_with_two_senses_and_names_of_no_list_are_not_linked() {
    let text = "Officials in Georgia and in Hyderabad said that Halvorsen Foods had left the market.";
    for name in ["Georgia", "Hyderabad", "Halvorsen Foods"] {
        assert_eq!(link_of(text, name), Some(None), "{name}");
    }
}
