//! Rows that are held back until all of them are known to be good: what most of them end in is kept once.

use crate::analysis::Comparison;
use crate::cost::{Assumptions, OptionKey};
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// What rows end in, numbered; shared by all who write rows of a run.
///
/// Nearly half of a row is names of assumptions and empty cells, a handful of texts for millions of rows. A row held back
/// has a mark and a number in their place, which halves what goes to disk and comes back.
#[derive(Debug, Default)]
pub struct Endings {
    known: Mutex<Vec<(Key, Vec<u8>)>>,
}

/// What an ending follows from: the assumptions of each offer, where none has reasons or warnings.
pub(super) type Key = [Assumptions; OptionKey::ALL.len()];

/// The key of a comparison's ending.
pub(super) fn key_of(comparison: &Comparison) -> Key {
    let mut key = Key::default();
    for (assumptions, offer) in key.iter_mut().zip(&comparison.offers) {
        *assumptions = offer.assumptions;
    }
    key
}

/// A byte that no UTF-8 text has: the number of an ending follows.
pub(super) const MARK: u8 = 0xff;

impl Endings {
    /// The number of an ending, new or known; `None` where there are more than numbers for them.
    pub(super) fn number(&self, key: Key, ending: &[u8]) -> Option<u8> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = known.iter().position(|(other, _)| *other == key).unwrap_or(known.len());
        let number = u8::try_from(place).ok()?;
        if place == known.len() {
            known.push((key, ending.to_vec()));
        }
        Some(number)
    }

    /// A writer that takes rows held back and writes them in full.
    pub fn writer<W: Write>(&self, to: W) -> Full<W> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let endings = known.iter().map(|(_, ending)| ending.clone()).collect();
        Full { endings, marked: false, text: Vec::new(), to }
    }
}

/// Bytes that are written at once.
const WRITTEN: usize = 256 << 10;

/// See [`Endings::writer`]. What was written is complete after a flush only.
pub struct Full<W> {
    endings: Vec<Vec<u8>>,
    /// The last byte was a mark: its number comes next.
    marked: bool,
    text: Vec<u8>,
    to: W,
}

impl<W: Write> Full<W> {
    fn end_row(&mut self, number: u8) -> io::Result<()> {
        let ending = self.endings.get(usize::from(number));
        self.text.extend_from_slice(ending.ok_or(io::ErrorKind::InvalidData)?);
        Ok(())
    }

    fn write_out(&mut self) -> io::Result<()> {
        self.to.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }
}

impl<W: Write> Write for Full<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while !rest.is_empty() {
            if self.text.len() >= WRITTEN {
                self.write_out()?;
            }
            if std::mem::take(&mut self.marked) {
                self.end_row(rest[0])?;
                rest = &rest[1..];
                continue;
            }
            let end = memchr::memchr(MARK, rest);
            self.text.extend_from_slice(&rest[..end.unwrap_or(rest.len())]);
            self.marked = end.is_some();
            rest = end.map_or(&[], |end| &rest[end + 1..]);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_out()?;
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_again_wherever_they_are_cut() {
        let endings = Endings::default();
        let key = Key::default();
        assert_eq!(endings.number(key, b",,2026\n"), Some(0));
        assert_eq!(endings.number(key, b"another time"), Some(0));
        let held = [b"name\n" as &[u8], b"a,1", &[MARK, 0], "후보,2".as_bytes(), &[MARK, 0], b"c,3,full\n"].concat();
        for cut in 0..held.len() {
            let mut full = endings.writer(Vec::new());
            full.write_all(&held[..cut]).unwrap();
            full.write_all(&held[cut..]).unwrap();
            full.flush().unwrap();
            assert_eq!(String::from_utf8(full.to).unwrap(), "name\na,1,,2026\n후보,2,,2026\nc,3,full\n");
        }
        assert!(endings.writer(Vec::new()).write_all(&[MARK, 7]).is_err());
    }
}
