//! ooxml
