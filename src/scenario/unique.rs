//! Finding a name that stands twice in files of any size: hashes in memory, sorted runs of them on disk.

use foldhash::quality::FixedState;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

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
    /// The hash of a name.
    #[must_use]
    pub fn of(name: &str) -> NameHash {
        // Seeds without a meaning, fixed so that every run finds the same.
        let hash = |seed: u64| FixedState::with_seed(seed).hash_one(name);
        NameHash(hash(0x9e37_79b9_7f4a_7c15), hash(0xd1b5_4a32_d192_ed03))
    }
}

/// Entries kept in memory before a run goes to disk: 24 bytes each.
const RUN_ENTRIES: usize = 200_000;
const ENTRY_BYTES: usize = 24;

/// The names of a file by block; tells at the end which stand in two blocks.
#[derive(Debug, Default)]
pub struct UniqueNames {
    current: Vec<(NameHash, u64)>,
    runs: Vec<std::fs::File>,
    blocks: u64,
}

impl UniqueNames {
    /// Adds the names of a block, among which duplicates were already reported.
    ///
    /// # Errors
    /// A failure to write the temporary file of a large scenario.
    pub fn add(&mut self, names: &[(NameHash, u64)]) -> io::Result<()> {
        self.blocks += 1;
        self.current.extend_from_slice(names);
        if self.current.len() >= RUN_ENTRIES {
            self.spill()?;
        }
        Ok(())
    }

    fn spill(&mut self) -> io::Result<()> {
        self.current.sort_unstable();
        let mut file = tempfile::tempfile()?;
        {
            let mut writer = BufWriter::new(&mut file);
            for (NameHash(high, low), line) in self.current.drain(..) {
                for part in [high, low, line] {
                    writer.write_all(&part.to_le_bytes())?;
                }
            }
            writer.flush()?;
        }
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }

    /// Names that stand in two blocks, `most` of them with their lines. Names that stand twice in one block are found
    /// where the block is read, so a file of one block has none here.
    ///
    /// # Errors
    /// A failure to read the temporary files of a large scenario.
    pub fn duplicates(mut self, most: usize) -> io::Result<Duplicates> {
        if self.blocks < 2 {
            return Ok(Duplicates::default());
        }
        self.current.sort_unstable();
        let mut runs: Vec<Run> = self.runs.drain(..).map(|file| Run::OnDisk(BufReader::new(file))).collect();
        runs.push(Run::InMemory(std::mem::take(&mut self.current).into_iter()));
        merge(runs, most)
    }
}

/// Names that stand twice.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Line of the first use and line of the repetition, in the order of the repetitions.
    pub first: Vec<(u64, u64)>,
    /// How many repetitions there are in all.
    pub count: u64,
}

/// One sorted run of entries.
enum Run {
    OnDisk(BufReader<std::fs::File>),
    InMemory(std::vec::IntoIter<(NameHash, u64)>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<(NameHash, u64)>> {
        let reader = match self {
            Run::InMemory(entries) => return Ok(entries.next()),
            Run::OnDisk(reader) => reader,
        };
        let mut bytes = [0; ENTRY_BYTES];
        match reader.read_exact(&mut bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
        let part = |at: usize| {
            let mut word = [0; 8];
            word.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(word)
        };
        Ok(Some((NameHash(part(0), part(8)), part(16))))
    }
}

/// Walks the runs together in the order of hash and line.
fn merge(mut runs: Vec<Run>, most: usize) -> io::Result<Duplicates> {
    let mut heap = BinaryHeap::new();
    for (index, run) in runs.iter_mut().enumerate() {
        if let Some(entry) = run.next()? {
            heap.push(Reverse((entry, index)));
        }
    }
    // The repetitions with the lowest lines: the highest of them is the first to go.
    let mut kept: BinaryHeap<(u64, u64)> = BinaryHeap::new();
    let mut count = 0;
    let mut last: Option<(NameHash, u64)> = None;
    while let Some(Reverse(((hash, line), index))) = heap.pop() {
        match last {
            Some((known, earlier)) if known == hash => {
                count += 1;
                kept.push((line, earlier));
                if kept.len() > most {
                    kept.pop();
                }
            }
            _ => last = Some((hash, line)),
        }
        if let Some(entry) = runs[index].next()? {
            heap.push(Reverse((entry, index)));
        }
    }
    let first = kept.into_sorted_vec().into_iter().map(|(later, earlier)| (earlier, later)).collect();
    Ok(Duplicates { first, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_two_blocks_is_found_across_runs_on_disk() {
        let mut unique = UniqueNames::default();
        for block in 0..5_u64 {
            let names: Vec<_> = (0..150_000_u64)
                .map(|row| {
                    let line = block * 150_000 + row;
                    // Line 700,000 repeats the name of line 3.
                    let name = if line == 700_000 { 3 } else { line };
                    (NameHash::of(&name.to_string()), line)
                })
                .collect();
            unique.add(&names).unwrap();
        }
        assert!(!unique.runs.is_empty());
        let found = unique.duplicates(20).unwrap();
        assert_eq!(found, Duplicates { first: vec![(3, 700_000)], count: 1 });
    }
}
