//! Reading a file in blocks, counting where it is: the byte for a fault's message, quotes for a cut file.

use super::brackets::Brackets;
use std::cell::{Cell, RefCell};
use std::io::{self, Read};
use std::rc::Rc;

const BLOCK_BYTES: usize = 64 << 10;

/// No text of a JSON list and no row of a CSV list is this long: a file that has one is damaged or made to fill the memory.
const MOST_TEXT_BYTES: u64 = 4 << 20;

/// A reader that knows how far it has been read.
pub(super) struct Input<R> {
    inner: R,
    block: Vec<u8>,
    end: usize,
    /// The last byte that was given out one at a time.
    last: u8,
    shared: Progress,
}

/// Where an [`Input`] is. Clones share one place: a parser owns the reader while its visitors ask.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress(Rc<State>);

#[derive(Debug, Default)]
struct State {
    /// Bytes before the block.
    before: Cell<u64>,
    /// Bytes of the block that were given out.
    at: Cell<usize>,
    quotes: Cell<u64>,
    /// Where the text or row that is being read began, or later.
    text_from: Cell<u64>,
    /// Rows begin where the reader says, not at quotation marks.
    by_rows: Cell<bool>,
    /// The value that comes next is to be passed over.
    pass: Cell<bool>,
    /// Some values were: a parser's own count of lines is short by theirs.
    passed: Cell<bool>,
    /// Why reading failed: parsers put their own words in place of it.
    failure: RefCell<Option<(String, u64)>>,
}

impl Progress {
    /// Bytes given out so far.
    pub(super) fn byte(&self) -> u64 {
        self.0.before.get() + self.0.at.get() as u64
    }

    /// Quotation marks read so far.
    pub(super) fn quotes(&self) -> u64 {
        self.0.quotes.get()
    }

    /// Asks for the value of the JSON key that was just read to be passed over: the parser gets `0` in its place. That
    /// is several times faster than to parse and ignore it. Only objects and arrays are passed over.
    pub(super) fn pass_over(&self) {
        self.0.pass.set(true);
    }

    /// Takes [`pass_over`](Progress::pass_over) back, where another parser than the input's read the value.
    pub(super) fn pass_nothing(&self) {
        self.0.pass.set(false);
    }

    /// Whether any value was passed over.
    pub(super) fn has_passed(&self) -> bool {
        self.0.passed.get()
    }

    /// Says that a row of a CSV list begins here.
    pub(super) fn begin_row(&self) {
        self.0.by_rows.set(true);
        self.0.text_from.set(self.byte());
    }

    /// Why reading failed and at which byte, where it did: a parser may read on before it tells of it.
    pub(super) fn failure(&self) -> Option<(String, u64)> {
        self.0.failure.borrow().clone()
    }

    /// Notes why reading fails here.
    fn fail(&self, why: &str) {
        *self.0.failure.borrow_mut() = Some((why.to_owned(), self.byte()));
    }
}

impl<R: Read> Input<R> {
    pub(super) fn new(inner: R) -> Input<R> {
        Input { inner, block: vec![0; BLOCK_BYTES], end: 0, last: 0, shared: Progress::default() }
    }

    pub(super) fn progress(&self) -> Progress {
        self.shared.clone()
    }

    /// The next bytes without taking them; empty at the end of the file.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        if self.shared.0.at.get() == self.end {
            self.refill()?;
        }
        Ok(&self.block[self.shared.0.at.get()..self.end])
    }

    /// Takes bytes that [`peek`](Input::peek) showed.
    pub(super) fn skip(&mut self, count: usize) {
        self.shared.0.at.set((self.shared.0.at.get() + count).min(self.end));
    }

    /// Passes over `: value` and leaves `:0` in its place, if the byte just given out is the first after a key: a parser
    /// that had read ahead gets everything as it is.
    #[cold]
    fn pass(&mut self, slot: &mut u8) -> io::Result<usize> {
        let mut first = *slot;
        while first.is_ascii_whitespace() {
            match self.peek()?.first() {
                Some(byte) => first = *byte,
                None => return Ok(1),
            }
            self.skip(1);
        }
        *slot = first;
        if first != b':' {
            return Ok(1);
        }
        while self.peek()?.first().is_some_and(u8::is_ascii_whitespace) {
            self.skip(1);
        }
        if !matches!(self.peek()?.first(), Some(b'{' | b'[')) {
            return Ok(1);
        }
        self.shared.0.passed.set(true);
        let mut brackets = Brackets::default();
        loop {
            let block = self.peek()?;
            if block.is_empty() {
                // The parser finds the end where a value should be.
                return Ok(1);
            }
            let whole = block.len();
            match brackets.pass(block) {
                Ok(Some(taken)) => {
                    // The closing bracket gives its place to the value that stands in.
                    self.skip(taken - 1);
                    let at = self.shared.0.at.get();
                    self.block[at] = b'0';
                    return Ok(1);
                }
                Ok(None) => self.skip(whole),
                Err((at, message)) => {
                    self.skip(at);
                    self.shared.fail(message);
                    return Err(io::Error::new(io::ErrorKind::InvalidData, message));
                }
            }
        }
    }

    #[cold]
    fn refill(&mut self) -> io::Result<()> {
        let state = &self.shared.0;
        state.before.set(state.before.get() + self.end as u64);
        state.at.set(0);
        self.end = 0;
        self.end = loop {
            match self.inner.read(&mut self.block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.shared.fail(&error.to_string());
                    return Err(error);
                }
                Ok(count) => break count,
            }
        };
        let block = &self.block[..self.end];
        state.quotes.set(state.quotes.get() + memchr::memchr_iter(b'"', block).count() as u64);
        if !state.by_rows.get() {
            let unescaped = |at: &usize| at.checked_sub(1).is_some_and(|before| block[before] != b'\\');
            if let Some(at) = memchr::memrchr_iter(b'"', block).find(unescaped) {
                state.text_from.set(state.before.get() + at as u64);
            }
        }
        if state.before.get() + self.end as u64 - state.text_from.get() > MOST_TEXT_BYTES {
            let (what, from) = (if state.by_rows.get() { "row" } else { "text" }, state.text_from.get());
            let message = format!("a {what} of more than {} MiB from byte {from} on", MOST_TEXT_BYTES >> 20);
            self.shared.fail(&message);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(())
    }
}

impl<R: Read> Read for Input<R> {
    #[inline]
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut at = self.shared.0.at.get();
        if at == self.end {
            self.refill()?;
            at = 0;
        }
        // A JSON parser asks for one byte at a time.
        if let ([slot], Some(byte)) = (&mut *out, self.block[..self.end].get(at)) {
            let previous = std::mem::replace(&mut self.last, *byte);
            *slot = *byte;
            self.shared.0.at.set(at + 1);
            if self.shared.0.pass.replace(false) && previous == b'"' {
                return self.pass(slot);
            }
            return Ok(1);
        }
        let count = out.len().min(self.end - at);
        out[..count].copy_from_slice(&self.block[at..at + count]);
        self.shared.0.at.set(at + count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads all of it, a row at a time where `rows` says so.
    fn drained(text: &[u8], rows: bool) -> io::Result<usize> {
        let mut input = Input::new(text);
        let progress = input.progress();
        let mut count = 0;
        loop {
            if rows {
                progress.begin_row();
            }
            let block = input.peek()?.len();
            if block == 0 {
                return Ok(count);
            }
            count += block;
            input.skip(block);
        }
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let long = vec![b'a'; 5 << 20];
        let error = drained(&long, false).unwrap_err().to_string();
        assert_eq!(error, "a text of more than 4 MiB from byte 0 on");
        // Escaped marks do not end a text; others do, and so does a row.
        assert!(drained(&br#"a\""#.repeat(2 << 20), false).is_err());
        assert!(drained(&br#"aa""#.repeat(2 << 20), false).is_ok());
        assert!(drained(&long, true).is_ok());
    }

    #[test]
    fn every_byte_is_given_once_and_counted() {
        let text: Vec<u8> = (0..200_000u32).map(|n| if n % 7 == 0 { b'"' } else { b'a' + (n % 26) as u8 }).collect();
        let mut input = Input::new(text.as_slice());
        let progress = input.progress();
        let mut read = input.peek().unwrap()[..3].to_vec();
        input.skip(3);
        let mut one = [0];
        while input.read(&mut one).unwrap() == 1 {
            read.push(one[0]);
            if read.len() == 70_000 {
                break;
            }
        }
        assert_eq!(progress.byte(), 70_000);
        input.read_to_end(&mut read).unwrap();
        assert_eq!(read, text);
        assert_eq!(progress.byte(), 200_000);
        // 200,000 / 7 = 28,571.4: the multiples of 7 from 0 on are 28,572.
        assert_eq!(progress.quotes(), 28_572);
    }
}
