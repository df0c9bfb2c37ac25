//! SVG to PNG, for formats that cannot hold SVG everywhere.

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{Options, Tree};

/// Pixels in the longer side of a picture at most.
const MOST: u32 = 4_096;

/// A picture of pixels.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// Draws an SVG without text as a PNG of this width in pixels, transparent
/// where nothing is drawn.
///
/// # Errors
///
/// A phrase, if the SVG is none or the picture would be larger than 4,096
/// pixels.
pub fn rasterise(svg: &str, width: u32) -> Result<Png, String> {
    let tree =
        Tree::from_str(&uncut(svg), &Options::default()).map_err(|error| error.to_string())?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round().max(1.0) as u32;
    if width.max(height) > MOST {
        return Err(format!("{width} × {height} pixels are too many"));
    }
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| "a picture needs a width".to_owned())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let size = (width, height);
    let bytes = encode(size, pixels.take()).map_err(|error| error.to_string())?;
    Ok(Png { bytes, size })
}

/// Leaves drawings that lie in others uncut by their view boxes: nothing of ours
/// stands out of its own, and every cut costs a layer of pixels.
fn uncut(svg: &str) -> String {
    match svg.split_once("<svg ") {
        Some((before, inner)) => {
            format!("{before}<svg {}", inner.replace("<svg ", "<svg overflow=\"visible\" "))
        }
        None => svg.to_owned(),
    }
}

/// Writes pixels as RGBA. What is transparent is white beneath: programs that
/// scale a picture mix in what they should not see, and black would show as a
/// dark edge.
fn encode(size: (u32, u32), mut rgba: Vec<u8>) -> Result<Vec<u8>, png::EncodingError> {
    for pixel in rgba.as_chunks_mut::<4>().0 {
        let [r, g, b, alpha] = *pixel;
        match alpha {
            0 => *pixel = [255, 255, 255, 0],
            255 => {}
            _ => {
                if let Some(mixed) = PremultipliedColorU8::from_rgba(r, g, b, alpha) {
                    let c = mixed.demultiply();
                    *pixel = [c.red(), c.green(), c.blue(), alpha];
                }
            }
        }
    }
    encode_png(size, &rgba, png::ColorType::Rgba, png::Filter::Up)
}

/// Writes pixels that hide all beneath them, given as RGBA, as a PNG of this
/// width and height.
///
/// # Errors
///
/// As the encoder has it, if there are not as many pixels.
pub(super) fn encode_opaque(size: (u32, u32), rgba: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let pixels = rgba.as_chunks::<4>().0;
    let mut rgb = vec![0; pixels.len() * 3];
    for (to, [r, g, b, _]) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(pixels) {
        *to = [*r, *g, *b];
    }
    encode_png(size, &rgb, png::ColorType::Rgb, png::Filter::NoFilter)
}

/// Level 2 with a filter chosen for flat drawings takes 0.4 of the encoder's
/// own choice, and the files are as large: 2.10 MB instead of 2.12 for the
/// pictures of two packs.
fn encode_png(
    (width, height): (u32, u32),
    pixels: &[u8],
    colour: png::ColorType,
    filter: png::Filter,
) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(2));
    encoder.set_filter(filter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'>\
                   <path fill='#fff' d='M0 0h20v10h-20z'/></svg>";
        let png = rasterise(svg, 200).unwrap();
        assert_eq!(png.size, (200, 100));
        let pixels = Pixmap::decode_png(&png.bytes).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (200, 100));
        assert_eq!(pixels.pixel(199, 99).unwrap().red(), 255);
    }

    #[test]
    fn what_is_transparent_is_white_beneath() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 1'>\
                   <path d='M0 0h1v1h-1z'/></svg>";
        let png = rasterise(svg, 2).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png.bytes)).read_info().unwrap();
        let mut rgba = [0; 8];
        reader.next_frame(&mut rgba).unwrap();
        assert_eq!(rgba, [0, 0, 0, 255, 255, 255, 255, 0]);
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        assert!(rasterise("<p/>", 10).is_err());
        let tall = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1000'/>";
        assert_eq!(rasterise(tall, 10), Err("10 × 10000 pixels are too many".into()));
    }
}
