//! Answers that a lesson itself says are wrong: they stand there to be turned
//! down, and the line under them says why.

use crate::library::{Lesson, Wording};

/// Whether a field is a statement that is not right, or an option that is not
/// among the right ones.
pub fn is_wrong_answer(lesson: &Lesson, field: &Wording) -> bool {
    if field.file != lesson.id.span.file {
        return false;
    }
    let path: Vec<_> = field.path.iter().map(String::as_str).collect();
    let check = &lesson.check;
    let at = |place: &str| place.parse::<usize>().ok();
    match path[..] {
        ["check", "statements", n, "text"] => {
            at(n).and_then(|n| check.statements.get(n)).is_some_and(|said| !said.right.value)
        }
        ["check", "items", n, "options", option] => {
            let item = at(n).and_then(|n| check.items.get(n));
            let letter = at(option).and_then(|n| ('A'..='Z').nth(n));
            item.zip(letter).is_some_and(|(item, letter)| {
                !item.right.iter().any(|right| right.as_str() == letter.to_string())
            })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up::{found_in, in_text, new};

    const BLAME: &str = "She should have blocked him.";

    #[test]
    fn an_option_to_turn_down_may_blame_and_the_right_one_may_not() {
        let told = |option: &str| found_in("11-14", option, BLAME, "blame").len();
        assert_eq!((told("Tell no one."), told("Ask someone.")), (0, 1));
    }

    #[test]
    fn so_may_a_statement_but_none_names_a_brand() {
        let told = |words: &str, right: bool, rule: &str| {
            let other = format!(
                "    - id: other\n      text: {words}\n      right: {right}\n      \
                 because: Look again.\n    - id: true-words\n"
            );
            let text = new("11-14").replacen("    - id: true-words\n", &other, 1);
            in_text("11-14", &text, rule).len()
        };
        assert_eq!((told(BLAME, false, "blame"), told(BLAME, true, "blame")), (0, 1));
        assert_eq!(told("TikTok is safe at night.", false, "brand-names"), 1);
    }
}
