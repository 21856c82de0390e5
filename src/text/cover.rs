//! Stretches by the places they cover.

/// Finds which of many stretches cover a place, without looking at all of them.
///
/// Quick where stretches are short or rarely lie within each other, right for any.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    /// `(start, end, index)`, by start.
    stretches: Vec<(usize, usize, usize)>,
    /// The furthest end of the stretches up to each.
    reach: Vec<usize>,
}

impl Cover {
    /// An index over half-open stretches; each is known by its place in the list, or by the index given for it.
    pub(crate) fn new(stretches: impl Iterator<Item = (usize, usize, usize)>) -> Self {
        let mut stretches: Vec<_> = stretches.collect();
        stretches.sort_unstable();
        let mut furthest = 0;
        let reach = stretches
            .iter()
            .map(|&(_, end, _)| {
                furthest = furthest.max(end);
                furthest
            })
            .collect();
        Cover { stretches, reach }
    }

    /// The indices of the stretches that cover all from `start` to `end`, ascending, each once.
    pub(crate) fn holding(&self, start: usize, end: usize) -> Vec<usize> {
        let behind = self.stretches.partition_point(|s| s.0 <= start);
        let mut found: Vec<usize> = (0..behind)
            .rev()
            .take_while(|&i| self.reach[i] >= end)
            .filter(|&i| self.stretches[i].1 >= end)
            .map(|i| self.stretches[i].2)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Cover;

    #[test]
    fn finds_what_a_scan_of_all_finds() {
        let stretches = [(0, 9), (2, 4), (2, 3), (3, 20), (10, 11), (5, 5)];
        let cover = Cover::new(stretches.iter().enumerate().map(|(i, &(start, end))| (start, end, i)));
        for start in 0..21 {
            for end in start..22 {
                let all: Vec<usize> =
                    (0..stretches.len()).filter(|&i| stretches[i].0 <= start && end <= stretches[i].1).collect();
                assert_eq!(cover.holding(start, end), all, "{start}..{end}");
            }
        }
    }
}
