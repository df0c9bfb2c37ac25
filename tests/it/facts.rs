//! Facts grow old, and packs say so or are not made.

use crate::support::{Lessons, build, run};

/// A folder of our lessons in which somebody rang Childline on a day.
fn rung_on(day: &str) -> Lessons {
    let lessons = Lessons::copy();
    let services = lessons.text("shared/services.yaml");
    let (before, childline) = services.split_once("  - id: childline\n").unwrap();
    let unverified = childline.lines().find(|line| line.contains("unverified: ")).unwrap();
    let childline = childline.replacen(unverified, &format!("    verified_on: {day}"), 1);
    lessons.write("shared/services.yaml", format!("{before}  - id: childline\n{childline}"));
    lessons
}

#[test]
fn a_service_that_nobody_rang_for_a_year_is_told_once_and_stops_every_pack_with_it() {
    // The packs are built on 5 January 2026.
    let lessons = rung_on("2025-01-04");
    let folder = lessons.path().to_str().unwrap();
    let checked = run(["check", "--date", "2026-01-05", "--lessons", folder]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let out = tempfile::tempdir().unwrap();
    let all = ["8-11/stop-dont-share-tell", "11-14/in-the-group-chat"];
    let built = build(Some(lessons.path()), out.path(), &all);
    assert_eq!(built.code, 1, "{}", built.err);
    for told in [&checked.err, &built.err] {
        let says = "`childline` was last verified 366 days ago";
        assert_eq!(told.matches(says).count(), 1, "{told}");
        assert!(told.contains("error[stale-fact]"), "{told}");
    }
    assert!(!out.path().join(all[0]).exists() && !out.path().join(all[1]).exists());
}

#[test]
fn a_service_rung_last_term_is_a_warning() {
    let lessons = rung_on("2025-09-01");
    let folder = lessons.path().to_str().unwrap();
    let checked = run(["check", "--date", "2026-01-05", "--lessons", folder]);
    assert!(checked.err.contains("warning[stale-fact]"), "{}", checked.err);
    assert!(checked.err.contains("`childline` was last verified 126 days ago"), "{}", checked.err);
}
