//! A folder that the user names, read without ever leaving it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{self, Doing, Entry, Kind};
use super::file::{Existing, too_big, write_file};
use super::name::check_path;
use crate::diagnostics::{Finding, Findings, Place};

/// The most a lesson file may hold, in bytes: 1 MiB.
pub const MAX_TEXT: u64 = 1024 * 1024;
/// The most files read from one folder.
pub const MAX_FILES: usize = 2_000;
/// How many folders deep files are looked for.
pub const MAX_DEPTH: usize = 8;

/// A folder that the user named. Paths in it are relative, with `/`.
#[derive(Debug, Clone)]
pub struct Dir {
    root: PathBuf,
}

impl Dir {
    /// Opens a folder.
    ///
    /// # Errors
    ///
    /// A finding that names the path when it is no folder or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Findings> {
        if disk::leads_to(path)? != Kind::Folder {
            let shown = path.display().to_string();
            return Err(Finding::error(
                "io",
                Place::File(shown.clone()),
                format!("`{shown}` is not a folder"),
            )
            .why("a folder is asked for, with all its files")
            .remedy("name the folder, such as `lessons`")
            .into());
        }
        Ok(Self { root: path.to_owned() })
    }

    /// Reads every `.yaml` file, at most [`MAX_DEPTH`] folders deep, by path.
    /// Names that start with a full stop are passed over. What cannot be read
    /// is a finding, and the rest is read all the same.
    pub fn lessons(&self, findings: &mut Findings) -> BTreeMap<String, String> {
        let mut lessons = BTreeMap::new();
        let mut folded: BTreeMap<String, String> = BTreeMap::new();
        for path in self.walk(Walk::Lessons, findings) {
            if let Some(other) = folded.insert(path.to_lowercase(), path.clone()) {
                findings
                    .push(self.name_finding(&path, &format!("`{other}` differs only in capitals")));
                continue;
            }
            match self.read(&path, MAX_TEXT).and_then(|bytes| self.utf8(&path, bytes)) {
                Ok(text) => {
                    lessons.insert(path, text);
                }
                Err(found) => findings.extend(found),
            }
        }
        lessons
    }

    /// The path of every file, hidden ones too, sorted. Links, and what is
    /// neither file nor folder, are findings.
    pub fn files(&self, findings: &mut Findings) -> Vec<String> {
        self.walk(Walk::Everything, findings)
    }

    /// Reads one file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// A finding that names the path: when it would leave the folder, by name
    /// or by a link; when it is no file; when it is larger; when the disk
    /// refuses.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Findings> {
        check_path(path).map_err(|wrong| self.name_finding(path, wrong))?;
        let full = self.root.join(path);
        let mut file = disk::open_beneath(&self.root, path)?.ok_or_else(|| self.leads_out(path))?;
        let about = disk::attempt(Doing::Inspect, &full, || file.metadata())?;
        if !about.is_file() {
            return Err(Finding::error("io", self.place(path), "this is not an ordinary file")
                .why("what it holds cannot be read as a file's words")
                .remedy("put a file here, or delete it")
                .into());
        }
        if about.len() > limit {
            return Err(too_big(&self.shown(path), Some(about.len()), limit));
        }
        let bytes = disk::read(&mut file, &full, limit)?;
        // The file may have grown since.
        if bytes.len() as u64 > limit {
            return Err(too_big(&self.shown(path), None, limit));
        }
        Ok(bytes)
    }

    /// Puts `text` in the place of what [`Dir::lessons`] read from a file, whole
    /// or not at all. A mark of the encoding stays.
    ///
    /// # Errors
    ///
    /// A finding that names the path: when the file holds other words by now,
    /// when it is a link, when the disk refuses.
    pub fn replace(&self, path: &str, was: &str, text: &str) -> Result<(), Findings> {
        let bytes = self.read(path, MAX_TEXT)?;
        let mark = bytes.strip_suffix(was.as_bytes());
        let Some(mark) = mark.filter(|mark| [&b""[..], "\u{FEFF}".as_bytes()].contains(mark))
        else {
            let what = "the file was changed while it was checked";
            return Err(Finding::error("io", self.place(path), what)
                .why("what somebody wrote in it meanwhile would be lost")
                .remedy("run again")
                .into());
        };
        let full = self.root.join(path);
        if disk::inspect(&full)? == Some(Kind::Link) {
            let what = "a link is not written through";
            return Err(Finding::error("link", self.place(path), what)
                .why("the file that it leads to may be shared with others")
                .remedy("put the file itself here, or mend it by hand")
                .into());
        }
        write_file(&full, &[mark, text.as_bytes()].concat(), Existing::Replace)
    }

    fn walk(&self, walk: Walk, findings: &mut Findings) -> Vec<String> {
        let mut found = Vec::new();
        self.walk_folder("", 0, walk, &mut found, findings);
        if found.len() > MAX_FILES {
            findings.push(
                Finding::error(
                    "file-count",
                    Place::File(self.root.display().to_string()),
                    format!("the folder holds more than {MAX_FILES} files"),
                )
                .why("it is hardly the folder that was meant, and would take very long")
                .remedy("name the folder that holds the lessons and nothing else"),
            );
            found.truncate(MAX_FILES);
        }
        found.sort();
        found
    }

    fn walk_folder(
        &self,
        folder: &str,
        depth: usize,
        walk: Walk,
        found: &mut Vec<String>,
        findings: &mut Findings,
    ) {
        let entries = match disk::list(&self.root.join(folder)) {
            Ok(entries) => entries,
            Err(found) => return findings.extend(found),
        };
        for Entry { name, unicode, kind } in entries {
            if found.len() > MAX_FILES {
                return;
            }
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if walk == Walk::Lessons && name.starts_with('.') {
                continue;
            }
            let wanted = walk == Walk::Everything || name.ends_with(".yaml");
            if !unicode {
                if let Some(finding) = self.no_unicode(&path, kind, wanted) {
                    findings.push(finding);
                }
                continue;
            }
            match kind {
                Kind::Folder if depth >= MAX_DEPTH => findings.push(
                    Finding::error(
                        "file-depth",
                        self.place(&path),
                        format!("folders stand more than {MAX_DEPTH} deep in one another here"),
                    )
                    .why("what stands deeper is not read, and a lesson stands one folder deep")
                    .remedy("move the lessons up, into the folders of their audiences"),
                ),
                Kind::Folder => {
                    if walk == Walk::Lessons && wanted {
                        findings.push(self.folder_like_a_lesson(&path));
                    }
                    self.walk_folder(&path, depth + 1, walk, found, findings);
                }
                Kind::File if wanted => match check_path(&path) {
                    Ok(()) => found.push(path),
                    Err(wrong) => findings.push(self.name_finding(&path, wrong)),
                },
                Kind::File if is_almost_yaml(&name) => {
                    let what = "this file is not read: its name does not end in `.yaml`";
                    let stem = name.split('.').next().unwrap_or_default();
                    findings.push(
                        Finding::warning("file-name", self.place(&path), what)
                            .why("if it is a lesson, nobody would get it")
                            .remedy(format!("name it `{stem}.yaml`")),
                    );
                }
                Kind::File => {}
                Kind::Link if walk == Walk::Everything => findings.push(
                    Finding::error("link", self.place(&path), "a link stands in the folder")
                        .why("on another computer it would lead nowhere, or elsewhere")
                        .remedy("put the file itself here, or delete the link"),
                ),
                Kind::Link if wanted => found.push(path),
                Kind::Link => self.link_to_folder(&path, findings),
                Kind::Other if wanted => findings.push(
                    Finding::error("file-name", self.place(&path), "this is not an ordinary file")
                        .why("reading it could wait for ever: it may be a pipe or a device")
                        .remedy("put a file here, or delete it"),
                ),
                Kind::Other => {}
            }
        }
    }

    fn no_unicode(&self, path: &str, kind: Kind, wanted: bool) -> Option<Finding> {
        if wanted {
            return Some(self.name_finding(path, "it is not in Unicode"));
        }
        let what = "a folder whose name is not in Unicode is not read";
        (kind == Kind::Folder).then(|| {
            Finding::warning("file-name", self.place(path), what)
                .why("a lesson in it is a lesson that nobody gets")
                .remedy("rename it, with letters, digits and hyphens")
        })
    }

    fn folder_like_a_lesson(&self, path: &str) -> Finding {
        Finding::warning("file-name", self.place(path), "a folder is called like a lesson")
            .why("it is read as a folder, and whoever looks for a lesson finds none")
            .remedy("rename it, or put the file itself here")
    }

    /// A linked folder would be read twice or lead out: it is never followed,
    /// and its author should know.
    fn link_to_folder(&self, path: &str, findings: &mut Findings) {
        match disk::open_beneath(&self.root, path) {
            Ok(None) => findings.push(self.leads_out(path)),
            Ok(Some(file)) if file.metadata().is_ok_and(|about| about.is_dir()) => findings.push(
                Finding::warning("link", self.place(path), "a link to a folder is not followed")
                    .why("its lessons would be read twice, or be another folder's")
                    .remedy("put the folder itself here, or delete the link"),
            ),
            // Not a lesson, so of no interest.
            Ok(Some(_)) | Err(_) => {}
        }
    }

    fn leads_out(&self, path: &str) -> Finding {
        Finding::error("link", self.place(path), "the link leads out of the lessons folder")
            .why("a lesson from elsewhere must not make the program read other files of yours")
            .remedy("put the file itself here, or delete the link")
    }

    fn name_finding(&self, path: &str, wrong: &str) -> Finding {
        Finding::error("file-name", self.place(path), format!("the name cannot be used: {wrong}"))
            .why("folders are handed on, and some computers could not hold this one")
            .remedy("rename it, with letters, digits and hyphens")
    }

    fn utf8(&self, path: &str, bytes: Vec<u8>) -> Result<String, Findings> {
        let text = String::from_utf8(bytes).map(|text| match text.strip_prefix('\u{FEFF}') {
            // A mark of the encoding is no word; places count from after it.
            Some(words) => words.to_owned(),
            None => text,
        });
        text.map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let before = &error.as_bytes()[..at];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let guess = match &error.as_bytes()[at..] {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] if at == 0 => "; it looks like UTF-16",
                // Where Windows has curly quotes and dashes, UTF-8 has nothing.
                [0x80..=0x9F, ..] => "; it looks like Windows-1252",
                _ => "",
            };
            // The words before it, for whoever has no numbers of bytes.
            let words = String::from_utf8_lossy(before);
            let words = words.rsplit('\n').next().unwrap_or_default().trim_start();
            let skip = words.chars().count().saturating_sub(40);
            let cut = if skip > 0 { "…" } else { "" };
            let words: String = cut.chars().chain(words.chars().skip(skip)).collect();
            let after =
                if words.is_empty() { String::new() } else { format!(", after “{words}”") };
            Finding::error(
                "not-utf-8",
                self.place(path),
                format!("the file is not UTF-8: byte {at}, on line {line}{after}{guess}"),
            )
            .why("its letters could be read as others, and a lesson would say the wrong words")
            .remedy("save it again with the encoding UTF-8, which editors offer in “Save as”")
            .into()
        })
    }

    fn place(&self, path: &str) -> Place {
        Place::File(self.shown(path))
    }

    fn shown(&self, path: &str) -> String {
        self.root.join(path).display().to_string()
    }
}

/// Whether a name was most likely to end in `.yaml`.
fn is_almost_yaml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".yml", ".yaml"]
        .iter()
        .any(|ending| name.ends_with(ending) || name.ends_with(&format!("{ending}.txt")))
}

/// What a walk looks for.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
enum Walk {
    Lessons,
    Everything,
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at the disk from outside")]
mod tests {
    use super::super::disk::fault;
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn rule(result: Result<Vec<u8>, Findings>) -> &'static str {
        result.unwrap_err().iter().next().unwrap().rule
    }

    fn read(folder: &Path) -> (Vec<String>, Vec<(&'static str, String)>) {
        let mut findings = Findings::new();
        let lessons = Dir::open(folder).unwrap().lessons(&mut findings);
        let findings = findings.into_iter().map(|found| (found.rule, found.what)).collect();
        (lessons.into_keys().collect(), findings)
    }

    #[test]
    fn yaml_is_found_by_path_and_the_rest_passed_over() {
        let folder = folder(&[
            ("shared/b.yaml", b"b: 1"),
            ("a.yaml", b"a: 1"),
            ("notes.txt", b"\xFF"),
            (".git/x.yaml", b"x: 1"),
            ("old.yml", b"o: 1"),
            ("loud.YAML", b"l: 1"),
        ]);
        let (lessons, findings) = read(folder.path());
        assert_eq!(lessons, ["a.yaml", "shared/b.yaml"]);
        assert_eq!(findings.len(), 2);
        assert!(findings.iter().all(|(_, what)| what.contains("`.yaml`")), "{findings:?}");
    }

    #[test]
    fn each_bad_file_is_named_and_the_good_ones_still_read() {
        let folder = folder(&[
            ("big.yaml", &vec![b'x'; 3_000_000]),
            ("good.yaml", b"a: 1"),
            ("latin.yaml", b"a: 1\nb: caf\xE9\n"),
            ("windows/con.yaml", b"a: 1"),
        ]);
        let (lessons, findings) = read(folder.path());
        assert_eq!(lessons, ["good.yaml"]);
        let text =
            findings.iter().map(|(rule, what)| format!("{rule}: {what}")).collect::<Vec<_>>();
        assert_eq!(findings.len(), 3, "{text:?}");
        assert!(text.iter().any(|t| t.contains("3000000 bytes; at most 1048576")), "{text:?}");
        assert!(text.iter().any(|t| t.contains("byte 11, on line 2")), "{text:?}");
        assert!(text.iter().any(|t| t.contains("device")), "{text:?}");
    }

    #[test]
    fn paths_that_leave_by_name_are_refused() {
        let outer = folder(&[("secret.yaml", b"s: 1"), ("in/a.yaml", b"a: 1")]);
        let dir = Dir::open(&outer.path().join("in")).unwrap();
        for path in ["../secret.yaml", "/etc/passwd", "a.yaml/../../secret.yaml", "a\0.yaml"] {
            assert_eq!(rule(dir.read(path, 100)), "file-name", "{path:?}");
        }
        assert_eq!(dir.read("a.yaml", 100).unwrap(), b"a: 1");
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_are_refused_and_links_within_are_read() {
        use std::os::unix::fs::symlink;

        let outer = folder(&[("secret.yaml", b"s: 1"), ("in/a.yaml", b"a: 1")]);
        let root = outer.path().join("in");
        symlink("../secret.yaml", root.join("up.yaml")).unwrap();
        symlink(outer.path().join("secret.yaml"), root.join("whole.yaml")).unwrap();
        symlink("..", root.join("folder")).unwrap();
        symlink(".", root.join("loop")).unwrap();
        symlink("a.yaml", root.join("within.yaml")).unwrap();
        symlink("/proc/self/environ", root.join("magic.yaml")).unwrap();
        let (lessons, findings) = read(&root);
        assert_eq!(lessons, ["a.yaml", "within.yaml"]);
        assert_eq!(findings.len(), 5, "{findings:?}");
        assert!(findings.iter().all(|(rule, _)| *rule == "link"), "{findings:?}");
        let dir = Dir::open(&root).unwrap();
        assert_eq!(rule(dir.read("folder/secret.yaml", 100)), "link");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_does_not_make_the_program_wait() {
        let folder = folder(&[("a.yaml", b"a: 1")]);
        let socket = folder.path().join("s.yaml");
        let _held = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let (lessons, findings) = read(folder.path());
        assert_eq!(lessons, ["a.yaml"]);
        assert_eq!(findings.len(), 1);
        assert!(Dir::open(folder.path()).unwrap().read("s.yaml", 9).is_err());
    }

    #[test]
    fn each_file_that_the_disk_refuses_is_named_and_the_rest_read() {
        let folder = folder(&[("a.yaml", b"a: 1"), ("b/c.yaml", b"c: 1"), ("d.yaml", b"d: 1")]);
        let ((all, none), calm) =
            fault::with(folder.path(), fault::Plan::None, || read(folder.path()));
        assert_eq!((all.len(), none.len()), (3, 0));
        for (number, (doing, path)) in calm.iter().enumerate().skip(2) {
            let plan = fault::Plan::Once(number);
            let ((lessons, findings), _) = fault::with(folder.path(), plan, || read(folder.path()));
            assert_eq!(lessons.len(), 2, "{doing:?} {}", path.display());
            let [(rule, what)] = &findings[..] else { panic!("{findings:?}") };
            assert_eq!(*rule, "io");
            assert!(what.contains(path.to_str().unwrap()), "{what}");
        }
        assert_eq!(calm.len(), 2 + 1 + 3 * 3);
    }

    #[test]
    fn words_are_replaced_only_where_they_still_stand() {
        let folder = folder(&[("a/b.yaml", "\u{FEFF}b: 1".as_bytes())]);
        let dir = Dir::open(folder.path()).unwrap();
        dir.replace("a/b.yaml", "b: 1", "b: two").unwrap();
        assert_eq!(dir.read("a/b.yaml", 99).unwrap(), "\u{FEFF}b: two".as_bytes());
        for was in ["b: 1", ": two", "x: 1\nb: two"] {
            let refused = dir.replace("a/b.yaml", was, "c: 3").unwrap_err();
            assert!(refused.iter().next().unwrap().what.contains("was changed"), "{was}");
        }
        assert_eq!(rule(dir.replace("../b.yaml", "b", "c").map(|()| Vec::new())), "file-name");
        assert_eq!(dir.read("a/b.yaml", 99).unwrap(), "\u{FEFF}b: two".as_bytes());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_written_through_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = folder(&[("a.yaml", b"a: 1")]);
        let path = folder.path().join("a.yaml");
        symlink("a.yaml", folder.path().join("link.yaml")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let dir = Dir::open(folder.path()).unwrap();
        assert_eq!(rule(dir.replace("link.yaml", "a: 1", "a: 2").map(|()| Vec::new())), "link");
        dir.replace("a.yaml", "a: 1", "a: 2").unwrap();
        assert_eq!(dir.read("link.yaml", 9).unwrap(), b"a: 2");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_holds_more_than_it_said_is_refused() {
        // The kernel says that its own files hold nothing, and gives more.
        let dir = Dir::open(Path::new("/proc/self")).unwrap();
        assert!(!dir.read("status", 100_000).unwrap().is_empty());
        assert_eq!(rule(dir.read("status", 10)), "file-size");
    }

    #[test]
    fn names_that_differ_in_capitals_only_are_refused() {
        let folder = folder(&[("a.yaml", b"a: 1"), ("A.yaml", b"a: 2")]);
        if std::fs::read_dir(folder.path()).unwrap().count() < 2 {
            return; // This disk cannot hold both, which is the point.
        }
        let (lessons, findings) = read(folder.path());
        assert_eq!(lessons, ["A.yaml"]);
        assert!(findings[0].1.contains("capitals"), "{findings:?}");
    }
}
