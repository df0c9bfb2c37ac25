//! The base forms that a word may have: `shared` is a form of *share*, `told` of
//! *tell*. A word that could be a form of several has them all; one that is none
//! of the words that anybody seeks does no harm.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words whose forms follow no rule, the base first. Only what the rules about
/// words have a use for.
const IRREGULAR: &[&str] = &[
    "be am is are was were been being 's",
    "have has had having 's",
    "do does did done doing",
    "go goes went gone going",
    "beat beaten",
    "become became",
    "begin began begun",
    "bend bent",
    "bite bit bitten",
    "blow blew blown",
    "break broke broken",
    "bring brought",
    "build built",
    "buy bought",
    "catch caught",
    "choose chose chosen",
    "come came",
    "cope coped",
    "deal dealt",
    "draw drew drawn",
    "drive drove driven",
    "eat ate eaten",
    "fall fell fallen",
    "feed fed",
    "feel felt",
    "fight fought",
    "find found",
    "forget forgot forgotten",
    "forgive forgave forgiven",
    "get got gotten",
    "give gave given",
    "grow grew grown",
    "hang hung",
    "hear heard",
    "hide hid hidden",
    "hold held",
    "keep kept",
    "know knew known",
    "lead led",
    "learn learnt",
    "leave left",
    "lend lent",
    "lie lay lain",
    "lose lost",
    "make made",
    "mean meant",
    "meet met",
    "pay paid",
    "ride rode ridden",
    "ring rang rung",
    "rise rose risen",
    "run ran",
    "say said",
    "see saw seen",
    "seek sought",
    "sell sold",
    "send sent",
    "shake shook shaken",
    "show shown",
    "shut shutting",
    "sit sat",
    "sleep slept",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "steal stole stolen",
    "stick stuck",
    "swear swore sworn",
    "take took taken",
    "teach taught",
    "tell told",
    "think thought",
    "throw threw thrown",
    "understand understood",
    "wake woke woken",
    "wear wore worn",
    "win won",
    "write wrote written",
    "child children",
    "man men",
    "woman women",
    "person people",
    "life lives",
    "knife knives",
    "wife wives",
    "bad worse worst",
    "good better best",
    "would 'd",
];

/// Every base form that a word in small letters may have, itself left out.
pub fn bases(word: &str) -> Vec<String> {
    static BASES: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut bases: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (base, forms) in IRREGULAR.iter().filter_map(|line| line.split_once(' ')) {
            forms.split(' ').for_each(|form| bases.entry(form).or_default().push(base));
        }
        bases
    });
    let irregular = BASES.get(word).into_iter().flatten();
    let mut found: Vec<String> = irregular.map(|base| (*base).to_owned()).collect();
    let mut add = |stem: &str, end: &str| {
        // `thing` is no form of *the*, `used` none of *us*, `its` none of *it*.
        let base = format!("{stem}{end}");
        let has_vowel = end == "y" || stem.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if has_vowel && (base.len() > 2 || base == "up") {
            found.push(base);
        }
    };
    if let Some(stem) = word.strip_suffix("ies").or(word.strip_suffix("ied")) {
        add(stem, "y");
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
        add(stem, "");
        if let Some(stem) = stem.strip_suffix('e') {
            add(stem, "");
        }
    }
    if let Some(stem) = word.strip_suffix("ying").filter(|stem| stem.len() < 3) {
        add(&format!("{stem}ie"), "");
    }
    for stem in ["ed", "ing"].iter().filter_map(|end| word.strip_suffix(end)) {
        add(stem, "");
        add(stem, "e");
        if let Some(stem) = undoubled(stem) {
            add(stem, "");
        }
    }
    found
}

/// `trapp` is `trap` with its last letter doubled.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    (last == before).then(|| &stem[..stem.len() - last.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_they_are_forms_of() {
        for (word, base) in [
            ("blocks", "block"),
            ("blocked", "block"),
            ("shared", "share"),
            ("sharing", "share"),
            ("trapped", "trap"),
            ("trapping", "trap"),
            ("watches", "watch"),
            ("stories", "story"),
            ("copied", "copy"),
            ("lying", "lie"),
            ("using", "use"),
            ("ups", "up"),
            ("cries", "cry"),
            ("told", "tell"),
            ("children", "child"),
            ("'s", "be"),
            ("'s", "have"),
        ] {
            assert!(bases(word).contains(&base.to_owned()), "{word}: {:?}", bases(word));
        }
        for word in ["block", "class", "as", "the", "thing", "shed", "its"] {
            assert!(bases(word).is_empty(), "{word}: {:?}", bases(word));
        }
    }
}
