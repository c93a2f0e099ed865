//! [`BlockNames`]: the names of a block, each of which may stand once.

use super::blocks::Block;
use super::unique::{AlreadyHashed, NameHash, NamePlace};
use crate::terms::{Problem, RowLocation, shortened};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// What to do with a name that stands twice.
pub(super) const OWN_NAME: &str =
    "give every workload a name of its own; if these are times of one workload, write one row with its mean demand";

/// The names of a block so far, and the line of each.
pub(super) struct BlockNames<'a> {
    block: &'a Block,
    delimiter: u8,
    /// Place of the name in a row; `None` where it is set for every row.
    index: Option<usize>,
    lines: HashMap<NameHash, u64, BuildHasherDefault<AlreadyHashed>>,
}

impl<'a> BlockNames<'a> {
    /// None yet, of a block with so many lines.
    pub(super) fn new(block: &'a Block, lines: usize, delimiter: u8, index: Option<usize>) -> BlockNames<'a> {
        let lines = HashMap::with_capacity_and_hasher(lines, BuildHasherDefault::default());
        BlockNames { block, delimiter, index, lines }
    }

    /// Adds the name of a row and gives its hash and place; where it stands twice, what is said of that, which also looks for
    /// differences that nobody sees where it has room for hints.
    pub(super) fn add<'r>(
        &mut self,
        name: &'r str,
        line: u64,
        row: RowLocation<'r>,
    ) -> Result<(NameHash, NamePlace), impl FnOnce(bool) -> Problem + use<'a, 'r>> {
        let hash = NameHash::of(name);
        let Some(earlier) = self.lines.insert(hash, line) else {
            // A row begins with its first cell.
            let (line, column) = match self.index {
                None | Some(0) => (line, 1),
                Some(index) => row.cell_start(index),
            };
            return Ok((hash, NamePlace::new(line, column)));
        };
        let (block, delimiter, index) = (self.block, self.delimiter, self.index.unwrap_or(0));
        Err(move |hints: bool| {
            let is_alike = hints && is_written_otherwise(name, block, earlier, delimiter);
            let but = if is_alike { ", written with other characters that look the same" } else { "" };
            let (place, excerpt) = row.cell(index, "name");
            Problem {
                place,
                message: format!("{:?} already stands in line {earlier}{but}", shortened(name)),
                help: OWN_NAME.to_owned(),
                excerpt: Some(excerpt),
            }
        })
    }
}

/// Whether the line of an earlier row has this name in other characters.
fn is_written_otherwise(name: &str, block: &Block, earlier: u64, delimiter: u8) -> bool {
    let skipped = usize::try_from(earlier.saturating_sub(block.first_line)).unwrap_or(usize::MAX);
    let line = block.text.split('\n').nth(skipped).unwrap_or_default();
    let mut cells = line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"').trim());
    cells.any(|cell| cell != name && NameHash::of(cell) == NameHash::of(name))
}
