//! What templates may and may not do.

use super::*;
use crate::brand::Brand;

fn compile(source: &str) -> Result<Compiled, Findings> {
    let inside = Inside::new(&Brand::embedded().unwrap());
    let mut tree = Tree::new("test", "/test.typ", jiff::civil::date(2026, 11, 23));
    let head = "#set document(title: \"Test\")\n#set text(font: \"Arimo\")\n";
    tree.add("/test.typ", format!("{head}{source}").into_bytes());
    inside.compile(&tree)
}

fn refused(source: &str) -> String {
    let findings = compile(source).expect_err("it was not refused");
    let found: Vec<_> = findings.into_iter().collect();
    assert!(found.iter().all(|finding| finding.rule == "typst-refused"), "{found:?}");
    found.iter().map(|finding| format!("{} {}", finding.what, finding.remedy)).collect()
}

#[test]
fn no_file_outside_the_tree_can_be_read() {
    assert!(refused("#read(\"/etc/passwd\")").contains("file not found"));
    assert!(refused("#read(\"../../etc/passwd\")").contains("test.typ, line 3"));
    assert!(refused("#import \"@preview/cetz:0.3.0\"").contains("access denied"));
}

#[test]
fn warnings_are_refusals() {
    assert!(refused("#text(font: \"Comic Sans MS\")[x]").contains("unknown font family"));
}

#[test]
fn a_page_that_cannot_be_read_aloud_is_refused() {
    assert!(refused("#image(\"/icons/say.svg\")").contains("missing alt text"));
}

#[test]
fn marks_say_where_words_end() {
    let source = "#set page(width: 200pt, height: 100pt, margin: 10pt)
        #set text(size: 10pt, top-edge: 8pt, bottom-edge: -2pt)
        #set par(leading: 0pt, spacing: 0pt)
        #block(width: 40pt)[#metadata(1)one two three four#metadata(2)]";
    let marks = compile(source).unwrap().marks;
    assert_eq!(marks.iter().map(|mark| &mark.value).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((marks[0].x, marks[0].page), (10.0, 1));
    assert!(marks[1].y > marks[0].y && marks[1].reach > 30.0, "{marks:?}");
}
