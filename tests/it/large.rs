//! Much of everything: lessons, slides, pictures.

use std::fs;
use std::io::{BufRead as _, BufReader, Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use lessonpack::cli;
use lessonpack::ooxml::{Archive, Budget};
use lessonpack::read::{At, all_text, format_of, read};
use lessonpack::render::raster::rasterise;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{DATE, Lessons, build, files, lessonpack, pack, read_file, run};

/// The most memory that a process has had so far, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_hundred_lessons_are_listed_checked_and_built_in_level_memory() {
    let ids: Vec<_> = (1..=100).map(|number| format!("11-14/lesson-{number:03}")).collect();
    let lessons = Lessons::starters(&ids);
    let folder = lessons.path().to_str().unwrap();
    let listed = run(["list", "--format", "json", "--lessons", folder]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    let listed: Vec<_> = listed.as_array().unwrap().iter().map(|l| l["id"].as_str()).collect();
    assert!(listed.iter().copied().eq(ids.iter().map(|id| Some(id.as_str()))), "{listed:?}");
    let checked = run(["check", "--lessons", folder]);
    assert_eq!(checked.code, 0, "{}", checked.err);

    let out = tempfile::tempdir().unwrap();
    let mut command = lessonpack();
    command.args(["build", "--only", "pdf", "--date", DATE, "--lessons", folder]);
    let mut building = command.arg("--out").arg(out.path()).stderr(Stdio::piped()).spawn().unwrap();
    let mut peaks = Vec::new();
    for line in BufReader::new(building.stderr.take().unwrap()).lines() {
        if line.unwrap().starts_with("Building ") {
            peaks.push(peak(building.id()));
        }
    }
    assert!(building.wait().unwrap().success());
    assert_eq!(peaks.len(), ids.len());
    for id in &ids {
        let verified = run(["verify", out.path().join(id).to_str().unwrap()]);
        assert_eq!(verified.code, 0, "{}", verified.err);
    }
    // Whatever grew with lessons would be five times as much.
    let (first, all) = (peaks[20], peaks[99]);
    assert!(all < first * 3 / 2, "from {first} kB after 20 lessons to {all} kB after 100");
}

#[test]
fn a_lesson_of_a_hundred_slides_has_notes_to_each_and_starts_on_one_page() {
    let id = "11-14/long";
    let lessons = Lessons::starters(&[id]);
    let more: String = (1..=100)
        .map(|number| {
            format!(
                "      - slide:
          talk:
            question: What is idea {number} of them all?
            starter: I like to plan …
            facts: In pairs
            picture: easel
      - say: Here is what to say of idea {number}.
"
            )
        })
        .collect();
    let then = "      - if-they-ask:";
    lessons.edit(&format!("{id}.yaml"), then, &(more + then));
    let out = tempfile::tempdir().unwrap();
    let built = build(Some(lessons.path()), out.path(), &[id]);
    assert_eq!(built.code, 0, "{}", built.err);
    let pack = out.path().join(id);
    assert_eq!(run(["verify", pack.to_str().unwrap()]).code, 0);

    let deck = read_file(&pack.join("teacher/2-slides.pptx"));
    let words = |wanted: At| {
        let mut places = deck.places.iter();
        places.find(|place| place.at == wanted).map(|place| place.text.as_str())
    };
    let slides = (1..).take_while(|number| words(At::Slide(*number)).is_some()).count();
    assert!(slides > 100, "{slides}");
    let mut ideas = 0;
    for number in 1..=slides {
        let asked = format!("What is idea {} of them all?", ideas + 1);
        if words(At::Slide(number)).unwrap().contains(&asked) {
            ideas += 1;
            let notes = words(At::Notes(number)).unwrap_or_default();
            assert!(notes.contains(&format!("Here is what to say of idea {ideas}.")), "{notes}");
        }
    }
    assert_eq!(ideas, 100);
    let pages = |name: &str| {
        let places = read_file(&pack.join(name)).places.into_iter();
        places.filter(|place| matches!(place.at, At::Page(_))).count()
    };
    assert_eq!(pages("teacher/2-slides.pdf"), slides);
    assert_eq!(pages("teacher/1-start-here.pdf"), 1);
    let notes = read_file(&pack.join("teacher/3-notes.docx"));
    assert!(notes.flow.contains("Here is what to say of idea 100."));
}

/// A picture of 50 million pixels, which packs well and unpacks to 150 MB.
fn large_png() -> Vec<u8> {
    let (width, height) = (10_000, 5_000);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    let mut rows = writer.stream_writer().unwrap();
    let row: Vec<u8> = (0..width * 3).map(|x| (x % 7) as u8).collect();
    for _ in 0..height {
        rows.write_all(&row).unwrap();
    }
    rows.finish().unwrap();
    drop(writer);
    bytes
}

/// An office file whose first picture is another.
fn with_picture(office: &[u8], picture: &[u8]) -> Vec<u8> {
    let archive = Archive::open(office, &Budget::default()).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut replaced = false;
    for name in archive.names() {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        let first = !replaced && name.ends_with(".png");
        replaced |= first;
        zip.write_all(if first { picture } else { archive.get(name).unwrap() }).unwrap();
    }
    assert!(replaced, "there is no picture in it");
    zip.finish().unwrap().into_inner()
}

/// Lessons show the program's drawings and no others, so that a large picture
/// comes in one way only: in a file that a teacher has changed. Pixels are
/// nobody's business there, and are not unpacked.
#[cfg(target_os = "linux")]
#[test]
fn a_picture_of_fifty_megapixels_in_a_changed_file_is_not_unpacked() {
    const TEST: &str = "large::a_picture_of_fifty_megapixels_in_a_changed_file_is_not_unpacked";
    const FOLDER: &str = "LESSONPACK_TEST_LARGE_PICTURE";
    if let Some(folder) = std::env::var_os(FOLDER) {
        return read_in_little_memory(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let picture = large_png();
    assert!(picture.len() < 1_000_000, "{}", picture.len());
    for name in files(pack()) {
        let to = folder.path().join("pack").join(&name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let mut bytes = fs::read(pack().join(&name)).unwrap();
        if name.ends_with("2-slides.pptx") || name.ends_with("3-notes.docx") {
            bytes = with_picture(&bytes, &picture);
        }
        fs::write(to, bytes).unwrap();
    }
    fs::write(folder.path().join("picture.zip"), {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("manifest.json", SimpleFileOptions::default()).unwrap();
        zip.start_file("photo.png", SimpleFileOptions::default()).unwrap();
        zip.write_all(&picture).unwrap();
        zip.finish().unwrap().into_inner()
    })
    .unwrap();
    // In a process of its own, whose memory nothing else needs.
    let mut command = Command::new(std::env::current_exe().unwrap());
    let ended = command.args(["--exact", TEST, "--nocapture"]).env(FOLDER, folder.path()).output();
    let ended = ended.unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(ended.status.success(), "{told}{}", String::from_utf8_lossy(&ended.stdout));
    assert!(told.contains("error[pack-changed]: `teacher/2-slides.pptx`"), "{told}");
    assert!(told.contains("error[pack-changed]: `teacher/3-notes.docx`"), "{told}");
}

#[cfg(target_os = "linux")]
fn read_in_little_memory(folder: &Path) {
    let before = peak(std::process::id());
    let verify = |name: &str| {
        let path = folder.join(name).into_os_string();
        cli::run([("lessonpack").into(), "verify".into(), path])
    };
    assert_eq!(verify("pack"), cli::Outcome::Findings);
    assert_eq!(verify("picture.zip"), cli::Outcome::Findings);
    for name in ["teacher/2-slides.pptx", "teacher/3-notes.docx"] {
        let bytes = fs::read(folder.join("pack").join(name)).unwrap();
        let format = format_of(name).unwrap();
        assert!(!read(&bytes, format, name).unwrap().flow.is_empty(), "{name}");
        assert!(!all_text(&bytes, format, name).unwrap().is_empty(), "{name}");
    }
    let grown = peak(std::process::id()) - before;
    assert!(grown < 100_000, "reading took {grown} kB; the picture alone has 150,000");
}

/// As a picture of 50 million different pixels is.
#[test]
fn a_file_beyond_every_limit_in_a_pack_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("manifest.json"), "{}").unwrap();
    let photo = fs::File::create(folder.path().join("photo.png")).unwrap();
    photo.set_len(150_000_000).unwrap();
    let verified = run(["verify", folder.path().to_str().unwrap()]);
    assert_eq!(verified.code, 1, "{}", verified.err);
    for words in ["error[file-size]", "photo.png", "150000000 bytes; at most 52428800"] {
        assert!(verified.err.contains(words), "no {words}: {}", verified.err);
    }
    let verified = run(["verify", folder.path().join("photo.png").to_str().unwrap()]);
    assert_eq!(verified.code, 1, "{}", verified.err);
    assert!(verified.err.contains("error[file-size]"), "{}", verified.err);
}

#[test]
fn a_picture_of_ones_own_is_refused_in_words() {
    let lessons = Lessons::starters(&["11-14/tiny"]);
    lessons.write("photos/large.png", large_png());
    let file = "11-14/tiny.yaml";
    lessons.edit(file, "picture: easel", "picture: ../photos/large.png");
    lessons.edit(file, "Learners plan", "![A show](../photos/large.png) Learners plan");
    let checked = run(["check", "--lessons", lessons.path().to_str().unwrap()]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    for words in ["there is no drawing `../photos/large.png`", "a picture stands in the words"] {
        assert!(checked.err.contains(words), "no {words}: {}", checked.err);
    }
}

#[test]
fn a_drawing_of_any_size_is_drawn_small_or_refused() {
    let drawing = |size: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size}'>\
             <path fill='#fff' d='M0 0h1e38v1e38h-1e38z'/></svg>"
        )
    };
    let mut drawn = 0;
    for size in ["1e9 1e9", "1e38 1e38", "1e-9 1e-9", "1 1e38", "1e38 1", "1e-38 1e38", "0 0"] {
        for width in [0, 1, 100, 4_097, 10_000, u32::MAX] {
            if let Ok(png) = rasterise(&drawing(size), width) {
                let (wide, high) = png.size;
                assert!(wide.max(high) <= 4_096, "{size}, {width}: {wide} × {high}");
                drawn += 1;
            }
        }
    }
    assert!(drawn > 0);
    assert!(rasterise(&drawing("1 1"), 50_000_000).is_err());
}
