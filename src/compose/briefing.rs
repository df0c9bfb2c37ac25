//! The page for the designated safeguarding lead.

use super::composer::{Composer, own, own_heading, text};
use crate::pack::{DocKind, Document, Marker};

impl Composer<'_> {
    /// Exactly one page: what the class hears, what may come up, what to have
    /// ready.
    pub fn briefing(&self) -> Document {
        let lesson = self.fitted.lesson;
        let briefing = &lesson.briefing;
        let mut body = self.prose(&briefing.about);
        body.push(own_heading(2, "What may come up"));
        body.push(self.list(Marker::Bullet, &briefing.expect));
        body.push(own_heading(2, "Please have ready"));
        body.push(self.list(Marker::Tick, &briefing.ready));
        body.push(own_heading(2, "Delete, keep or hand over"));
        body.push(self.handling());
        body.extend(self.prose(&self.fitted.registry.staff.why_advice_differs));
        body.push(own_heading(2, "Told"));
        body.push(self.told());
        body.push(own("All that pupils see is in the pack's pupils folder."));
        let subtitle = format!(
            "{} · {} · {} minutes · {}",
            self.meta.title, self.meta.audience_name, self.meta.minutes, self.meta.nation
        );
        let nation = self.fitted.nation;
        let lead = nation.words.get("dsl-long").map(|words| self.line(words));
        let mut title = text("For the ");
        title.extend(lead.unwrap_or_else(|| text("designated safeguarding lead")));
        Document {
            kind: DocKind::Briefing,
            title,
            subtitle: text(subtitle),
            body,
        }
    }
}
