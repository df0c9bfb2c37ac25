//! `lessonpack verify`.

use super::args::VerifyArgs;
use super::{Outcome, words};
use crate::bundle;
use crate::diagnostics::{Findings, Sources};

pub fn run(args: &VerifyArgs) -> Outcome {
    let mut findings = Findings::new();
    bundle::verify(&args.pack, &mut findings);
    findings.sort();
    words::findings(&findings, &Sources::default());
    if findings.has_errors() {
        return Outcome::of(&findings);
    }
    words::say(&format!("`{}` is as it was built.", args.pack.display()));
    Outcome::Done
}
