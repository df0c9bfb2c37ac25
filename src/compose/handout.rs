//! What the delegates of a workshop keep.

use super::composer::{Composer, callout, own_heading};
use crate::library::workshop::Handout;
use crate::pack::{Callout, DocKind, Document};

impl Composer<'_> {
    /// Two to four pages: the lesson's own parts, what to delete, keep or hand
    /// over, who helps, and the core messages in the registry's words.
    pub fn handout(&mut self, handout: &Handout) -> Document {
        let mut body = self.prose(&handout.intro);
        for part in &handout.parts {
            body.push(self.heading(2, &part.title));
            body.extend(self.prose(&part.text));
        }
        body.push(own_heading(2, "Delete, keep or hand over"));
        body.push(self.handling());
        body.push(own_heading(2, "Who helps"));
        body.push(callout(Callout::Help, self.own_route("Where you work, the safeguarding lead:")));
        let danger = vec![self.para(&self.fitted.audience.danger)];
        body.extend(self.contacts(&handout.services, self.called().services, danger));
        body.push(own_heading(2, "Remember"));
        body.extend(self.remember());
        Document {
            kind: DocKind::Handout,
            title: self.line(&handout.title),
            subtitle: super::composer::text(format!(
                "{} · {}",
                self.meta.title, self.meta.audience_name
            )),
            body,
        }
    }
}
