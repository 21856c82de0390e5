//! The tables of hashed weights: what is written is read, whatever is read, and the best path is the best.

use article_lens::linear::{Weights, feature, reduce, viterbi, write};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A hash whose reduction to `bits` is `reduced`.
fn hash(reduced: u32, bits: u32) -> u64 {
    u64::from(reduced) << (64 - bits) | 0x5a5a
}

proptest! {
    #[test]
    fn weights_written_are_read(
        bits in 14u32..=20,
        features in prop::collection::btree_map(any::<u32>(), prop::collection::vec(any::<(u8, i8)>(), 0..5), 0..400),
        other in any::<u64>(),
    ) {
        // A dense corner and a sparse rest.
        let features: BTreeMap<u32, Vec<(u8, i8)>> = features
            .into_iter()
            .map(|(key, weights)| (if key % 2 == 0 { key % 512 } else { key % (1 << bits) }, weights))
            .collect();
        let bytes = write(bits, &features).expect("a table");
        let table = Weights::from_bytes(&bytes);
        for (&reduced, weights) in &features {
            prop_assert_eq!(&table.weights(hash(reduced, bits)).collect::<Vec<_>>(), weights);
        }
        if !features.contains_key(&reduce(other, bits)) {
            prop_assert_eq!(table.weights(other).count(), 0);
        }
    }

    #[test]
    fn any_bytes_are_a_table(mut bytes in prop::collection::vec(any::<u8>(), 0..3000), hash in any::<u64>()) {
        if bytes.len() > 16 {
            bytes[..8].copy_from_slice(b"ALW\x01\x0e\0\0\0");
            bytes[9..12].fill(0);
            bytes[13..16].fill(0);
        }
        Weights::from_bytes(&bytes).add(hash, &mut [0; 4]);
    }

    #[test]
    fn no_path_is_better_than_the_best(
        scores in prop::collection::vec(-50..50i32, 15),
        transitions in prop::collection::vec(-50..50i32, 9),
    ) {
        let worth = |path: &[u8]| -> i32 {
            let own: i32 = path.iter().enumerate().map(|(at, &label)| scores[at * 3 + label as usize]).sum();
            own + path.windows(2).map(|w| transitions[w[0] as usize * 3 + w[1] as usize]).sum::<i32>()
        };
        let paths = (0..3u32.pow(5)).map(|n| (0..5).map(|k| (n / 3u32.pow(k) % 3) as u8).collect::<Vec<_>>());
        let best = paths.map(|p| worth(&p)).max();
        prop_assert_eq!(Some(worth(&viterbi(&scores, &transitions, 3))), best);
    }
}

#[test]
fn hashes_are_part_of_the_format() {
    assert_eq!(feature(&[]), 0xefd0_1f60_ba99_2926);
    assert_ne!(feature(&["a", "b"]), feature(&["ab"]));
    assert_ne!(feature(&["a", ""]), feature(&["a"]));
}

#[test]
fn an_empty_sentence_has_an_empty_path() {
    assert!(viterbi(&[], &[0; 9], 3).is_empty() && viterbi(&[], &[], 0).is_empty());
}
