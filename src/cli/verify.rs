//! `lessonpack verify`.

use super::args::VerifyArgs;
use super::{Outcome, failed, words};
use crate::bundle;
use crate::diagnostics::{Findings, Sources};

pub fn run(args: &VerifyArgs) -> Outcome {
    let mut findings = Findings::new();
    if bundle::verify(&args.pack, &mut findings).is_none()
        && findings.iter().any(|finding| finding.rule == "io")
    {
        return failed(&findings);
    }
    if findings.has_errors() {
        words::findings(&findings, &Sources::default());
        return Outcome::Findings;
    }
    words::say(&format!("`{}` is as it was built.", args.pack.display()));
    Outcome::Done
}
