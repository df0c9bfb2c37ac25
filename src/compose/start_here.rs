//! The lesson on a page, for the ten minutes before it.

use super::composer::{Composer, callout, own, own_heading, own_strong, text};
use crate::pack::{Block, Callout, DocKind, Document, Marker, Node};
use crate::text::Inline;

impl Composer<'_> {
    /// Exactly one page: aims, plan, what to print, what to say and do if a
    /// pupil tells something.
    pub fn start_here(&self) -> Document {
        let lesson = self.fitted.lesson;
        let staff = &self.fitted.registry.staff;
        let prepare = &lesson.prepare;

        let aims = lesson
            .outcomes
            .iter()
            .map(|o| vec![self.para(&o.i_can)])
            .collect();
        let mut aim = vec![own_strong("By the end, pupils can say: I can …")];
        aim.push(Node::program(Block::List {
            marker: Marker::Bullet,
            items: aims,
        }));

        let mut left = vec![
            own_heading(2, "The plan"),
            Node::program(Block::Timing(self.timing())),
        ];
        left.push(own_heading(2, "Print"));
        let prints = self
            .print_list()
            .into_iter()
            .map(|node| vec![node])
            .collect();
        left.push(Node::program(Block::List {
            marker: Marker::Tick,
            items: prints,
        }));

        let mut right = vec![own_heading(2, "Before")];
        let before = staff
            .before
            .iter()
            .chain(&prepare.before)
            .map(|line| vec![self.para(line)]);
        right.push(Node::program(Block::List {
            marker: Marker::Tick,
            items: before.collect(),
        }));
        let mut heard = vec![own_strong("If a pupil tells you something")];
        heard.extend(self.prose(&staff.disclosure));
        right.push(callout(Callout::Say, heard));
        let mut keep = self.prose(&staff.disclosure_next);
        keep.extend(self.prose(&staff.do_not_view));
        keep.extend(self.prose(&staff.why_advice_differs));
        right.push(callout(Callout::KeepSafe, keep));

        let body = vec![
            callout(Callout::Note, aim),
            Node::program(Block::Columns(vec![left, right])),
            Node::program(Block::Columns(vec![self.who(), self.when()])),
        ];
        let place = self
            .place_in_scheme()
            .map(|place| format!("{place} · "))
            .unwrap_or_default();
        let whose = if self.fitted.nation_given {
            ""
        } else {
            " (no nation was chosen)"
        };
        let subtitle = format!(
            "{place}{} · {} minutes · {}{whose}",
            self.meta.title, self.meta.minutes, self.meta.nation
        );
        Document {
            kind: DocKind::StartHere,
            title: text("Start here"),
            subtitle: text(subtitle),
            body,
        }
    }

    fn who(&self) -> Vec<Node> {
        let prepare = &self.fitted.lesson.prepare;
        let mut nodes = vec![own_heading(2, "Anyone may step out")];
        nodes.push(self.para(&prepare.step_out));
        nodes.extend(self.prose(&prepare.affected));
        nodes
    }

    fn when(&self) -> Vec<Node> {
        let staff = &self.fitted.registry.staff;
        let prepare = &self.fitted.lesson.prepare;
        let mut nodes = vec![own_heading(2, "Not now if")];
        let not = staff
            .not_when
            .iter()
            .chain(&prepare.not_when)
            .map(|line| vec![self.para(line)]);
        nodes.push(Node::program(Block::List {
            marker: Marker::Bullet,
            items: not.collect(),
        }));
        nodes.push(own_heading(2, "Afterwards"));
        let after = staff
            .after
            .iter()
            .chain(&prepare.afterwards)
            .map(|line| vec![self.para(line)]);
        nodes.push(Node::program(Block::List {
            marker: Marker::Tick,
            items: after.collect(),
        }));
        let after = &self.fitted.lesson.after;
        let names: Vec<_> = after
            .iter()
            .filter_map(|id| self.fitted.registry.session(id.as_str()))
            .map(|session| crate::text::plain_line(&self.line(&session.title)))
            .collect();
        if !names.is_empty() {
            let line = vec![Inline::Text(format!("Teach first: {}.", names.join(", ")))];
            nodes.push(Node::program(Block::Para(line)));
        }
        nodes
    }

    /// A line to tick with room for a name.
    pub fn told(&self) -> Node {
        let line = vec![
            Inline::Text("Told on ".into()),
            Inline::Blank(14),
            Inline::Text(" by ".into()),
            Inline::Blank(20),
        ];
        let items = vec![
            vec![Node::program(Block::Para(line))],
            vec![own("Cover agreed for the lesson")],
        ];
        Node::program(Block::List {
            marker: Marker::Tick,
            items,
        })
    }
}
