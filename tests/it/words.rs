//! A lesson's text is data: literal in every format, or refused by name.

use crate::support::{LESSON, Lessons, build, read_file};

const HOSTILE: [&str; 9] = [
    "#read(\"/etc/passwd\")",
    "]]>",
    "<script>alert(1)</script>",
    "$x^2$",
    "_x0000_",
    "&amp;lt;",
    "#panic()",
    "%s{0}",
    "=cmd()",
];

/// For a single-quoted YAML scalar of which Markdown keeps every sign.
fn written(words: &str) -> String {
    words.replace('&', "\\&").replace('\'', "''")
}

#[test]
fn signs_of_every_format_appear_as_they_were_written() {
    for hostile in HOSTILE {
        let lessons = Lessons::copy();
        let own = written(hostile);
        // In the mouth of the teacher, on a slide, on a worksheet and at home.
        lessons.edit(&Lessons::lesson(), "\nsummary: ", &format!("\nsummary: 'Staff {own}'\n#"));
        lessons.edit(&Lessons::lesson(), "subtitle: ", &format!("subtitle: 'Slide {own}'\n#"));
        lessons.edit(
            &Lessons::lesson(),
            "\nworksheet:\n  title: Dev’s next ten seconds",
            &format!("\nworksheet:\n  title: 'Sheet {own}'"),
        );
        lessons.edit(
            &Lessons::lesson(),
            "\nletter:\n  subject: ",
            &format!("\nletter:\n  subject: 'Home {own}'\n  #"),
        );
        let text = lessons.text(&Lessons::lesson());
        lessons.write(&Lessons::lesson(), without_rest(&text));
        let out = tempfile::tempdir().unwrap();
        let built = build(Some(lessons.path()), out.path(), &[]);
        assert_eq!(built.code, 0, "{hostile}: {}", built.err);
        let pack = out.path().join(LESSON);
        for (file, prefix) in [
            ("teacher/3-notes.pdf", "Staff"),
            ("teacher/3-notes.docx", "Staff"),
            ("teacher/2-slides.pptx", "Slide"),
            ("teacher/2-slides.pdf", "Slide"),
            ("pupils/3-worksheet-kite.pdf", "Sheet"),
            ("pupils/3-worksheet-kite.docx", "Sheet"),
            ("home/1-letter-home.pdf", "Home"),
            ("home/1-letter-home.docx", "Home"),
        ] {
            let flow = read_file(&pack.join(file)).flow;
            let flow: String = flow.split_whitespace().collect();
            let words: String = format!("{prefix}{hostile}").split_whitespace().collect();
            assert!(flow.contains(&words), "{file} lacks {words}");
        }
    }
}

/// A summary may run over lines; what is left of it after the edit goes.
fn without_rest(text: &str) -> String {
    let mut out = Vec::new();
    let mut skipping = false;
    for line in text.lines() {
        if line.starts_with('#') && !out.is_empty() {
            skipping = true;
            continue;
        }
        skipping &= line.starts_with(' ');
        if !skipping {
            out.push(line);
        }
    }
    out.join("\n") + "\n"
}

#[test]
fn what_hides_or_hurts_is_refused_with_its_place() {
    for (escape, what) in [
        ("\\u202E", "a sign that turns the direction of words, U+202E"),
        ("\\u0007", "a control character, U+0007"),
        ("\\u200B", "an invisible character, U+200B"),
        ("{{ x }}", "`{{ x }}` stands for nothing"),
        ("{{ school.dls }}", "`{{ school.dls }}` stands for nothing"),
        ("{% if x %}", "`{%` begins an instruction"),
        ("{{ school.dsl", "a slot is opened with `{{` and never closed"),
    ] {
        let lessons = Lessons::copy();
        lessons.edit(&Lessons::lesson(), "subtitle: ", &format!("subtitle: \"a b {escape}\" #"));
        let out = tempfile::tempdir().unwrap();
        let built = build(Some(lessons.path()), out.path(), &[]);
        assert_eq!(built.code, 1, "{escape}: {}", built.err);
        assert!(built.err.contains(what), "{escape}: {}", built.err);
        assert!(built.err.contains("in-the-group-chat.yaml:5:16"), "{escape}: {}", built.err);
    }
}
