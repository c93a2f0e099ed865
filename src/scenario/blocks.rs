//! Cutting a scenario into blocks of whole rows, so that files of any size are read in bounded memory.

use super::{heading_start, line_ends};
use crate::terms::{Decoded, Decoder, Problem, Scan, fault_at, no_table, scan_rows};
use std::io::Read;

/// A run of whole rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line of the file in which it begins, from 1.
    pub first_line: u64,
    /// Its text, with the line ends of the file.
    pub text: String,
    /// Faults of its bytes, which are mended in `text` so that the faults of its rows are found as well.
    pub faults: Vec<Problem>,
    /// Where comments begin in `text`.
    pub comments: Vec<usize>,
}

impl Block {
    /// Takes off what stands before a byte.
    pub(super) fn cut_off(&mut self, end: usize) {
        let lines = memchr::memchr_iter(b'\n', &self.text.as_bytes()[..end]).count();
        self.first_line += lines as u64;
        self.text.drain(..end);
        self.comments.retain(|at| *at >= end);
        self.comments.iter_mut().for_each(|at| *at -= end);
    }

    /// The same rows in smaller blocks, for those who make much of each row. One with faults stays whole: they make the run fail.
    #[must_use]
    pub fn into_smaller(mut self, delimiter: u8) -> Vec<Block> {
        let mut all = Vec::new();
        while self.faults.is_empty() && self.text.len() > SMALL_BLOCK_BYTES {
            let mut wanted = SMALL_BLOCK_BYTES;
            let end = loop {
                let end = scan_rows(&self.text.as_bytes()[..wanted], delimiter).boundary;
                if end > 0 || wanted == self.text.len() {
                    break end;
                }
                wanted = (wanted * 2).min(self.text.len());
            };
            if end == 0 {
                break;
            }
            let comments = self.comments.iter().copied().filter(|at| *at < end).collect();
            let text = self.text[..end].to_owned();
            all.push(Block { first_line: self.first_line, text, faults: Vec::new(), comments });
            self.cut_off(end);
        }
        if !self.text.is_empty() || !self.faults.is_empty() {
            all.push(self);
        }
        all
    }

    /// The line of the file in which a byte of the text stands.
    pub(super) fn line_of(&self, at: usize) -> u64 {
        self.first_line + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..at]).count() as u64
    }
}

/// Bytes of a block, unless one row is longer.
const BLOCK_BYTES: usize = 1 << 18;
/// The same where blocks are to be small.
const SMALL_BLOCK_BYTES: usize = 1 << 15;

/// Bytes that one row may have.
const MOST_ROW_BYTES: usize = 1 << 20;

const TOO_LONG: &str = "a row has more than 1 MiB";
const TOO_LONG_HELP: &str = "check for a quote that is never closed, or for a file that is not CSV";

/// Bytes behind those in which the end of a row that is too long is looked for.
const MOST_SKIPPED_BYTES: usize = 8 << 20;

/// Bytes of comments and blank lines that may stand above the heading.
const MOST_PREAMBLE_BYTES: usize = 4 << 20;

/// Reads a file block by block; its first block begins with the heading.
pub struct BlockReader<R> {
    source: R,
    /// Bytes that were read but not handed out.
    carry: Vec<u8>,
    next_line: u64,
    decoder: Decoder,
    /// NUL bytes that were taken out of what was read but not handed out: without them a row of nothing else has no end.
    taken_out: usize,
    /// Faults of what was read but not handed out.
    faults: Vec<Problem>,
    at_start: bool,
    ended: bool,
    block_bytes: usize,
}

/// A failure to read, or a fault that makes the rest of the file unreadable.
#[derive(Debug)]
pub enum BlockError {
    /// The source failed.
    Io(std::io::Error),
    /// The text cannot be cut into rows: why, behind the faults of the bytes that were read and not handed out.
    Problems(Vec<Problem>),
}

impl<R: Read> BlockReader<R> {
    /// A reader at the beginning of a file.
    pub fn new(source: R) -> BlockReader<R> {
        BlockReader {
            source,
            carry: Vec::new(),
            next_line: 1,
            decoder: Decoder::default(),
            taken_out: 0,
            faults: Vec::new(),
            at_start: true,
            ended: false,
            block_bytes: BLOCK_BYTES,
        }
    }

    /// Cuts what comes into smaller blocks, for those who make much of each row.
    pub fn cut_smaller(&mut self) {
        self.block_bytes = SMALL_BLOCK_BYTES;
    }

    /// Whether everything was read and handed out.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.ended && self.carry.is_empty()
    }

    /// The next block of whole rows, or `None` at the end. `delimiter` separates cells; the first block is asked
    /// for before it is known, with `None`.
    pub fn next_block(&mut self, delimiter: Option<u8>) -> Result<Option<Block>, BlockError> {
        if self.ended && self.carry.is_empty() {
            return Ok(None);
        }
        let mut wanted = self.block_bytes;
        let at_heading = delimiter.is_none();
        loop {
            self.fill(wanted)?;
            // Before rows are looked for: a NUL beside a quote hides that it opens or closes a cell.
            let length = self.carry.len();
            self.faults.extend(self.decoder.without_nul(&mut self.carry, self.next_line));
            self.taken_out += length - self.carry.len();
            let delimiter = delimiter.unwrap_or_else(|| heading_start::sniff_delimiter(&self.carry));
            let scan = scan_rows(&self.carry, delimiter);
            // Before a quote that is never closed there may be rows with faults of their own.
            let is_whole = self.ended && scan.open_quote.is_none();
            let end = if is_whole { self.carry.len() } else { scan.boundary };
            if self.ended
                && end == 0
                && let Some(at) = scan.open_quote
            {
                let message = "a quote opens here and is never closed".to_owned();
                let fault = fault_at(&self.carry, at, self.next_line, message, "close it with \" or remove it");
                return Err(self.refusal_of(fault));
            }
            // The first block has the heading, whatever stands above it.
            let without_heading =
                at_heading && !self.ended && end > 0 && heading_start::heading_start(&self.carry[..end]) == end;
            let length = self.carry.len() + self.taken_out;
            if without_heading && length > MOST_PREAMBLE_BYTES {
                return Err(self.refusal(1, "no heading in the first 4 MiB", "begin the file with its heading"));
            }
            if end > 0 && !without_heading {
                return Ok(Some(self.hand_out(end, scan)));
            }
            if self.ended && self.carry.is_empty() && !self.faults.is_empty() {
                return Ok(Some(self.hand_out(0, scan)));
            }
            if self.ended {
                return Ok(None);
            }
            if length > MOST_ROW_BYTES && !without_heading {
                // What is in a quote that is open for so long, or behind such a heading, is no row.
                if at_heading || scan.open_quote.is_some() {
                    return Err(self.refusal(self.next_line, TOO_LONG, TOO_LONG_HELP));
                }
                self.faults.push(Problem::of_line(self.next_line, TOO_LONG, TOO_LONG_HELP));
                self.skip_row(delimiter)?;
            }
            wanted = self.carry.len() + self.block_bytes;
            if without_heading {
                // All of it is looked through again.
                wanted = wanted.max((2 * self.carry.len()).min(MOST_PREAMBLE_BYTES + 1));
            } else {
                // Not a byte more, so that a row that has its end here is not too long. The line end may have two.
                wanted = wanted.min(MOST_ROW_BYTES + 2);
            }
        }
    }

    /// Passes over the rest of a row that is too long, in which no quote is open, in bounded memory. Of one that has no end
    /// in sight the rest of the file is not read.
    fn skip_row(&mut self, delimiter: u8) -> Result<(), BlockError> {
        let (mut is_quoted, mut before) = (false, self.carry.last().copied().unwrap_or_default());
        self.carry.clear();
        self.taken_out = 0;
        for _ in 0..MOST_SKIPPED_BYTES / BLOCK_BYTES {
            self.fill(BLOCK_BYTES)?;
            if self.carry.is_empty() {
                return Ok(());
            }
            let mut end = None;
            for (at, byte) in self.carry.iter().copied().enumerate() {
                // A quote behind the one that closes a cell is a quote inside it.
                let opens = byte == b'"' && (before == delimiter || before == b'"');
                is_quoted = if is_quoted { byte != b'"' } else { opens };
                before = byte;
                self.next_line += u64::from(byte == b'\n');
                if byte == b'\n' && !is_quoted {
                    end = Some(at + 1);
                    break;
                }
            }
            self.carry.drain(..end.unwrap_or(self.carry.len()));
            if end.is_some() {
                return Ok(());
            }
        }
        Err(BlockError::Problems(std::mem::take(&mut self.faults)))
    }

    /// Reads until `wanted` bytes are there or the source ends.
    fn fill(&mut self, wanted: usize) -> Result<(), BlockError> {
        let missing = wanted.saturating_sub(self.carry.len());
        if self.ended || missing == 0 {
            return Ok(());
        }
        let limit = u64::try_from(missing).unwrap_or(u64::MAX);
        let read = self.source.by_ref().take(limit).read_to_end(&mut self.carry).map_err(BlockError::Io)?;
        self.ended = read < missing;
        if self.at_start {
            self.at_start = false;
            if let Some(problem) = no_table(&self.carry, self.ended) {
                return Err(BlockError::Problems(vec![problem]));
            }
            // Programs that put a mark before a file that has one already leave two.
            while self.carry.starts_with(b"\xef\xbb\xbf") {
                self.carry.drain(..3);
            }
            if let Some(message) = line_ends::of_other_kind(&self.carry) {
                return Err(self.refusal(1, &message, line_ends::HELP));
            }
        }
        Ok(())
    }

    /// Why the rest of the file cannot be read, with what is known to be wrong before it.
    fn refusal(&mut self, line: u64, message: &str, help: &str) -> BlockError {
        self.refusal_of(Problem::of_line(line, message, help))
    }

    fn refusal_of(&mut self, fault: Problem) -> BlockError {
        let mut all = std::mem::take(&mut self.faults);
        all.push(fault);
        BlockError::Problems(all)
    }

    fn hand_out(&mut self, end: usize, scan: Scan) -> Block {
        let rest = self.carry.split_off(end);
        self.taken_out = 0;
        let bytes = std::mem::replace(&mut self.carry, rest);
        let first_line = self.next_line;
        self.next_line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let Decoded { text, is_changed, fault } = self.decoder.decode(bytes, first_line);
        let mut block = Block { first_line, text, faults: std::mem::take(&mut self.faults), comments: Vec::new() };
        block.faults.extend(fault);
        // Places in bytes of which some were others are no places in the text.
        if !is_changed {
            block.comments = scan.comments.into_iter().filter(|at| *at < end).collect();
            let behind = scan.behind_quotes.iter().filter(|at| **at < end);
            let behind: Vec<Problem> = behind.map(|at| behind_quote(&block, *at)).collect();
            block.faults.extend(behind);
        }
        block
    }
}

/// The fault of text behind a quote that closes a cell.
fn behind_quote(block: &Block, at: usize) -> Problem {
    let message = "text stands behind the quote that closes a cell".to_owned();
    let help = "end the cell there; if a quote above was never closed, close it; write \"\" for a quote inside a cell";
    fault_at(block.text.as_bytes(), at, block.first_line, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(bytes: &[u8]) -> Result<Vec<Block>, BlockError> {
        let mut reader = BlockReader::new(bytes);
        let mut all = Vec::new();
        while let Some(block) = reader.next_block(Some(b','))? {
            all.push(block);
        }
        Ok(all)
    }

    fn message(bytes: &[u8]) -> (u64, String) {
        match blocks(bytes) {
            Err(BlockError::Problems(all)) => (all[0].line(), all[0].message.clone()),
            Ok(blocks) => {
                let fault = blocks.iter().flat_map(|block| &block.faults).next().expect("a fault");
                (fault.line(), fault.message.clone())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_long_file_is_cut_at_row_ends_and_nothing_is_lost() {
        let row = "a,\"line\nbreak \"\"quoted\"\"\",5\" disk\r\n";
        let text = row.repeat(100_000);
        let all = blocks(text.as_bytes()).unwrap();
        assert!(all.len() > 2);
        assert_eq!(all.iter().map(|block| block.text.as_str()).collect::<String>(), text);
        for block in &all {
            assert!(block.text.starts_with("a,\"line"), "cut inside a row");
            assert_eq!((block.first_line - 1) % 2, 0);
        }
    }

    #[test]
    fn smaller_blocks_have_the_same_rows_at_the_same_lines() {
        let row = "a,\"line\nbreak\",5\n# a note\n";
        let text = format!("{}b,\"{}\",1\nlast", row.repeat(10_000), "long\n".repeat(20_000));
        let whole =
            Block { first_line: 7, comments: scan_rows(text.as_bytes(), b',').comments, text, faults: Vec::new() };
        let all = whole.clone().into_smaller(b',');
        assert!(all.len() > 8);
        assert_eq!(all.iter().map(|block| block.text.as_str()).collect::<String>(), whole.text);
        let comments = all.iter().flat_map(|block| block.comments.iter().map(|at| block.line_of(*at)));
        // Each row has two lines, its note the third.
        assert!(comments.eq((0..10_000).map(|row| 7 + row * 3 + 2)));
        // The long row has a line for each of its line breaks.
        assert_eq!(
            all.last().map(|block| (block.text.as_str(), block.first_line)),
            Some(("last", 7 + 30_000 + 20_001))
        );
    }

    #[test]
    fn quotes_in_comments_do_not_count() {
        assert_eq!(blocks(b"# it's \"odd\na,b\n").unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_utf8_csv_is_refused_by_name() {
        assert!(message(b"\xff\xfea\0,\0").1.contains("UTF-16"));
        assert!(message(b"n\0a\0m\0e\0").1.contains("UTF-16"));
        assert_eq!(message(b"name\ncaf\xe9\n").0, 2);
        assert!(message(b"name\ncaf\xe9\n").1.contains("Latin-1"));
        assert_eq!(message(b"a,b\nx,\"open\n\n"), (2, "a quote opens here and is never closed".to_owned()));
        assert!(message(b"aaaa\nb\0b").1.contains("NUL"));
        let bomb = vec![b'a'; 4 << 20];
        assert!(message(&bomb).1.contains("1 MiB"));
    }

    #[test]
    fn what_stands_beside_bytes_that_are_no_text_is_read_all_the_same() {
        let all = blocks(b"caf\xe9,1\ncaf\xe8,2\0\n\0x,3\n").unwrap();
        assert_eq!(all[0].text, "caf\u{e9},1\ncaf\u{e8},2\nx,3\n");
        assert_eq!(all[0].faults.iter().map(Problem::line).collect::<Vec<_>>(), [2, 1]);
        let mut reader = BlockReader::new(b"a,b\nx,1\ny,\"open\n" as &[u8]);
        assert_eq!(reader.next_block(Some(b',')).unwrap().unwrap().text, "a,b\nx,1\n");
        assert!(matches!(reader.next_block(Some(b',')), Err(BlockError::Problems(all)) if all[0].line() == 3));
    }

    #[test]
    fn what_is_wrong_in_an_endless_row_is_told_with_its_length() {
        let text = [b"b\0".as_slice(), &[b'a'; 2 << 20]].concat();
        let all = blocks(&text).unwrap();
        let told: Vec<&str> = all[0].faults.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(told, ["a NUL byte stands here", "a row has more than 1 MiB"]);
    }

    #[test]
    fn rows_behind_one_that_is_too_long_are_read() {
        let most = "9".repeat(MOST_ROW_BYTES - 2);
        // Three lines of a row whose second cell is in quotes, with a quote in it.
        let long = format!("{},\"x\n\"\"y\n\",{most}", "8".repeat(3 << 20));
        for (row, fault_line) in [(format!("A,{most}"), None), (format!("A,11{most}\n"), Some(2)), (long, Some(2))] {
            let all = blocks(format!("a,b\n{row}\nB,2\n").as_bytes()).unwrap();
            let faults: Vec<u64> = all.iter().flat_map(|block| &block.faults).map(Problem::line).collect();
            assert_eq!(faults, fault_line.into_iter().collect::<Vec<_>>());
            let last = all.last().unwrap();
            assert!(last.text.ends_with("B,2\n"));
            let lines = row.matches('\n').count() as u64;
            assert_eq!(last.line_of(last.text.len() - 1), 3 + lines);
        }
        let Ok(all) = blocks(format!("a,b\nA,11{most}").as_bytes()) else { panic!("no blocks") };
        assert_eq!((all.len(), all[1].faults.len(), all[1].text.as_str()), (2, 1, ""));
    }

    #[test]
    fn text_behind_a_quote_is_shown_in_its_own_line() {
        // A line of a cell that begins like a comment is none.
        let all = blocks(b"\"a\n#\"x,1\nb,2\n").unwrap();
        let fault = &all[0].faults[0];
        assert_eq!((fault.line(), fault.excerpt.as_ref().unwrap().text.as_str()), (2, "#\"x,1"));
    }

    #[test]
    fn a_heading_may_stand_far_down() {
        let text = format!("{}\n\nname,b\nx,1\n", "# a note\n".repeat(40_000));
        assert_eq!(BlockReader::new(text.as_bytes()).next_block(None).unwrap().unwrap().text, text);
        let notes = "# a note\n".repeat(500_000);
        assert!(matches!(BlockReader::new(notes.as_bytes()).next_block(None), Err(BlockError::Problems(_))));
    }

    #[test]
    fn a_mark_at_the_beginning_is_not_part_of_the_heading() {
        assert_eq!(blocks(b"\xef\xbb\xbfname\n").unwrap()[0].text, "name\n");
    }
}
