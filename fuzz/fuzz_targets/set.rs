#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| costcalc_fuzz::run("set", data));
