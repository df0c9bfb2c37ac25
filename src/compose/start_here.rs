//! The lesson on a page, for the ten minutes before it.

use super::composer::{Composer, callout, own_heading, own_strong, text};
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node};
use crate::text::{Line, StaffLine};

impl Composer<'_> {
    /// Exactly one page: aims, plan, what to print, what to say and do if
    /// somebody tells something, what to do with a video.
    pub fn start_here(&self) -> Document {
        let routine = self.routine();
        let prepare = &self.fitted.lesson.prepare;

        let mut left = vec![own_heading(2, "The plan")];
        left.push(Node::program(Block::Timing(self.timing())));
        left.extend(self.prints());
        left.extend(self.stepping_out());

        let mut right = self.lines("Before", Marker::Tick, &routine.before, &prepare.before);
        right.push(callout(Callout::Say, self.if_told()));
        right.extend(self.lines(
            "Not now if",
            Marker::Bullet,
            &routine.not_when,
            &prepare.not_when,
        ));
        right.extend(self.lines("Afterwards", Marker::Tick, &routine.after, &prepare.afterwards));

        let columns = Node::program(Block::Columns(vec![left, right]));
        let body = vec![self.aims(), columns, self.handling_box()];
        Document {
            kind: DocKind::StartHere,
            title: text("Start here"),
            subtitle: self.where_it_stands(),
            body,
        }
    }

    /// Place in the scheme, title, and whose law and services these are.
    pub fn where_it_stands(&self) -> Line {
        let place = self.place_in_scheme().map(|place| format!("{place} · ")).unwrap_or_default();
        text(format!("{place}{} · {}", self.meta.title, self.nation()))
    }

    /// What those who learn can say by the end.
    pub fn aims(&self) -> Node {
        let outcomes = self.fitted.lesson.outcomes.iter();
        let items = outcomes.map(|outcome| vec![self.para(&outcome.i_can)]).collect();
        let learners = self.called().learners.as_str();
        let head = own_strong(format!("By the end, {learners} can say: I can …"));
        callout(Callout::Note, vec![head, list(Marker::Bullet, items)])
    }

    /// What to print, to tick off.
    pub fn prints(&self) -> [Node; 2] {
        let prints = self.print_list().into_iter().map(|node| vec![node]);
        [own_heading(2, "Print"), list(Marker::Tick, prints.collect())]
    }

    /// How to leave, and who may need to.
    pub fn stepping_out(&self) -> Vec<Node> {
        let prepare = &self.fitted.lesson.prepare;
        let mut nodes = vec![own_heading(2, "Anyone may step out"), self.para(&prepare.step_out)];
        nodes.extend(self.prose(&prepare.affected));
        nodes
    }

    /// What to say to somebody who tells, and what to do next.
    pub fn if_told(&self) -> Vec<Node> {
        let routine = self.routine();
        let learner = self.called().learner.as_str();
        let mut nodes = vec![own_strong(format!("If a {learner} tells you"))];
        nodes.extend(self.prose(&routine.disclosure));
        nodes.extend(self.prose(&routine.disclosure_next));
        nodes
    }

    /// Delete, keep or hand over, on one page with the plan.
    pub fn handling_box(&self) -> Node {
        let head = own_strong("Delete, keep or hand over");
        callout(Callout::KeepSafe, vec![head, self.handling()])
    }

    /// A heading with the lines of every lesson and then this one's own.
    pub fn lines(
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
