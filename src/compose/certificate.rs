//! Who attended a workshop. It says so, and claims nothing of anybody.

use super::composer::{Composer, own, own_strong, text};
use crate::library::slide::SlideStep;
use crate::library::workshop::Certificate;
use crate::pack::{Block, DocKind, Document, Ground, Marker, Node, Space, Width};

impl Composer<'_> {
    /// One page, with lines for the name, the day and who led it.
    pub fn certificate(&mut self, certificate: &Certificate) -> Document {
        let line = || Node::program(Block::Space(Space::Lines { count: 1, wide: true }));
        let leader = capital(self.called().leader.as_str());
        let signed = |label: String| vec![line(), own(label)];
        let mut body: Vec<Node> = self.cover().into_iter().collect();
        body.push(own("This is to say that"));
        body.push(line());
        let attended = Block::Heading { level: 2, text: self.line(&certificate.text) };
        body.push(self.node(&certificate.text, attended));
        body.push(own(duration(self.meta.minutes)));
        body.push(own_strong("It covered"));
        body.push(self.list(Marker::Bullet, &certificate.covers));
        let signatures = vec![signed("Date".into()), signed(leader)];
        body.push(Node::program(Block::Columns(signatures)));
        body.push(own("A record of attendance. It is no qualification, and nobody was assessed."));
        Document {
            kind: DocKind::Certificate,
            title: self.line(&certificate.title),
            subtitle: text(self.meta.audience_name.clone()),
            body,
        }
    }

    /// The drawing of the title slide, on its ground.
    fn cover(&mut self) -> Option<Node> {
        let mut slides = self.fitted.lesson.activities.iter().flat_map(|a| a.slides());
        slides.find_map(|slide| match slide {
            SlideStep::Title(title) => Some(self.figure(&title.picture, Ground::Mid, Width::Third)),
            _ => None,
        })
    }
}

/// `Trainer` for `trainer`.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|first| first.to_uppercase().chain(chars));
    first.map_or_else(String::new, Iterator::collect)
}

/// `1 hour 30 minutes`.
fn duration(minutes: u16) -> String {
    let part = |count: u16, unit: &str| match count {
        0 => None,
        1 => Some(format!("1 {unit}")),
        n => Some(format!("{n} {unit}s")),
    };
    let parts = [part(minutes / 60, "hour"), part(minutes % 60, "minute")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_as_people_say_them() {
        assert_eq!(duration(90), "1 hour 30 minutes");
        assert_eq!(duration(120), "2 hours");
        assert_eq!(duration(1), "1 minute");
        assert_eq!(capital("trainer"), "Trainer");
    }
}
