//! What word processors and spreadsheets put for a hyphen while somebody types.

/// Dashes and minus signs other than the one of keyboards.
pub(crate) const DASHES: [char; 7] =
    ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'];
