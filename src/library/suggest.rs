//! "Did you mean …?"

/// A longer list helps nobody.
const MOST_LISTED: usize = 24;

/// The candidate that `word` was most likely meant to be, if any is near.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            let plain = candidate.replace('_', "-");
            (strsim::damerau_levenshtein(&word, &plain), candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// What to do about a name that is not known: the nearest, or all there are.
pub(super) fn instead<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut known: Vec<_> = known.into_iter().collect();
    known.dedup();
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there are none here".into(),
        None if known.len() > MOST_LISTED => {
            format!("there are {}, from {}", known.len(), listed(&known[..MOST_LISTED]))
        }
        None => format!("there is {}", listed(&known)),
    }
}

/// `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_listed() {
        let known = ["minutes", "title", "short_form"];
        assert_eq!(instead("minuets", known), "did you mean `minutes`?");
        assert_eq!(instead("Short-Form", known), "did you mean `short_form`?");
        assert_eq!(instead("colour", known), "there is `minutes`, `title` and `short_form`");
    }
}
