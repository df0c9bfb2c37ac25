//! The core messages that a lesson names: in slots, and on slides to remember.

use crate::diagnostics::Place;
use crate::library::lesson::Step;
use crate::library::slide::SlideStep;
use crate::library::{Lesson, Library, Wording};
use crate::text::{Slot, slots};

/// A core message where a lesson names it.
#[derive(Debug)]
pub struct Used {
    /// Its id.
    pub id: String,
    /// The first field of the path to it, e.g. `activities`.
    pub field: String,
    /// The place in that field, if it is a list.
    pub at: Option<usize>,
    /// Where to point.
    pub place: Place,
}

/// Every place where a lesson, whose words are `wordings`, names a message.
pub fn messages(library: &Library, lesson: &Lesson, wordings: &[Wording]) -> Vec<Used> {
    let mut used = Vec::new();
    for wording in wordings {
        let [field, rest @ ..] = &wording.path[..] else { continue };
        for slot in slots(&wording.raw) {
            if let Slot::Message(id) = slot.slot {
                used.push(Used {
                    id,
                    field: field.clone(),
                    at: rest.first().and_then(|at| at.parse().ok()),
                    place: wording.place(&library.sources, slot.bytes),
                });
            }
        }
    }
    for (at, activity) in lesson.activities.iter().enumerate() {
        for step in &activity.script {
            let Step::Slide(SlideStep::Remember(slide)) = step else { continue };
            used.extend(slide.messages.iter().map(|name| Used {
                id: name.value.clone(),
                field: "activities".to_owned(),
                at: Some(at),
                place: name.span.place(),
            }));
        }
    }
    used
}
