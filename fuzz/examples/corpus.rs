//! Writes the inputs to begin with of every target to `fuzz/corpus/TARGET/`, where the fuzzer looks for them.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

fn main() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in costcalc_fuzz::TARGETS {
        let folder = fuzz.join("corpus").join(target.name);
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in costcalc_fuzz::seeds(fuzz.parent().unwrap(), target.name) {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
}
