//! [`Deferred`]: options of a command that are listed only when it is the one that is run.

use clap::{ArgMatches, Args, Command, FromArgMatches};
use std::ops::Deref;

/// Options of one of many commands. All commands together have some hundred, and listing them all took a tenth of a short run.
#[derive(Debug)]
pub(crate) struct Deferred<T>(T);

impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(|command| {
            // What the command itself says it does counts more than what its options say.
            let about = command.get_about().cloned();
            let command = T::augment_args(command);
            match about {
                Some(about) => command.about(about),
                None => command,
            }
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Deferred<T>, clap::Error> {
        T::from_arg_matches(matches).map(Deferred)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}
