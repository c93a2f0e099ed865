//! Finding a name that stands twice in files of any size: hashes in memory, sorted runs of them on disk.

use std::hash::{DefaultHasher, Hash, Hasher};
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
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            salt.hash(&mut hasher);
            name.hash(&mut hasher);
            hasher.finish()
        };
        NameHash(hash(0), hash(1))
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

    /// Pairs of lines with the same name, at most a hundred. Names that stand twice in one block are found where
    /// the block is read, so a file of one block has none here.
    ///
    /// # Errors
    /// A failure to read the temporary files of a large scenario.
    pub fn duplicates(mut self) -> io::Result<Vec<(u64, u64)>> {
        if self.blocks < 2 {
            return Ok(Vec::new());
        }
        self.current.sort_unstable();
        let mut runs: Vec<Run> = self.runs.drain(..).map(Run::OnDisk as fn(_) -> _).collect::<Vec<_>>();
        runs.push(Run::InMemory(std::mem::take(&mut self.current).into_iter()));
        merge(runs)
    }
}

/// One sorted run of entries.
enum Run {
    OnDisk(std::fs::File),
    InMemory(std::vec::IntoIter<(NameHash, u64)>),
}

fn merge(runs: Vec<Run>) -> io::Result<Vec<(u64, u64)>> {
    enum Source {
        Disk(BufReader<std::fs::File>),
        Memory(std::vec::IntoIter<(NameHash, u64)>),
    }
    fn next(source: &mut Source) -> io::Result<Option<(NameHash, u64)>> {
        match source {
            Source::Memory(entries) => Ok(entries.next()),
            Source::Disk(reader) => {
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
    }
    let mut sources: Vec<Source> = runs
        .into_iter()
        .map(|run| match run {
            Run::OnDisk(file) => Source::Disk(BufReader::new(file)),
            Run::InMemory(entries) => Source::Memory(entries),
        })
        .collect();
    let mut heap = std::collections::BinaryHeap::new();
    for (index, source) in sources.iter_mut().enumerate() {
        if let Some(entry) = next(source)? {
            heap.push(std::cmp::Reverse((entry, index)));
        }
    }
    let mut found = Vec::new();
    let mut last: Option<(NameHash, u64)> = None;
    while let Some(std::cmp::Reverse(((hash, line), index))) = heap.pop() {
        match last {
            Some((known, earlier)) if known == hash => {
                if found.len() < 100 {
                    found.push((earlier.min(line), earlier.max(line)));
                }
            }
            _ => last = Some((hash, line)),
        }
        if let Some(entry) = next(&mut sources[index])? {
            heap.push(std::cmp::Reverse((entry, index)));
        }
    }
    found.sort_unstable_by_key(|(_, later)| *later);
    Ok(found)
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
        assert_eq!(unique.duplicates().unwrap(), [(3, 700_000)]);
    }
}
