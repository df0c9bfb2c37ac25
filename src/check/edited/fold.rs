//! Words without what office programs change of their own accord.

use crate::read::normalise;

/// Text for comparing what was edited: as [`normalise`] has it, with quotes
/// and dashes made straight and capitals small. Typing in PowerPoint, Word and
/// LibreOffice changes all of those.
pub fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' | '‚' | '‛' | '´' | '`' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}' => '-',
        '\u{2044}' => '/',
        c => c,
    };
    normalise(text).chars().map(plain).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_correct_makes_no_difference() {
        assert_eq!(
            fold("“Don’t share” – it… is ½\u{A0}way"),
            fold("\"don't share\" - it... is 1/2 way")
        );
        assert_ne!(fold("Never share it."), fold("Ever share it."));
        assert_ne!(fold("0800 1111"), fold("0800 1112"));
    }
}
