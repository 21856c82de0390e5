//! The tagger: the best tag of each token from left to right, by sums of integer weights.

use super::Tag;
use super::features::{Look, fixed_features, tag_features};
use crate::linear::Weights;

/// The tags of one sentence.
///
/// Each token takes the tag with the highest sum given the two tags before it; of equal sums the
/// first in the order of [`Tag::ALL`]. The words to its right are among the features, so that no
/// search over tags is needed.
pub(super) fn tag(looks: &[Look], weights: &Weights<'_>) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(looks.len());
    let mut before = [Tag::Sign; 2];
    for (at, look) in looks.iter().enumerate() {
        let tag = look.fixed.unwrap_or_else(|| {
            let mut scores = [0; Tag::ALL.len()];
            fixed_features(looks, at, |feature| weights.add(feature, &mut scores));
            tag_features(looks, at, before, |feature| weights.add(feature, &mut scores));
            best(&scores)
        });
        before = [before[1], tag];
        tags.push(tag);
    }
    tags
}

/// The tag with the highest score.
pub fn best(scores: &[i32; Tag::ALL.len()]) -> Tag {
    let most = scores.iter().max();
    Tag::ALL.iter().copied().find(|&tag| Some(&scores[tag as usize]) == most).unwrap_or(Tag::Nn)
}
