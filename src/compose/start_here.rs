//! The lesson on a page, for the ten minutes before it; of a workshop, its run
//! sheet.

use super::composer::{Composer, callout, own_heading, own_strong, text};
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node};
use crate::text::StaffLine;

impl Composer<'_> {
    /// Exactly one page: aims, plan, what to print, what to say and do if
    /// somebody tells something.
    pub fn start_here(&self) -> Document {
        let staff = &self.fitted.registry.staff;
        let routine = self.routine();
        let lesson = self.fitted.lesson;
        let prepare = &lesson.prepare;

        let mut left = vec![own_heading(2, "The plan")];
        left.push(Node::program(Block::Timing(self.timing())));
        left.push(own_heading(2, "Print"));
        let prints = self.print_list().into_iter().map(|node| vec![node]);
        left.push(list(Marker::Tick, prints.collect()));
        if let Some(workshop) = &lesson.workshop {
            left.extend(self.lines("In the room", Marker::Tick, &[], &workshop.room));
        }
        left.push(own_heading(2, "Anyone may step out"));
        left.push(self.para(&prepare.step_out));
        left.extend(self.prose(&prepare.affected));

        let mut right = Vec::new();
        if let Some(workshop) = &lesson.workshop {
            right.extend(self.lines("Agree with the host", Marker::Tick, &[], &workshop.host));
        }
        right.extend(self.lines("Before", Marker::Tick, &routine.before, &prepare.before));
        let mut heard = vec![self.if_told()];
        heard.extend(self.prose(&routine.disclosure));
        right.push(callout(Callout::Say, heard));
        let mut keep = self.prose(&routine.disclosure_next);
        keep.extend(self.prose(&staff.do_not_view));
        keep.extend(self.prose(&staff.why_advice_differs));
        right.push(callout(Callout::KeepSafe, keep));
        left.extend(self.lines("Not now if", Marker::Bullet, &routine.not_when, &prepare.not_when));
        right.extend(self.lines("Afterwards", Marker::Tick, &routine.after, &prepare.afterwards));

        let body = vec![self.aims(), Node::program(Block::Columns(vec![left, right]))];
        let place = self.place_in_scheme().map(|place| format!("{place} · "));
        let place = place.unwrap_or_default();
        Document {
            kind: DocKind::StartHere,
            title: text(if lesson.workshop.is_some() { "Run sheet" } else { "Start here" }),
            subtitle: text(format!("{place}{} · {}", self.meta.title, self.nation())),
            body,
        }
    }

    fn aims(&self) -> Node {
        let outcomes = self.fitted.lesson.outcomes.iter();
        let items = outcomes.map(|outcome| vec![self.para(&outcome.i_can)]).collect();
        let learners = self.called().learners.as_str();
        let head = own_strong(format!("By the end, {learners} can say: I can …"));
        callout(Callout::Note, vec![head, list(Marker::Bullet, items)])
    }

    /// Heads the words for somebody who tells.
    pub fn if_told(&self) -> Node {
        let learner = self.called().learner.as_str();
        own_strong(format!("If a {learner} tells you something"))
    }

    /// A heading with the lines of every lesson and then this one's own.
    fn lines(
        &self,
        heading: &str,
        marker: Marker,
        every: &[StaffLine],
        own: &[StaffLine],
    ) -> Vec<Node> {
        let items = every.iter().chain(own).map(|line| vec![self.para(line)]);
        vec![own_heading(2, heading), list(marker, items.collect())]
    }

    /// Whose law and services these are, and whether anybody chose them.
    fn nation(&self) -> String {
        let nation = &self.meta.nation;
        match self.fitted.nation_given {
            true => nation.clone(),
            false => format!("{nation} (default)"),
        }
    }
}

fn list(marker: Marker, items: Vec<Vec<Node>>) -> Node {
    Node::program(Block::List { marker, items })
}
