//! What a reader of the PDF gets.

use super::*;
use crate::brand::Brand;
use crate::pack::{Picture, PictureId, sample};

struct Bench {
    brand: Brand,
    pictures: BTreeMap<PictureId, Picture>,
    inside: Arc<Inside>,
}

impl Bench {
    fn new(audience: &str) -> Self {
        let brand = Brand::embedded().unwrap();
        let inside = Arc::new(Inside::new(&brand));
        Self { brand, pictures: sample::pictures(audience), inside }
    }

    fn kit(&self) -> Kit<'_> {
        static NO_THUMBS: BTreeMap<SlideId, Vec<u8>> = BTreeMap::new();
        Kit {
            brand: &self.brand,
            pictures: &self.pictures,
            date: jiff::civil::date(2026, 11, 23),
            deck: None,
            thumbs: &NO_THUMBS,
        }
    }

    fn render(&self, item: &Item) -> Result<Rendered, Findings> {
        Pdf::new(self.inside.clone()).render(item, &self.kit())
    }
}

#[test]
#[ignore]
fn look() {
    let audience = std::env::var("AUDIENCE").unwrap_or("11-14".into());
    let bench = Bench::new(&audience);
    match bench.render(&sample::deck(&audience)) {
        Ok(done) => {
            std::fs::write("/tmp/ty/out.pdf", &done.bytes).unwrap();
            for b in done.boxes {
                println!("{b:?}");
            }
        }
        Err(findings) => {
            for finding in findings.iter() {
                println!("{} {} // {}", finding.rule, finding.what, finding.remedy);
            }
            panic!("refused");
        }
    }
}
