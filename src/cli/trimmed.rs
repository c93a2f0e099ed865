//! Values of a list with blanks around them, for clap.

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};
use std::ffi::OsStr;

/// Reads one of the values of `E`, whatever blanks stand around it: behind the commas of a list people write some.
#[derive(Debug, Clone)]
pub(crate) struct Trimmed<E: ValueEnum + Clone + Send + Sync + 'static>(EnumValueParser<E>);

impl<E: ValueEnum + Clone + Send + Sync + 'static> Trimmed<E> {
    pub(crate) fn new() -> Trimmed<E> {
        Trimmed(EnumValueParser::new())
    }
}

impl<E: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Trimmed<E> {
    type Value = E;

    fn parse_ref(&self, command: &Command, option: Option<&Arg>, value: &OsStr) -> Result<E, Error> {
        let value = value.to_str().map_or(value, |text| OsStr::new(text.trim()));
        self.0.parse_ref(command, option, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::OptimizeArg;

    #[test]
    fn blanks_around_a_value_are_none_of_it() {
        let read = |text: &str| Trimmed::<OptimizeArg>::new().parse_ref(&Command::new("x"), None, OsStr::new(text));
        assert_eq!([read(" arch").unwrap(), read("memory ").unwrap()], [OptimizeArg::Arch, OptimizeArg::Memory]);
        assert!(read("a rch").is_err() && read("").is_err());
    }
}
