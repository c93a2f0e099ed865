//! Reading a large price file: a thread reads and hashes while another parses; `.gz` is unpacked on the way.

use super::exit::{Exit, Failure, without_thread, words};
use crossbeam_channel::{Receiver, bounded};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::panic::resume_unwind;
use std::path::Path;
use std::thread::Builder;

const BLOCK_BYTES: usize = 256 << 10;
const BLOCKS_AHEAD: usize = 4;

/// Opens a price file; `-` is standard input.
///
/// # Errors
/// Bad input where there is no such file or it is a folder.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let shown = crate::report::clean(&path.display().to_string()).into_owned();
    let bad = |message: &str| Failure::new(Exit::BadInput, format_args!("{shown}: {message}"));
    let file = File::open(path).map_err(|error| bad(&format!("cannot be read: {}", words(&error))))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(bad("is a folder, not a price list"));
    }
    Ok(Box::new(file))
}

/// Gives a file's text to `parse`; gives back what that made of it and the SHA-256 of the file as it was, packed or not.
/// The checksum is that of what was read, all of it if `parse` read to the end. `taken` learns how many bytes of the file
/// were.
///
/// # Errors
/// The system starts no further thread.
pub(crate) fn read<T>(
    file: Box<dyn Read + Send>,
    taken: &mut dyn FnMut(u64),
    parse: impl FnOnce(&mut dyn Read) -> T,
) -> Result<(T, String), Failure> {
    std::thread::scope(|scope| {
        let (sender, receiver) = bounded::<io::Result<Vec<u8>>>(BLOCKS_AHEAD);
        let (give_back, used) = bounded::<Vec<u8>>(BLOCKS_AHEAD + 1);
        let read = move || {
            let mut file = file;
            let mut hash = Sha256::new();
            loop {
                let mut block = used.try_recv().unwrap_or_default();
                block.resize(BLOCK_BYTES, 0);
                let count = match file.read(&mut block) {
                    Ok(0) => break,
                    Ok(count) => count,
                    Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                    Err(error) => {
                        // The parser has stopped already if this is not received.
                        let _ = sender.send(Err(error));
                        break;
                    }
                };
                block.truncate(count);
                hash.update(&block);
                if sender.send(Ok(block)).is_err() {
                    break;
                }
            }
            hash.finalize()
        };
        let reading = Builder::new().spawn_scoped(scope, read).map_err(|error| without_thread(&error))?;
        let mut blocks = Blocks { receiver, give_back, block: Vec::new(), at: 0, bytes: 0, taken };
        let packed = blocks.peek(2).is_ok_and(|start| start == [0x1f, 0x8b]);
        let result = if packed { parse(&mut Packed::new(&mut blocks)) } else { parse(&mut blocks) };
        drop(blocks);
        let digest = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((result, digest.iter().map(|byte| format!("{byte:02x}")).collect()))
    })
}

/// What is packed in a file, of one part after another.
struct Packed<R> {
    parts: MultiGzDecoder<R>,
    /// Whether a part gave something.
    has_bytes: bool,
}

impl<R: Read> Packed<R> {
    fn new(file: R) -> Packed<R> {
        Packed { parts: MultiGzDecoder::new(file), has_bytes: false }
    }
}

impl<R: Read> Read for Packed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.parts.read(out);
        self.has_bytes |= matches!(read, Ok(count) if count > 0);
        let is_no_part = |error: &io::Error| {
            matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::InvalidInput | ErrorKind::InvalidData)
        };
        match read {
            // Behind a part that ended stands what does not begin as another one.
            Err(error) if self.has_bytes && self.parts.header().is_none() && is_no_part(&error) => {
                let why = "something follows the end of the compressed data: cut it off, or get the file again";
                Err(io::Error::new(ErrorKind::InvalidData, why))
            }
            other => other,
        }
    }
}

/// The blocks of the reading thread as one reader.
struct Blocks<'t> {
    receiver: Receiver<io::Result<Vec<u8>>>,
    give_back: crossbeam_channel::Sender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
    /// Bytes of all blocks that were taken.
    bytes: u64,
    taken: &'t mut dyn FnMut(u64),
}

impl Blocks<'_> {
    /// The next block; none behind the last one.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Ok(next) = self.receiver.recv() else { return Ok(None) };
        let next = next?;
        self.bytes += next.len() as u64;
        (self.taken)(self.bytes);
        Ok(Some(next))
    }

    /// The next bytes, at least `wanted` unless the file ends before, without taking them.
    fn peek(&mut self, wanted: usize) -> io::Result<&[u8]> {
        while self.block.len() - self.at < wanted {
            let Some(next) = self.next()? else { break };
            self.block.drain(..self.at);
            self.at = 0;
            self.block.extend_from_slice(&next);
        }
        let end = self.block.len().min(self.at + wanted);
        Ok(&self.block[self.at..end])
    }
}

impl Read for Blocks<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            let Some(next) = self.next()? else { return Ok(0) };
            let used = std::mem::replace(&mut self.block, next);
            self.at = 0;
            // A block that nobody takes back is freed here.
            let _ = self.give_back.try_send(used);
        }
        let count = out.len().min(self.block.len() - self.at);
        out[..count].copy_from_slice(&self.block[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn text_of(bytes: Vec<u8>) -> (io::Result<Vec<u8>>, String) {
        let (length, mut taken) = (bytes.len() as u64, 0);
        let found = read(Box::new(io::Cursor::new(bytes)), &mut |bytes| taken = bytes, |reader| {
            let mut text = Vec::new();
            reader.read_to_end(&mut text).map(|_| text)
        });
        assert_eq!(taken, length);
        found.unwrap()
    }

    #[test]
    fn the_checksum_is_that_of_the_file_and_the_text_that_of_its_content() {
        // SHA-256 of "abc": FIPS 180-2, appendix B.1.
        let (text, sha256) = text_of(b"abc".to_vec());
        assert_eq!(text.unwrap(), b"abc");
        assert_eq!(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn large_and_packed_files_come_out_whole_and_cut_ones_do_not() {
        let text: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
        assert_eq!(text_of(text.clone()).0.unwrap(), text);
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&text).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(text_of(packed.clone()).0.unwrap(), text);
        assert!(text_of(packed[..packed.len() - 9].to_vec()).0.is_err());
    }

    #[test]
    fn what_follows_the_packed_part_is_told_as_that() {
        let packed = |text: &[u8]| {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(text).unwrap();
            packed.finish().unwrap()
        };
        let (one, two) = (packed(b"one "), packed(b"two"));
        assert_eq!(text_of([one.clone(), two].concat()).0.unwrap(), b"one two");
        for junk in [&b"x"[..], b"junk\n", b"much more of it than a header has"] {
            let error = text_of([&one, junk].concat()).0.unwrap_err().to_string();
            assert!(error.starts_with("something follows the end of the compressed data"), "{error}");
        }
        // A file that is cut is none of these.
        for length in [5, 12, one.len() - 2] {
            let error = text_of(one[..length].to_vec()).0.unwrap_err().to_string();
            assert!(!error.contains("follows"), "{length}: {error}");
        }
    }
}
