//! Sizes in bytes where MB are wanted, as programs and CloudWatch Logs give them.

use super::columns::Fault;
use super::doubted::MOST_MEMORY_MB;
use crate::units::Dec;

/// Bytes of a MB as memory is sold.
const BINARY: Dec = Dec::from_int(1_048_576);

/// Bytes of a MB as CloudWatch Logs counts them.
const DECIMAL: Dec = Dec::from_int(1_000_000);

/// That a size is in bytes, with the MB that `fits` says can be meant: no instance has so much memory, and in bytes it is a
/// whole number of MB.
pub(super) fn whole(size: Dec, fits: impl Fn(Dec) -> bool) -> Option<Box<Fault>> {
    if size <= MOST_MEMORY_MB {
        return None;
    }
    let of_unit = |unit: Dec| size.is_multiple_of(unit).then(|| size.div(unit)).flatten();
    let mb = [BINARY, DECIMAL].into_iter().filter_map(of_unit).find(|mb| fits(*mb))?;
    Some(fault(size, mb))
}

/// The same of what was measured in bytes of CloudWatch Logs, which may end anywhere.
pub(super) fn measured(size: Dec, fits: impl Fn(Dec) -> bool) -> Option<Box<Fault>> {
    if size <= MOST_MEMORY_MB {
        return None;
    }
    let any = || size.div(DECIMAL).filter(|mb| size.is_whole() && fits(*mb)).map(|mb| fault(size, mb));
    whole(size, &fits).or_else(any)
}

/// The MB of a memory size that may be in bytes.
pub(super) fn in_mb(size: Dec, fits: impl Fn(Dec) -> bool) -> Dec {
    if size <= MOST_MEMORY_MB {
        return size;
    }
    [BINARY, DECIMAL].into_iter().find_map(|unit| size.div(unit).filter(|mb| fits(*mb))).unwrap_or(size)
}

fn fault(size: Dec, mb: Dec) -> Box<Fault> {
    let message = format!("{size} MB is more than any instance has");
    Fault::new(message, format!("write {mb}, which is {size} bytes in MB"))
}
