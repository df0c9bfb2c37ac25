//! What the program carries inside itself: lessons, templates, assets.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "lessons"]
struct Lessons;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// The library's own lessons, by path within `lessons/`, sorted.
pub fn lessons() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> = Lessons::iter()
        .filter_map(|path| Lessons::get(&path).map(|file| (path.into_owned(), file.data)))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// A file of `templates/`.
pub fn template(path: &str) -> Option<Cow<'static, [u8]>> {
    Templates::get(path).map(|file| file.data)
}

/// The paths of `templates/`, sorted.
pub fn template_paths() -> Vec<String> {
    let mut paths: Vec<_> = Templates::iter().map(|path| path.into_owned()).collect();
    paths.sort();
    paths
}

/// A file of `assets/`.
pub fn asset(path: &str) -> Option<Cow<'static, [u8]>> {
    Assets::get(path).map(|file| file.data)
}

/// The paths of `assets/`, sorted.
pub fn asset_paths() -> Vec<String> {
    let mut paths: Vec<_> = Assets::iter().map(|path| path.into_owned()).collect();
    paths.sort();
    paths
}
