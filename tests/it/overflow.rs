//! Text fits, or the build says by how much: every box of every slide.

use lessonpack::brand::Brand;
use lessonpack::pack::{Block, Body, Node};
use lessonpack::text::Inline;

use crate::support::{LESSON, composed, try_draw};

/// Fills one box after the other with far too many words; each must be found
/// by its name, and no other.
#[test]
fn every_box_that_is_too_full_is_found() {
    let brand = Brand::embedded().unwrap();
    let pack = composed(LESSON, &brand);
    let item = pack.items.iter().find(|item| matches!(item.body, Body::Deck(_))).unwrap();
    let Body::Deck(deck) = &item.body else { panic!("a deck") };
    assert!(try_draw(item, &pack, &brand).is_ok());
    let words = || vec![Inline::Text("far too many words for a box ".repeat(40))];
    let mut layouts = Vec::new();
    for (at, slide) in deck.slides.iter().enumerate() {
        if layouts.contains(&&slide.layout) {
            continue;
        }
        layouts.push(&slide.layout);
        let layout = brand.layout(&slide.layout).unwrap();
        for b in layout.boxes.iter().filter(|b| b.kind.is_text()) {
            let mut item = item.clone();
            let Body::Deck(deck) = &mut item.body else { panic!("a deck") };
            let slide = &mut deck.slides[at];
            if b.name == "title" {
                slide.title = words();
            } else if let Some(nodes) = slide.boxes.get_mut(&b.name) {
                nodes.push(Node::program(Block::Para(words())));
            } else {
                continue;
            }
            let id = slide.id.clone();
            let Err(found) = try_draw(&item, &pack, &brand) else {
                panic!("{}/{} is not found", layout.name, b.name);
            };
            let found: Vec<_> = found.iter().map(|finding| finding.what.clone()).collect();
            assert!(
                found.iter().any(|what| what.contains(&id) && what.contains(&b.name)),
                "{}/{}: {found:?}",
                layout.name,
                b.name
            );
        }
    }
    assert!(layouts.len() >= 12, "{layouts:?}");
}
