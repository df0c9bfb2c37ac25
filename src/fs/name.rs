//! Names that are safe on every disk.

/// The longest path within a pack or a lessons folder, in bytes.
const MAX_LEN: usize = 240;

/// Names that Windows gives to devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Checks a path that is relative to a folder, with `/` between its names: it
/// must stay in that folder and be writable on Linux, macOS and Windows.
///
/// # Errors
///
/// A phrase that says what is wrong with it.
pub fn check_path(path: &str) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("the path is empty");
    }
    if path.len() > MAX_LEN {
        return Err("the path is longer than 240 bytes");
    }
    if path.contains('\\') {
        return Err("a backslash stands in the path");
    }
    path.split('/').try_for_each(check_name)
}

fn check_name(name: &str) -> Result<(), &'static str> {
    match name {
        "" => return Err("the path starts or ends with `/` or has two in a row"),
        "." | ".." => return Err("`.` and `..` lead elsewhere"),
        _ => {}
    }
    if name.chars().any(char::is_control) {
        return Err("a control character stands in the path");
    }
    if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
        return Err("a character that Windows forbids stands in the path");
    }
    if name.ends_with(['.', ' ']) {
        return Err("Windows drops a full stop or space at the end of a name");
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
        .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()));
    if DEVICES.contains(&stem.as_str()) || numbered {
        return Err("Windows keeps this name for a device");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_pass() {
        for path in ["a.yaml", "11-14/in the group chat.yaml", "cy/sgwrs-fyw.cy.yaml", "été.yaml"]
        {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn names_that_leave_or_break_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a/./b",
            "a//b",
            "a/",
            "C:/x",
            "C:x",
            "a\\b",
            "con",
            "NUL.yaml",
            "a/Aux",
            "lpt1.txt",
            "COM9",
            "com0",
            "a\0b",
            "a\nb",
            "a.",
            "b ",
            "a?b",
            "x:stream",
            "con .txt",
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
        assert!(check_path(&"a".repeat(241)).is_err());
    }
}
