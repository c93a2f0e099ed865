//! Finding a name that stands twice in files of any size: hashes of names, dealt out on disk where they are many.

use crate::terms::shows_nothing;
use foldhash::quality::FixedState;
use std::borrow::Cow;
use std::collections::{BinaryHeap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom, Write};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// 128 bits of hash of a name: two different names never share it in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameHash(u64, u64);

impl Hash for NameHash {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0);
    }
}

/// A hasher for what is a hash already.
#[derive(Debug, Default, Clone, Copy)]
pub struct AlreadyHashed(u64);

impl Hasher for AlreadyHashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
}

impl NameHash {
    /// The hash of a name: the same for names that nobody can tell apart.
    #[must_use]
    pub fn of(name: &str) -> NameHash {
        let name = seen(name);
        let name = name.as_ref();
        // Seeds without a meaning, fixed so that every run finds the same.
        let hash = |seed: u64| FixedState::with_seed(seed).hash_one(name);
        NameHash(hash(0x9e37_79b9_7f4a_7c15), hash(0xd1b5_4a32_d192_ed03))
    }
}

/// A name as it is seen: composed (Unicode's NFC), without characters that show nothing, with one blank for all white space and the
/// hyphen of a keyboard for those that look like it.
fn seen(name: &str) -> Cow<'_, str> {
    let is_unseen = |c: char| shows_nothing(c) || matches!(c, '\u{200c}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}');
    let is_plain = match name.is_ascii() {
        true => is_plain_ascii(name.as_bytes()),
        false => {
            is_nfc(name)
                && !name.contains(|c: char| is_unseen(c) || is_hyphen(c) || (c.is_whitespace() && c != ' '))
                && !name.contains("  ")
        }
    };
    if is_plain {
        return Cow::Borrowed(name);
    }
    let plain: String =
        name.chars().filter(|c| !is_unseen(*c)).map(|c| if is_hyphen(c) { '-' } else { c }).nfc().collect();
    Cow::Owned(plain.split_whitespace().collect::<Vec<&str>>().join(" "))
}

/// Whether ASCII has no control characters and no two blanks side by side; eight bytes are looked at together.
fn is_plain_ascii(name: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x80 * ONES;
    let (words, rest) = name.as_chunks::<8>();
    let last = rest.iter().rev().fold(u64::from(b'a') * ONES, |word, byte| (word << 8) | u64::from(*byte));
    let (mut odd, mut after_blank) = (0, 0);
    for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([last]) {
        // No byte is above 0x7f, so none of these sums reaches the next one.
        let blanks = !((word ^ (u64::from(b' ') * ONES)) + 0x7f * ONES) & HIGHS;
        let controls = (!(word + 0x60 * ONES) | (word + ONES)) & HIGHS;
        odd |= controls | (blanks & ((blanks << 8) | after_blank));
        after_blank = blanks >> 56;
    }
    odd == 0
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}' | '\u{2011}')
}

/// Where a name stands: line and column in one number, of which files have as many as rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamePlace(u64);

/// A row has at most 1 MiB.
const COLUMN_BITS: u32 = 21;

impl NamePlace {
    /// The place in that line, at that character of it.
    #[must_use]
    pub fn new(line: u64, column: u64) -> NamePlace {
        NamePlace((line << COLUMN_BITS) | (column & ((1 << COLUMN_BITS) - 1)))
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(self) -> u64 {
        self.0 >> COLUMN_BITS
    }

    /// The character of the line, from 1.
    #[must_use]
    pub fn column(self) -> u64 {
        self.0 & ((1 << COLUMN_BITS) - 1)
    }
}

/// A name and where it stands.
type Entry = (NameHash, NamePlace);

/// Names kept in memory before they go to disk.
const MOST_IN_MEMORY: usize = 200_000;
/// The most names that are looked through together.
const MOST_TOGETHER: usize = 400_000;
/// Names are dealt out by so many bits of their hash: those that are the same name end up together.
const PART_BITS: u32 = 6;
const PARTS: usize = 1 << PART_BITS;
/// How often a part can be dealt out again before its bits are used up.
const DEEPEST: u32 = u64::BITS / PART_BITS - 1;
/// Bytes of an entry on disk.
const ENTRY_BYTES: usize = 24;
/// Entries of a part that go to disk at once.
const CHUNK: usize = 1_024;

/// The names of a file; tells at the end which stand in two of its blocks.
#[derive(Debug, Default)]
pub struct UniqueNames {
    /// All names, as long as they are few.
    few: Vec<Entry>,
    many: Option<Parts>,
    blocks: u64,
}

impl UniqueNames {
    /// Adds the names of a block, each once.
    ///
    /// # Errors
    /// A failure to write the temporary file of a large scenario.
    pub fn add(&mut self, names: &[(NameHash, NamePlace)]) -> io::Result<()> {
        self.blocks += 1;
        if self.many.is_none() {
            self.few.extend_from_slice(names);
            if self.few.len() <= MOST_IN_MEMORY {
                return Ok(());
            }
        }
        let first = std::mem::take(&mut self.few);
        let many = match &mut self.many {
            Some(many) => many,
            None => self.many.insert(Parts::new(0)?),
        };
        first.iter().try_for_each(|entry| many.add(*entry))?;
        if first.is_empty() { names.iter().try_for_each(|entry| many.add(*entry)) } else { Ok(()) }
    }

    /// Names that stand in two blocks, `most` of them with their places. Names that stand twice in one block are found
    /// where the block is read, so a file of one block has none here.
    ///
    /// # Errors
    /// A failure to read the temporary files of a large scenario.
    pub fn duplicates(self, most: usize) -> io::Result<Duplicates> {
        let mut found = Found { most, ..Found::default() };
        match self.many {
            _ if self.blocks < 2 => {}
            None => found.look_through(&self.few),
            Some(many) => many.look_through(&mut found)?,
        }
        let first = found.lowest.into_sorted_vec().into_iter().map(|(later, earlier)| (earlier, later)).collect();
        Ok(Duplicates { first, count: found.count })
    }
}

/// Names that stand twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Place of the first use and place of the repetition, in the order of the repetitions.
    pub first: Vec<(NamePlace, NamePlace)>,
    /// How many repetitions there are in all.
    pub count: u64,
}

/// Repetitions as they are found: `(place, place of the first use)` of those with the lowest lines.
#[derive(Default)]
struct Found {
    most: usize,
    /// The highest of them is the first to go.
    lowest: BinaryHeap<(NamePlace, NamePlace)>,
    count: u64,
    seen: HashMap<NameHash, NamePlace, BuildHasherDefault<AlreadyHashed>>,
}

impl Found {
    /// Looks for repetitions among entries that come in the order of the file, and of those before them.
    fn look_through(&mut self, entries: &[Entry]) {
        for &(hash, place) in entries {
            let earlier = *self.seen.entry(hash).or_insert(place);
            if earlier != place {
                self.count += 1;
                self.lowest.push((place, earlier));
                if self.lowest.len() > self.most {
                    self.lowest.pop();
                }
            }
        }
    }
}

/// Names dealt out by their hashes, on disk, in the order of the file.
#[derive(Debug)]
struct Parts {
    /// How often names were dealt out before: those here share the first bits of their hashes.
    depth: u32,
    waiting: Vec<Vec<Entry>>,
    file: std::fs::File,
    /// The part of each chunk in the file.
    chunks: Vec<u8>,
    /// How many entries each part has.
    sizes: [usize; PARTS],
}

impl Parts {
    fn new(depth: u32) -> io::Result<Parts> {
        let waiting = (0..PARTS).map(|_| Vec::with_capacity(CHUNK)).collect();
        Ok(Parts { depth, waiting, file: tempfile::tempfile()?, chunks: Vec::new(), sizes: [0; PARTS] })
    }

    fn add(&mut self, entry: Entry) -> io::Result<()> {
        // Tables look up by the other half of the hash.
        let part = (entry.0.1 >> (self.depth * PART_BITS)) as usize % PARTS;
        self.sizes[part] += 1;
        let waiting = &mut self.waiting[part];
        waiting.push(entry);
        if waiting.len() == CHUNK {
            let bytes: Vec<u8> = waiting
                .drain(..)
                .flat_map(|(NameHash(high, low), NamePlace(place))| [high, low, place])
                .flat_map(u64::to_le_bytes)
                .collect();
            self.chunks.push(part as u8);
            self.file.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Looks through one part after the other; a part that is too large is dealt out again.
    fn look_through(mut self, found: &mut Found) -> io::Result<()> {
        let mut entries = Vec::with_capacity(CHUNK);
        for part in 0..PARTS {
            // What still has the same part after all bits is the same few names over and over.
            let deal_again = self.sizes[part] > MOST_TOGETHER && self.depth < DEEPEST;
            let mut again = if deal_again { Some(Parts::new(self.depth + 1)?) } else { None };
            found.seen.clear();
            let mut take = |entries: &[Entry]| match &mut again {
                Some(again) => entries.iter().try_for_each(|entry| again.add(*entry)),
                None => {
                    found.look_through(entries);
                    Ok(())
                }
            };
            for at in 0..self.chunks.len() {
                if usize::from(self.chunks[at]) == part {
                    self.read(at, &mut entries)?;
                    take(&entries)?;
                }
            }
            take(&self.waiting[part])?;
            if let Some(again) = again {
                again.look_through(found)?;
            }
        }
        Ok(())
    }

    /// Reads the entries of the chunk at that place.
    fn read(&mut self, at: usize, entries: &mut Vec<Entry>) -> io::Result<()> {
        let mut bytes = vec![0; CHUNK * ENTRY_BYTES];
        self.file.seek(SeekFrom::Start((at * bytes.len()) as u64))?;
        self.file.read_exact(&mut bytes)?;
        let (words, _) = bytes.as_chunks::<8>();
        let entry = |words: &[[u8; 8]; 3]| {
            let [high, low, place] = words.map(u64::from_le_bytes);
            (NameHash(high, low), NamePlace(place))
        };
        entries.clear();
        entries.extend(words.as_chunks::<3>().0.iter().map(entry));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of names that are their own lines, but for these: `(line, line of the name)`, the repetitions, each in column 7, and
    /// their number.
    fn found(blocks: u64, repeated: &[(u64, u64)], most: usize) -> (Vec<(u64, u64)>, u64) {
        const ROWS: u64 = 50_000;
        let mut unique = UniqueNames::default();
        for block in 0..blocks {
            let name = |line: u64| repeated.iter().find(|(later, _)| *later == line).map_or(line, |(_, name)| *name);
            let lines = block * ROWS..(block + 1) * ROWS;
            let names: Vec<_> =
                lines.map(|line| (NameHash::of(&name(line).to_string()), NamePlace::new(line, 7))).collect();
            unique.add(&names).unwrap();
        }
        let Duplicates { first, count } = unique.duplicates(most).unwrap();
        assert!(first.iter().all(|(earlier, later)| (earlier.column(), later.column()) == (7, 7)));
        (first.iter().map(|(earlier, later)| (earlier.line(), later.line())).collect(), count)
    }

    #[test]
    fn a_name_in_two_blocks_is_found_in_memory_and_on_disk() {
        assert_eq!(found(3, &[(70_000, 3)], 20), (vec![(3, 70_000)], 1));
        let expected = (vec![(3, 70_000), (249_999, 700_000)], 2);
        assert_eq!(found(15, &[(700_000, 249_999), (70_000, 3)], 20), expected);
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        let is_same = |one: &str, other: &str| NameHash::of(one) == NameHash::of(other);
        for unseen in ['\u{ad}', '\u{200b}', '\u{200d}', '\u{200f}', '\u{2060}', '\u{feff}'] {
            assert!(is_same("Payments", &format!("Pay{unseen}ments")), "{unseen:?}");
        }
        assert!(is_same("caf\u{e9}", "cafe\u{301}"));
        assert!(is_same("caf\u{e9}", "cafe\u{200b}\u{301}"));
        // Letters of another alphabet are other letters.
        assert!(!is_same("Payments", "P\u{430}yments"));
        assert!(!is_same("cafe", "caf\u{e9}"));
    }

    #[test]
    fn plain_names_are_told_wherever_the_odd_byte_stands() {
        let plain: String = (0x20_u8..0x7f).filter(|byte| *byte != b' ').map(char::from).collect();
        assert!(is_plain_ascii(plain.as_bytes()) && is_plain_ascii(b"") && is_plain_ascii(b" a b c d e f g h i j "));
        for at in 0..20 {
            for odd in (0..0x20).chain([0x7f]) {
                let mut name = [b'x'; 20];
                name[at] = odd;
                assert!(!is_plain_ascii(&name[..=at]) && !is_plain_ascii(&name), "{at} {odd}");
            }
            let mut name = [b'x'; 21];
            name[at..at + 2].fill(b' ');
            assert!(!is_plain_ascii(&name[..at + 2]) && !is_plain_ascii(&name), "{at}");
        }
    }

    #[test]
    fn the_repetitions_with_the_lowest_lines_are_told() {
        let repeated = [(740_000, 1), (60_000, 1), (500_000, 2), (600_000, 1)];
        let expected = (vec![(1, 60_000), (2, 500_000)], 4);
        assert_eq!(found(15, &repeated, 2), expected);
    }

    #[test]
    fn a_part_that_is_too_large_is_dealt_out_again() {
        // The lowest bits of all hashes are the same, as if the file had 64 times as many names.
        let hash = |name: u64| NameHash(name.wrapping_mul(0x9e37_79b9_7f4a_7c15), (name << PART_BITS) | 5);
        let mut parts = Parts::new(0).unwrap();
        for line in 0..=MOST_TOGETHER as u64 {
            parts.add((hash(line % MOST_TOGETHER as u64), NamePlace::new(line, 1))).unwrap();
        }
        assert_eq!(parts.sizes[5], MOST_TOGETHER + 1);
        let mut found = Found { most: 20, ..Found::default() };
        parts.look_through(&mut found).unwrap();
        assert_eq!(
            (found.count, found.lowest.into_sorted_vec()),
            (1, vec![(NamePlace::new(MOST_TOGETHER as u64, 1), NamePlace::new(0, 1))])
        );
    }
}
