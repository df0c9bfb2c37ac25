//! SVG to PNG, for formats that cannot hold SVG everywhere.

use resvg::tiny_skia::{Pixmap, Transform};
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
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| error.to_string())?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round().max(1.0) as u32;
    if width.max(height) > MOST {
        return Err(format!("{width} × {height} pixels are too many"));
    }
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| "a picture needs a width".to_owned())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let bytes = encode(&pixels).map_err(|error| error.to_string())?;
    Ok(Png { bytes, size: (width, height) })
}

/// Writes pixels as RGBA. What is transparent is white beneath: programs that
/// scale a picture mix in what they should not see, and black would show as a
/// dark edge.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let rgba: Vec<u8> = pixels
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|c| match c.alpha() {
            0 => [255, 255, 255, 0],
            alpha => [c.red(), c.green(), c.blue(), alpha],
        })
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgba)?;
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
