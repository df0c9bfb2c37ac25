//! "Did you mean …?"

/// A longer list helps nobody.
const MOST_LISTED: usize = 24;

/// The candidate that `word` was most likely meant to be, if any is near.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    near(word, candidates).into_iter().min_by_key(|(distance, _)| *distance).map(|(_, near)| near)
}

/// The candidate that `word` must have been meant to be: the only one that is
/// near.
pub(super) fn only_near<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    match near(word, candidates)[..] {
        [(_, near)] => Some(near),
        _ => None,
    }
}

/// The candidates that are near a word, each with how far it is.
fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    // A file's name may stand where a name alone is asked for.
    let stem = |name: &str| {
        let mut stem = name.to_lowercase().replace(['_', ' '], "-");
        for ending in [".svg", ".png", ".yaml"] {
            stem.truncate(stem.strip_suffix(ending).map_or(stem.len(), str::len));
        }
        stem
    };
    let word = stem(word);
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, &stem(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .collect()
}

/// What to do about a name that is not known: the nearest, or all there are.
pub(super) fn instead<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut known: Vec<_> = known.into_iter().collect();
    known.dedup();
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "there are none here".into(),
        None if known.len() > MOST_LISTED => {
            format!("there are {}, among them {}", known.len(), listed(&known[..MOST_LISTED]))
        }
        None if known.len() == 1 => format!("there is only {}", listed(&known)),
        None => format!("there are {}", listed(&known)),
    }
}

/// The id that is nearest to some words; empty if none is.
pub(crate) fn as_slug(words: &str) -> String {
    let small = words.to_lowercase();
    let parts = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// What to do about words that cannot be an id.
pub(super) fn as_id(words: &str) -> String {
    match as_slug(words).as_str() {
        "" => "write small letters, digits and hyphens, such as `in-the-chat`".into(),
        id => format!("write `{id}`: small letters, digits and hyphens"),
    }
}

/// `a`, `b` and `c`.
pub(crate) fn listed(names: &[&str]) -> String {
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
        assert_eq!(only_near("minuets", known), Some("minutes"));
        assert_eq!(only_near("minuets", ["minutes", "minutest"]), None);
        assert_eq!(instead("colour", known), "there are `minutes`, `title` and `short_form`");
    }
}
