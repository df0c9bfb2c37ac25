//! Lengths as Office Open XML counts them.
//!
//! Each is rounded to the nearest whole number, halves away from zero, so that
//! the same length gives the same digits everywhere.

/// English metric units in a point.
pub const EMU_PER_POINT: i64 = 12_700;

/// Points in a centimetre.
pub const POINTS_PER_CM: f64 = 72.0 / 2.54;

/// Points to English metric units, for drawings.
pub fn emu(points: f64) -> i64 {
    (points * EMU_PER_POINT as f64).round() as i64
}

/// Points to twentieths of a point, for paragraphs, pages and tables.
pub fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Points to half-points, for sizes of type in documents.
pub fn half_points(points: f64) -> i64 {
    (points * 2.0).round() as i64
}

/// Points to eighths of a point, for borders in documents, which lie between
/// a quarter of a point and twelve points.
pub fn eighths(points: f64) -> i64 {
    ((points * 8.0).round() as i64).clamp(2, 96)
}

/// Points to hundredths of a point, for type and line pitch on slides.
pub fn hundredths(points: f64) -> i64 {
    (points * 100.0).round() as i64
}

/// Centimetres to points.
pub fn cm(centimetres: f64) -> f64 {
    centimetres * POINTS_PER_CM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_is_what_word_calls_a4() {
        assert_eq!((twips(cm(21.0)), twips(cm(29.7))), (11_906, 16_838));
    }

    #[test]
    fn a_slide_is_what_powerpoint_calls_wide() {
        assert_eq!((emu(960.0), emu(540.0)), (12_192_000, 6_858_000));
    }
}
