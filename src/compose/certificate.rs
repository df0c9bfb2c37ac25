//! Who attended a workshop. It says so, and claims nothing of anybody.

use super::composer::{Composer, own, own_strong};
use crate::library::workshop::Certificate;
use crate::pack::{Block, DocKind, Document, Marker, Node};
use crate::text::{Inline, Line};

/// Characters of the blanks for a name, and for what is signed.
const NAME: u16 = 44;
const SIGNED: u16 = 24;

impl Composer<'_> {
    /// One page, with blanks for the name, the day and who led it.
    pub fn certificate(&self, certificate: &Certificate) -> Document {
        let blank = |width| Node::program(Block::Para(vec![Inline::Blank(width)]));
        let attended = Block::Para(vec![Inline::Strong(self.line(&certificate.text))]);
        let leader = capital(&self.called().leader.value);
        let signed = |label: String| vec![blank(SIGNED), own(label)];
        let body = vec![
            own("This is to say that"),
            blank(NAME),
            self.node(&certificate.text, attended),
            own(duration(self.meta.minutes)),
            own_strong("It covered"),
            self.list(Marker::Bullet, &certificate.covers),
            Node::program(Block::Columns(vec![signed("Date".into()), signed(leader)])),
            own("A record of attendance. It is no qualification, and nobody was assessed."),
        ];
        Document {
            kind: DocKind::Certificate,
            title: self.line(&certificate.title),
            subtitle: Line::new(),
            body,
        }
    }
}

/// `Trainer` for `trainer`.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
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
    }
}
