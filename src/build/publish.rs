//! Drawn files to a pack on the shelf: checked as a reader sees them, listed,
//! put in place.

use super::job::{Drawn, Job, Order};
use super::{Built, Options};
use crate::bundle::{
    Allowed, Bundle, Manifest, MessageEntry, PackFile, PlaceEntry, ServiceEntry, file_name,
};
use crate::check::{self, Haystack, Seen};
use crate::diagnostics::Findings;
use crate::fit::FittedLesson;
use crate::fs::Shelf;
use crate::pack::{Format, Item};
use crate::text::{Name, plain_line};

/// Checks that the files together keep the contract, and publishes the pack if
/// nothing is wrong. Warnings and notes go to `findings`.
///
/// # Errors
///
/// All that is wrong in all files; or what the disk refuses.
pub fn publish(
    fitted: &FittedLesson<'_>,
    order: &Order,
    drawn: &[(&Job, Drawn)],
    shelf: &Shelf,
    options: &Options<'_>,
    findings: &mut Findings,
) -> Result<Built, Findings> {
    let partial = !options.only.is_empty();
    let bundle = bundle(fitted, order, drawn, partial, findings)?;
    let name = order.pack.meta.lesson.as_str();
    bundle.publish(shelf, name, options.edits)?;
    Ok(Built {
        lesson: name.to_owned(),
        folder: shelf.place(name).display().to_string(),
        zip: (!partial).then(|| shelf.archive_place(name).display().to_string()),
        files: bundle.files().len(),
        bytes: bundle.files().values().map(|bytes| bytes.len() as u64).sum(),
    })
}

/// Checks that the files together keep the contract, and lists them in a
/// manifest.
pub(super) fn bundle(
    fitted: &FittedLesson<'_>,
    order: &Order,
    drawn: &[(&Job, Drawn)],
    partial: bool,
    findings: &mut Findings,
) -> Result<Bundle, Findings> {
    let files = files(order, drawn);
    // A partial pack has not every file in which a message is owed.
    if !partial {
        let seen: Vec<_> = files
            .iter()
            .map(|file| Seen { name: &file.name, item: file.item, words: file.words })
            .collect();
        let mut found = check::contract(fitted, &seen);
        found.sort();
        findings.extend(found.ok_or(Findings::new())?);
    }

    let meta = &order.pack.meta;
    let mut manifest = Manifest::new(meta, crate::text::Lang::english().tag(), partial);
    manifest.messages = messages(fitted, &files);
    manifest.services = services(fitted);
    manifest.allowed = allowed(fitted);
    let listed = files.iter().map(|file| PackFile {
        name: file.name.clone(),
        media_type: file.format.media_type(),
        reader: file.item.reader,
        bytes: file.bytes.to_vec(),
    });
    Bundle::new(manifest, listed.collect())
}

/// A file of the pack.
struct File<'a> {
    name: String,
    item: &'a Item,
    format: Format,
    bytes: &'a [u8],
    words: &'a Haystack,
}

/// The files in the pack's order; one that several items share is there for
/// each.
fn files<'a>(order: &'a Order, drawn: &'a [(&Job, Drawn)]) -> Vec<File<'a>> {
    let of = |(at, item): (usize, &'a Item)| {
        let formats = item.formats.iter().filter_map(move |format| {
            let is_it =
                |(job, _): &&(&Job, Drawn)| job.format == *format && job.items.contains(&at);
            let (_, Drawn { bytes, words }) = drawn.iter().find(is_it)?;
            Some(File { name: file_name(item, *format), item, format: *format, bytes, words })
        });
        formats.collect::<Vec<_>>()
    };
    order.pack.items.iter().enumerate().flat_map(of).collect()
}

/// Where each core message stands, as read back.
fn messages(fitted: &FittedLesson<'_>, files: &[File<'_>]) -> Vec<MessageEntry> {
    let entries = fitted.registry.messages.iter().filter_map(|message| {
        let id = message.id.value.clone();
        let words = plain_line(&fitted.message(&id)?);
        let places: Vec<_> = files
            .iter()
            .flat_map(|file| {
                let places = check::message_places(file.words, &[&words]);
                places
                    .into_iter()
                    .map(|at| PlaceEntry { file: file.name.clone(), at: at.to_string() })
            })
            .collect();
        (!places.is_empty()).then_some(MessageEntry { id, places })
    });
    entries.collect()
}

/// What the lesson lets pass, in its order.
fn allowed(fitted: &FittedLesson<'_>) -> Vec<Allowed> {
    let allow = fitted.lesson.allow.iter();
    allow
        .map(|allow| Allowed {
            rule: allow.rule.value.clone(),
            at: allow.at.value.clone(),
            reason: plain_line(&fitted.line(&allow.reason)),
        })
        .collect()
}

/// The services that the pack names.
fn services(fitted: &FittedLesson<'_>) -> Vec<ServiceEntry> {
    let calls = fitted.registry.incident.call.iter().map(|call| &call.service);
    let named: Vec<&Name> = fitted.lesson.services().chain(calls).collect();
    let used = fitted
        .registry
        .services
        .iter()
        .filter(|service| named.iter().any(|name| name.value == service.id.value));
    used.map(|service| ServiceEntry {
        id: service.id.value.clone(),
        name: plain_line(&fitted.line(&service.name)),
        verified_on: service.verified_on.as_ref().map(|on| on.value.clone()),
        unverified: service.unverified.as_ref().map(|why| plain_line(&fitted.line(why))),
    })
    .collect()
}
