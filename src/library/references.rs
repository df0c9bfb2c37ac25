//! What names refer to: every id, slot and drawing that a file names is there,
//! and has words for those who will read them. Sums and order are the business
//! of [`super::consistency`], the contract of [`super::contract`].

use std::collections::BTreeSet;

use super::load::{Slots, is_id};
use super::registry::{Framework, Incident, Service, Session, Setting};
use super::shape::SlotUse;
use super::slide::SlideStep;
use super::suggest::{as_id, instead, listed};
use super::{Lesson, Library, Registry};
use crate::brand::Brand;
use crate::diagnostics::{ByteRange, Finding, Findings, Place};
use crate::text::{Authored, Name, Reader, Slot, Span};

/// Everything that names nothing, in the registry and in every lesson. That
/// core messages in `dropped` are not there is reported elsewhere.
pub(super) fn check(
    library: &Library,
    slots: &Slots,
    brand: &Brand,
    dropped: &BTreeSet<String>,
) -> Findings {
    let mut look =
        Look { library, registry: &library.registry, brand, dropped, findings: Findings::new() };
    look.registry();
    let mut lesson_files = BTreeSet::new();
    for lesson in library.lessons.values() {
        look.lesson(lesson);
        let audience = library.registry.audience(&lesson.audience.value);
        let file = lesson.id.span.file;
        lesson_files.insert(file);
        for used in slots.get(&file).into_iter().flatten() {
            look.slot(used, audience.map(|audience| audience.id.as_str()));
        }
    }
    let shared = slots.iter().filter(|(file, _)| !lesson_files.contains(file));
    for used in shared.flat_map(|(_, used)| used) {
        look.slot(used, None);
    }
    look.findings
}

struct Look<'a> {
    library: &'a Library,
    registry: &'a Registry,
    brand: &'a Brand,
    dropped: &'a BTreeSet<String>,
    findings: Findings,
}

impl Look<'_> {
    fn registry(&mut self) {
        let registry = self.registry;
        self.ids("audience", registry.audiences.iter().map(|entry| &entry.id));
        self.ids("core message", registry.messages.iter().map(|entry| &entry.id));
        self.ids("service", registry.services.iter().map(|entry| &entry.id));
        self.ids("line of law", registry.laws.iter().map(|entry| &entry.id));
        self.ids("nation", registry.nations.iter().map(|entry| &entry.id));
        self.ids("framework", registry.frameworks.iter().map(|entry| &entry.id));
        self.ids("term", registry.terms.iter().map(|entry| &entry.id));
        let questions = &registry.staff.hard_questions;
        self.ids("hard question", questions.iter().map(|entry| &entry.id));
        self.unique("session", registry.outline.iter().map(|entry| &entry.id));
        for audience in &registry.audiences {
            for rule in &audience.rules {
                self.picture(&rule.picture);
            }
        }
        for message in &registry.messages {
            self.message_names(&message.with);
            for (audience, words) in &message.wording {
                self.audience(audience, self.key(audience, words.span()));
            }
        }
        for service in &registry.services {
            self.service_entry(service);
        }
        for law in &registry.laws {
            self.verified(&law.id, law.verified_on.is_some(), law.unverified.is_some());
            for (nation, words) in law.wording.iter().chain(&law.acts) {
                self.nation(nation, self.key(nation, words.span()));
            }
        }
        for framework in &registry.frameworks {
            let (on, not) = (&framework.verified_on, &framework.unverified);
            self.verified(&framework.id, on.is_some(), not.is_some());
            for nation in &framework.nations {
                self.nation(&nation.value, nation.span.place());
            }
        }
        for term in &registry.terms {
            for (audience, words) in &term.wording {
                self.audience(audience, self.key(audience, words.span()));
            }
        }
        for heard in &registry.heard_from {
            self.audience(&heard.audience.value, heard.audience.span.place());
        }
        for question in questions {
            for (audience, words) in &question.answer_for {
                self.audience(audience, self.key(audience, words.span()));
            }
        }
        for session in &registry.outline {
            self.session_entry(session);
        }
        self.incident(&registry.incident);
    }

    fn incident(&mut self, incident: &Incident) {
        self.ids("stage", incident.stages.iter().map(|stage| &stage.id));
        for (audience, words) in &incident.class_for {
            self.audience(audience, words.span().place());
        }
        let registry = self.registry;
        let known: Vec<_> = registry.services.iter().map(|entry| entry.id.as_str()).collect();
        self.unique("service", incident.call.iter().map(|call| &call.service));
        for call in &incident.call {
            self.known("service", &call.service, &known);
        }
    }

    /// Where a field's name stands, before its value.
    fn key(&self, name: &str, value: &Span) -> Place {
        let text = self.library.sources.text(value.file);
        let before = text.get(..value.bytes.start as usize).unwrap_or_default();
        let Some(start) = before.rfind(name) else {
            return value.place();
        };
        let bytes = ByteRange::new(start as u32, (start + name.len()) as u32);
        Place::Source { file: value.file, bytes }
    }

    fn service_entry(&mut self, service: &Service) {
        for nation in &service.nations {
            self.nation(&nation.value, nation.span.place());
        }
        let (on, not) = (&service.verified_on, &service.unverified);
        self.verified(&service.id, on.is_some(), not.is_some());
        let contact = &service.contact;
        contact.web.iter().for_each(|web| self.web(web));
        if contact.phone.is_none() && contact.text.is_none() && contact.web.is_none() {
            self.findings.push(
                Finding::error(
                    "no-contact",
                    service.id.span.place(),
                    format!("there is no way to reach the service `{}`", service.id.value),
                )
                .why("a service without a number or an address helps nobody")
                .remedy("add `phone`, `text` or `web` to its `contact`"),
            );
        }
    }

    /// An address is printed for people to type, and as a QR code with `https://`
    /// before it.
    fn web(&mut self, web: &Name) {
        let words = web.as_str();
        let bare = words.trim_start_matches("https://").trim_start_matches("http://");
        let (what, remedy) = if bare.len() < words.len() {
            let what = format!("the address `{words}` begins with `https://`, which is added");
            (what, format!("write `{bare}`"))
        } else if words.contains(char::is_whitespace) || !words.contains('.') {
            let what = format!("`{words}` is no address of a site");
            (what, "write it as in `www.childline.org.uk`".to_owned())
        } else if words.len() > LONGEST_ADDRESS {
            let what = format!("this address has {} letters", words.chars().count());
            (what, format!("find a shorter one, of {LONGEST_ADDRESS} letters at most"))
        } else {
            return;
        };
        self.findings.push(
            Finding::error("odd-address", web.span.place(), what)
                .why("it is typed from paper, and its QR code must lead there")
                .remedy(remedy),
        );
    }

    fn session_entry(&mut self, session: &Session) {
        let id = session.id.as_str();
        let audience = id.split('/').next().unwrap_or(id);
        if !self.audience(audience, session.id.span.place()) {
            return;
        }
        for name in &session.messages {
            if name.value != "all" {
                self.message_for(name, audience);
            }
        }
    }

    fn lesson(&mut self, lesson: &Lesson) {
        let audience = lesson.audience.as_str();
        // Without its audience nothing can be said about its words.
        let has_audience = self.lesson_audience(lesson);
        self.named_once("core message", lesson.messages.iter());
        for name in &lesson.messages {
            if has_audience {
                self.message_for(name, audience);
            }
        }
        for name in &lesson.maps_to {
            self.statement(name);
        }
        let sessions = self.registry.outline.iter().map(|session| session.id.as_str());
        let sessions: Vec<_> = sessions.filter(|id| *id != lesson.id.value).collect();
        for name in &lesson.after {
            self.known("session `{}` in the outline", name, &sessions);
        }
        let questions = self.registry.staff.hard_questions.iter();
        let questions: Vec<_> = questions.map(|question| question.id.as_str()).collect();
        for name in &lesson.hard_questions {
            self.known("hard question `{}` in `staff.yaml`", name, &questions);
        }
        self.within(lesson);
        self.pictures(lesson);
        // Whose words of a service the audience reads.
        let entry = self.registry.audience(audience);
        let reads = entry.map_or(Reader::Learners, |entry| entry.called.services);
        for slide in lesson.activities.iter().flat_map(|activity| activity.slides()) {
            match slide {
                SlideStep::Remember(slide) if has_audience => {
                    for name in &slide.messages {
                        self.message_for(name, audience);
                    }
                }
                SlideStep::Help(slide) => {
                    self.services(&slide.services, &[Reader::Learners, reads]);
                }
                _ => {}
            }
        }
        if let Some(sheet) = &lesson.help_sheet {
            self.services(&sheet.services, &[Reader::Learners]);
        }
        if let Some(letter) = &lesson.letter {
            self.services(&letter.services, &[Reader::Home]);
        }
        // Where a workshop is out of place, that is the mistake.
        let workshop = entry.is_some_and(|entry| entry.setting == Setting::Workshop);
        if let Some(workshop) = lesson.workshop.as_ref().filter(|_| workshop) {
            self.services(&workshop.handout.services, &[reads]);
        }
    }

    /// Ids that a lesson gives and uses itself.
    fn within(&mut self, lesson: &Lesson) {
        self.ids("activity", lesson.activities.iter().map(|entry| &entry.id));
        self.ids("outcome", lesson.outcomes.iter().map(|entry| &entry.id));
        let items = lesson.check.items.iter().map(|entry| &entry.id);
        let statements = lesson.check.statements.iter().map(|entry| &entry.id);
        self.ids("check item", items.clone().chain(statements.clone()));
        let injects = lesson.workshop.iter().flat_map(|workshop| &workshop.exercise.injects);
        self.ids("inject", injects.map(|inject| &inject.id));
        let items: Vec<_> = items.map(Name::as_str).collect();
        let checks: Vec<_> = items.iter().copied().chain(statements.map(Name::as_str)).collect();
        let activities = lesson.activities.iter().map(|activity| activity.id.as_str());
        let activities: Vec<_> = activities.collect();
        let messages: Vec<_> = lesson.messages.iter().map(Name::as_str).collect();
        for outcome in &lesson.outcomes {
            for name in &outcome.activities {
                self.given("activity `{}`", name, &activities);
            }
            for name in &outcome.check {
                self.given("check item `{}`", name, &checks);
            }
        }
        for name in &lesson.short_form.keep {
            self.given("activity `{}`", name, &activities);
        }
        let in_activities = lesson.activities.iter().flat_map(|activity| &activity.teaches);
        let in_items = lesson.check.items.iter().flat_map(|item| &item.teaches);
        let in_statements = lesson.check.statements.iter().flat_map(|item| &item.teaches);
        // Where `messages` misspells one, that is the mistake.
        let misspelt = messages.iter().any(|id| self.registry.message(id).is_none());
        let meant = |name: &&Name| misspelt && self.registry.message(&name.value).is_some();
        let taught: Vec<_> = in_activities.chain(in_items).chain(in_statements).collect();
        for name in taught.into_iter().filter(|name| !meant(name)) {
            self.given("`{}` in the lesson's own `messages`", name, &messages);
        }
        for slide in lesson.activities.iter().flat_map(|activity| activity.slides()) {
            if let SlideStep::Check(slide) = slide {
                self.given("check item `{}` with options", &slide.item, &items);
            }
        }
    }

    /// As [`Self::known`], among what the lesson itself gives: where it gives
    /// nothing, that is the mistake, and reported as such.
    fn given(&mut self, kind: &str, name: &Name, known: &[&str]) {
        if !known.is_empty() {
            self.known(kind, name, known);
        }
    }

    fn pictures(&mut self, lesson: &Lesson) {
        let slides = lesson.activities.iter().flat_map(|activity| activity.slides());
        for name in slides.flat_map(SlideStep::pictures) {
            self.picture(name);
        }
        if let Some(worksheet) = &lesson.worksheet {
            self.picture(&worksheet.picture);
        }
        for card in lesson.cards.iter().flat_map(|cards| &cards.cards) {
            self.picture(&card.picture);
        }
    }

    fn picture(&mut self, name: &Name) {
        if self.brand.drawing(&name.value).is_none() {
            let known: Vec<_> = self.brand.drawings().keys().map(String::as_str).collect();
            self.known("drawing `{}`", name, &known);
        }
    }

    /// Services that help where the lesson is taught, with words for one of
    /// these readers.
    fn services(&mut self, names: &[Name], readers: &[Reader]) {
        let registry = self.registry;
        let Some(nation) = registry.nations.first() else {
            return;
        };
        self.named_once("service", names.iter());
        for name in names {
            let Some(service) = registry.service(&name.value) else {
                let known: Vec<_> = registry.services.iter().map(|s| s.id.as_str()).collect();
                self.known("service `{}`", name, &known);
                continue;
            };
            if !service.nations.iter().any(|serves| serves.value == nation.id.value) {
                self.findings.push(
                    Finding::error(
                        "service-elsewhere",
                        name.span.place(),
                        format!("the service `{}` is not for {}", name.value, nation.name.raw()),
                    )
                    .why("a child who rings it would be sent away")
                    .remedy(format!("name one that has `{}` in its `nations`", nation.id.value)),
                );
            }
            if !readers.iter().any(|reader| service.speaks_to(*reader)) {
                let fields: BTreeSet<_> = readers.iter().map(|r| format!("`for_{r}`")).collect();
                let fields = fields.into_iter().collect::<Vec<_>>().join(" or ");
                let what = format!("the service `{}` has no {fields}", name.value);
                self.no_words(name.span.place(), what, format!("write its {fields}"));
            }
        }
    }

    fn slot(&mut self, used: &SlotUse, audience: Option<&str>) {
        let registry = self.registry;
        let (kind, id, known): (&str, &str, Vec<&str>) = match &used.slot {
            Slot::School(_) => return,
            Slot::Message(id) => {
                let known = registry.messages.iter().map(|entry| entry.id.as_str());
                ("core message `{}`", id, known.collect())
            }
            Slot::Law(id) => {
                let known = registry.laws.iter().map(|entry| entry.id.as_str());
                ("line of law `{}`", id, known.collect())
            }
            Slot::Service(id) => {
                let known = registry.services.iter().map(|entry| entry.id.as_str());
                ("service `{}`", id, known.collect())
            }
            Slot::Term(id) => {
                let known = registry.terms.iter().map(|entry| entry.id.as_str());
                ("term `{}`", id, known.chain([IT]).collect())
            }
            Slot::Nation(word) => return self.nation_word(word, used),
        };
        if !known.contains(&id) {
            if !matches!(used.slot, Slot::Message(_)) || !self.dropped.contains(id) {
                self.findings.push(unknown(kind, id, used.place.clone(), &known));
            }
            return;
        }
        match &used.slot {
            Slot::Message(id) => {
                let message = registry.message(id);
                let lacks = |audience: &str| {
                    message.is_some_and(|message| !message.wording.contains_key(audience))
                };
                if let Some(audience) = audience.filter(|audience| lacks(audience)) {
                    self.no_message(used.place.clone(), id, audience);
                }
            }
            Slot::Term(id) if used.reader == Reader::Learners => {
                let term = registry.term(id);
                let lacks = |audience: &str| {
                    id != IT && term.is_some_and(|term| !term.wording.contains_key(audience))
                };
                if let Some(audience) = audience.filter(|audience| lacks(audience)) {
                    let what = format!("the term `{id}` has no word for `{audience}`");
                    let add = format!("write its `wording` for `{audience}` in `terms.yaml`");
                    self.no_words(used.place.clone(), what, add);
                }
            }
            Slot::Law(id) if used.reader == Reader::Staff => {
                // What only some nations have is for `fit` to refuse in others.
                let nation = registry.nations.first().map_or("", |nation| nation.id.as_str());
                let law = registry.law(id);
                if law.is_some_and(|law| !law.wording.contains_key(nation)) {
                    let what = format!("the line of law `{id}` has no words for `{nation}`");
                    let add = format!("write its `wording` for `{nation}` in `law.yaml`");
                    self.no_words(used.place.clone(), what, add);
                }
            }
            Slot::Law(id) => self.findings.push(
                Finding::error(
                    "staff-only",
                    used.place.clone(),
                    format!("the line of law `{id}` is for staff, and others read this"),
                )
                .why("learners hear of the law in a core message, with the help that belongs to it")
                .remedy("write `{{ message.may-be-a-crime }}`, or say it in a text for staff"),
            ),
            _ => {}
        }
    }

    /// What nations call things differs, that they have a word for it does not.
    fn nation_word(&mut self, word: &str, used: &SlotUse) {
        let nations = &self.registry.nations;
        let lacking: Vec<_> = nations
            .iter()
            .filter(|nation| !nation.words.contains_key(word))
            .map(|nation| nation.id.as_str())
            .collect();
        if lacking.len() == nations.len() {
            let known: BTreeSet<_> =
                nations.iter().flat_map(|nation| nation.words.keys()).collect();
            let known: Vec<_> = known.iter().map(|word| word.as_str()).collect();
            self.findings.push(unknown(
                "word `{}` in `nations.yaml`",
                word,
                used.place.clone(),
                &known,
            ));
        } else if !lacking.is_empty() {
            let what = format!("`nation.{word}` has no words for {}", listed(&lacking));
            let add = format!("write its `{word}` in `nations.yaml` for {}", listed(&lacking));
            self.no_words(used.place.clone(), what, add);
        }
    }

    fn statement(&mut self, name: &Name) {
        let registry = self.registry;
        let (id, code) = name.value.split_once(':').unwrap_or((&name.value, ""));
        let framework = registry.frameworks.iter().find(|entry| entry.id.value == id);
        let with_code = |framework: &&Framework| framework.statements.contains_key(id);
        match framework {
            None => {
                let known: Vec<_> = registry.frameworks.iter().map(|f| f.id.as_str()).collect();
                let mut finding = unknown("framework `{}`", id, name.span.place(), &known);
                if let Some(framework) = registry.frameworks.iter().find(with_code) {
                    let id = framework.id.as_str();
                    finding =
                        finding.remedy(format!("write its framework too: `{id}:{}`", name.value));
                }
                self.findings.push(finding);
            }
            Some(framework) if !framework.statements.contains_key(code) => {
                let known: Vec<_> = framework.statements.keys().map(String::as_str).collect();
                let kind = format!("statement `{{}}` in `{id}`");
                self.findings.push(unknown(&kind, code, name.span.place(), &known));
            }
            Some(_) => {}
        }
    }

    fn message_for(&mut self, name: &Name, audience: &str) {
        let registry = self.registry;
        match registry.message(&name.value) {
            None => self.message_names(std::slice::from_ref(name)),
            Some(message) if !message.wording.contains_key(audience) => {
                self.no_message(name.span.place(), &name.value, audience);
            }
            Some(_) => {}
        }
    }

    fn message_names(&mut self, names: &[Name]) {
        let known: Vec<_> = self.registry.messages.iter().map(|m| m.id.as_str()).collect();
        for name in names.iter().filter(|name| !self.dropped.contains(&name.value)) {
            if !known.contains(&name.as_str()) {
                let found = unknown("core message `{}`", &name.value, name.span.place(), &known);
                self.findings.push(found);
            }
        }
    }

    /// Whether a lesson's audience is there; if not, the one that its folder says
    /// is most likely meant.
    fn lesson_audience(&mut self, lesson: &Lesson) -> bool {
        let name = &lesson.audience;
        let known: Vec<_> = self.registry.audiences.iter().map(|a| a.id.as_str()).collect();
        if known.contains(&name.as_str()) {
            return true;
        }
        let mut finding = unknown("audience `{}`", &name.value, name.span.place(), &known);
        let folder = lesson.id.value.split('/').next().unwrap_or_default();
        if known.contains(&folder) {
            finding = finding.remedy(format!("write `audience: {folder}`, as the folder says"));
        }
        self.findings.push(finding);
        false
    }

    fn audience(&mut self, id: &str, place: Place) -> bool {
        let known: Vec<_> = self.registry.audiences.iter().map(|a| a.id.as_str()).collect();
        let is_known = known.contains(&id);
        if !is_known {
            self.findings.push(unknown("audience `{}`", id, place, &known));
        }
        is_known
    }

    fn nation(&mut self, id: &str, place: Place) {
        let known: Vec<_> = self.registry.nations.iter().map(|n| n.id.as_str()).collect();
        if !known.contains(&id) {
            self.findings.push(unknown("nation `{}`", id, place, &known));
        }
    }

    fn known(&mut self, kind: &str, name: &Name, known: &[&str]) {
        if !known.contains(&name.as_str()) {
            self.findings.push(unknown(kind, &name.value, name.span.place(), known));
        }
    }

    /// Ids of a kind are words of the alphabet for ids, each once.
    fn ids<'n>(&mut self, kind: &str, names: impl Iterator<Item = &'n Name> + Clone) {
        for name in names.clone().filter(|name| !is_id(&name.value)) {
            self.findings.push(
                Finding::error(
                    "odd-id",
                    name.span.place(),
                    format!("`{}` cannot be an id", name.value),
                )
                .why("ids become names of files, and parts of slots")
                .remedy(as_id(&name.value)),
            );
        }
        self.unique(kind, names);
    }

    /// Names of a list, each once.
    fn named_once<'n>(&mut self, kind: &str, names: impl Iterator<Item = &'n Name>) {
        let mut seen = BTreeSet::new();
        for name in names.filter(|name| !seen.insert(name.as_str())) {
            self.findings.push(
                Finding::error(
                    "repeated-id",
                    name.span.place(),
                    format!("the {kind} `{}` is named twice", name.value),
                )
                .why("it would be printed twice")
                .remedy("delete one"),
            );
        }
    }

    fn unique<'n>(&mut self, kind: &str, names: impl Iterator<Item = &'n Name>) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name.as_str()) {
                self.findings.push(
                    Finding::error(
                        "repeated-id",
                        name.span.place(),
                        format!("the id of {kind} `{}` is taken", name.value),
                    )
                    .why("whoever names it could mean either")
                    .remedy("give it another id, or delete it"),
                );
            }
        }
    }

    fn verified(&mut self, id: &Name, on: bool, not: bool) {
        let (what, remedy) = match (on, not) {
            (true, true) => (
                format!("`{}` has both `verified_on` and `unverified`", id.value),
                "delete `unverified` if a person has checked it since",
            ),
            (false, false) => (
                format!("`{}` has neither `verified_on` nor `unverified`", id.value),
                "write `verified_on` with the day on which a person checked it, or `unverified` with why nobody has",
            ),
            _ => return,
        };
        self.findings.push(
            Finding::error("verified-or-not", id.span.place(), what)
                .why("a fact in a child's hand is checked, or says that it is not")
                .remedy(remedy),
        );
    }

    fn no_message(&mut self, place: Place, id: &str, audience: &str) {
        let what = format!("the core message `{id}` has no words for `{audience}`");
        let add = format!("write its `wording` for `{audience}` in `messages.yaml`");
        self.no_words(place, what, add);
    }

    fn no_words(&mut self, place: Place, what: String, add: String) {
        self.findings.push(
            Finding::error("no-words", place, what)
                .why("where these words should be, the page would have a hole")
                .remedy(format!("name another, or {add}")),
        );
    }
}

/// The longest address of a service, in bytes: its QR code can still be scanned
/// from a slip of paper.
const LONGEST_ADDRESS: usize = 80;

/// The term that is each audience's own line: what "it" is.
const IT: &str = "it";

/// `kind` has `{}` where the id stands.
fn unknown(kind: &str, id: &str, place: Place, known: &[&str]) -> Finding {
    let what = format!("there is no {}", kind.replace("{}", id));
    Finding::error("unknown-reference", place, what)
        .why("what it stands for would be missing from the pack")
        .remedy(instead(id, known.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{LESSON, changed, found, one, one_in};

    #[test]
    fn names_that_name_nothing_are_found() {
        for (from, to, at, says) in [
            (
                "picture: signpost",
                "picture: singpost",
                "singpost",
                "there is no drawing `singpost`; did you mean `signpost`?",
            ),
            (
                "maps_to: []",
                "maps_to: [made-up-2052:A.1]",
                "made-up-2052:A.1",
                "did you mean `made-up-2025`?",
            ),
            (
                "maps_to: []",
                "maps_to: [made-up-2025:A.2]",
                "made-up-2025:A.2",
                "there is no statement `A.2` in `made-up-2025`",
            ),
            ("after: []", "after: [11-14/nowhere]", "11-14/nowhere", "in the outline"),
            (
                "activities: [teach, practise]",
                "activities: [teach, practice]",
                "practice",
                "did you mean `practise`?",
            ),
            (
                "check: [stuck, true-words]",
                "check: [stuck, true-word]",
                "true-word",
                "did you mean `true-words`?",
            ),
            ("hard_questions: [why]", "hard_questions: [wy]", "wy", "`staff.yaml`"),
            ("made-up people. You", "{{ law.x }} people. You", "{{ law.x }}", "no line of law `x`"),
            ("made-up people. You", "{{ service.x }}. You", "{{ service.x }}", "no service `x`"),
            ("made-up people. You", "{{ term.x }} people. You", "{{ term.x }}", "no term `x`"),
            (
                "made-up people. You",
                "{{ nation.x }} people. You",
                "{{ nation.x }}",
                "no word `x` in `nations.yaml`",
            ),
            (
                "made-up people. You",
                "{{ message.x }} You",
                "{{ message.x }}",
                "no core message `x`",
            ),
            (
                "services: [childline]",
                "services: [childlin]",
                "childlin",
                "did you mean `childline`?",
            ),
        ] {
            one(from, to, "unknown-reference", at, says);
        }
    }

    #[test]
    fn what_is_named_has_words_for_its_readers() {
        for (from, to, rule, at, says) in [
            (
                "made-up people. You",
                "{{ nation.guidance }}. You",
                "no-words",
                "{{ nation.guidance }}",
                "for `wales`",
            ),
            (
                "means: what you",
                "means: \"{{ term.imagery }} what\" #",
                "no-words",
                "{{ term.imagery }}",
                "no word for `11-14`",
            ),
            (
                "means: what you",
                "means: \"{{ law.sharing }}\" #",
                "staff-only",
                "{{ law.sharing }}",
                "is for staff",
            ),
            (
                "services: [childline]",
                "services: [staff-line]",
                "no-words",
                "staff-line",
                "has no `for_learners`",
            ),
            (
                "services: [childline]",
                "services: [meic]",
                "service-elsewhere",
                "meic",
                "is not for England",
            ),
        ] {
            one(from, to, rule, at, says);
        }
    }

    #[test]
    fn a_bad_audience_is_found_where_it_is_written() {
        let found = found(&changed(LESSON, "audience: 11-14", "audience: 11-15"));
        let rules: Vec<_> = found.iter().map(|found| (found.0, found.1.as_str())).collect();
        assert_eq!(rules, [("unknown-reference", "11-15")]);
        assert!(found[0].2.contains("write `audience: 11-14`, as the folder says"), "{found:?}");
    }

    #[test]
    fn ids_are_words_and_stand_once() {
        one(
            "messages: [asking-is-safe]",
            "messages: [asking-is-safe, asking-is-safe]",
            "repeated-id",
            "asking-is-safe",
            "named twice",
        );
        one_in(
            "shared/terms.yaml",
            "id: imagery",
            "id: Imagery!",
            "odd-id",
            "Imagery!",
            "write `imagery`",
        );
    }

    #[test]
    fn the_registry_refers_to_what_is_there() {
        for (path, from, to, rule, at) in [
            (
                "messages",
                "with: [genuine-mistake]",
                "with: [mistake]",
                "unknown-reference",
                "mistake",
            ),
            ("messages", "      5-7: Do not", "      5-8: Do not", "unknown-reference", "5-8"),
            ("services", "nations: [wales]", "nations: [walse]", "unknown-reference", "walse"),
            ("services", "contact: { phone: 080880 23456 }", "contact: {}", "no-contact", "meic"),
            (
                "services",
                "verified_on: 2026-09-01",
                "verified_on: 2026-09-01\n    unverified: x",
                "verified-or-not",
                "staff-line",
            ),
            ("law", "    unverified: made up\n", "", "verified-or-not", "sharing"),
            (
                "outline",
                "messages: [asking-is-safe]",
                "messages: [asking-is-sage]",
                "unknown-reference",
                "asking-is-sage",
            ),
            ("audiences", "picture: skip", "picture: skipp", "unknown-reference", "skipp"),
            (
                "incident",
                "service: childline",
                "service: childlin",
                "unknown-reference",
                "childlin",
            ),
            ("incident", "{ 5-7: Get", "{ 5-8: Get", "unknown-reference", "Get a grown-up."),
            (
                "incident",
                "care: Ask",
                "care: \"{{ nation.dls }}\" #",
                "unknown-reference",
                "{{ nation.dls }}",
            ),
            (
                "staff",
                "why_advice_differs: Both",
                "why_advice_differs: \"{{ nation.dls }}\" #",
                "unknown-reference",
                "{{ nation.dls }}",
            ),
        ] {
            let found = found(&changed(&format!("shared/{path}.yaml"), from, to));
            let hit = found.iter().any(|found| found.0 == rule && found.1 == at);
            assert!(hit, "{path}: {from:?} to {to:?}: {found:#?}");
        }
    }
}
