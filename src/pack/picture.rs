//! Pictures: where they come from, what they say, under which licence.

use serde::Serialize;

/// A picture's id within its pack, e.g. `phone-live-on-tint`.
pub type PictureId = String;
/// An SPDX licence id.
pub type LicenceId = String;

/// A picture that an item shows.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
pub struct Picture {
    /// Where it comes from.
    pub source: Source,
    /// What it says to those who do not see it.
    pub alt: Alt,
    /// Its licence.
    pub licence: LicenceId,
}

/// Where a picture comes from.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// One of the brand's drawings, coloured for an audience and for the
    /// ground it lies on.
    Drawing {
        /// The drawing's name.
        name: String,
        /// The audience's id.
        audience: String,
        /// The ground it lies on.
        ground: Ground,
    },
    /// A QR code of an address.
    Qr {
        /// The address, with `https://`.
        address: String,
    },
}

/// The ground a drawing lies on: its gaps take that colour.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The slide's own off-white.
    Paper,
    /// White.
    White,
    /// The audience's tint.
    Tint,
    /// The audience's middle tone; bodies of drawings turn white.
    Mid,
    /// The audience's deep tone; as on the middle one, and what is deep takes
    /// that one.
    Deep,
    /// The warm tint.
    LampTint,
}

impl Ground {
    /// The colour role's name in the brand's tokens.
    pub fn role(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::White => "white",
            Self::Tint => "tint",
            Self::Mid => "mid",
            Self::Deep => "deep",
            Self::LampTint => "lamp-tint",
        }
    }
}

/// What a picture says to those who do not see it.
#[derive(Debug, Clone, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alt {
    /// These words.
    Text(String),
    /// Nothing that the words beside it do not say.
    Decorative,
}
