//! What is told of the traffic profiles of a scenario.

use super::workload::{Traffic, Workload};
use crate::traffic::ProfileNote;
use std::mem::discriminant;

/// Notes of profiles, each with the first line that has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TrafficNotes {
    first: [Option<(u64, ProfileNote)>; ProfileNote::KINDS],
}

impl TrafficNotes {
    /// Notes the profile of a row.
    pub(super) fn note(&mut self, workload: &Workload) {
        if let (Some(line), Traffic::Profile(profile)) = (workload.line, &workload.traffic) {
            profile.notes().iter().for_each(|note| self.keep(line, *note));
        }
    }

    /// Of the notes of a kind the first is kept.
    fn keep(&mut self, line: u64, note: ProfileNote) {
        let is_place = |known: &&mut Option<(u64, ProfileNote)>| {
            known.is_none_or(|(_, known)| discriminant(&known) == discriminant(&note))
        };
        if let Some(place) = self.first.iter_mut().find(is_place) {
            place.get_or_insert((line, note));
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: TrafficNotes) {
        later.first.into_iter().flatten().for_each(|(line, note)| self.keep(line, note));
    }

    /// The notes in words.
    pub(super) fn sentences(&self) -> impl Iterator<Item = String> {
        self.first.iter().flatten().map(|(line, note)| note.sentence(&format!("the traffic profile of line {line}")))
    }
}
