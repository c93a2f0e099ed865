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

#[cfg(test)]
mod tests {
    use crate::pricebook::PriceBook;
    use crate::scenario::{Assignments, Context, ProfileLoader, read};
    use crate::traffic::Profile;
    use std::sync::Arc;

    #[test]
    fn a_profile_of_one_day_is_told_with_its_day() {
        struct OfOneDay;
        impl ProfileLoader for OfOneDay {
            fn load(&self, reference: &str) -> Result<Arc<Profile>, String> {
                let date = if reference == "dated" { "2026-09-09 " } else { "" };
                let text: String = (0..24).map(|hour| format!("{date}{hour:02}:00,1\n")).collect();
                Profile::parse(reference, &text).map(Arc::new).map_err(|error| error.to_string())
            }
        }
        let book = PriceBook::current().unwrap();
        let context = Context { profiles: &OfOneDay, ..Context::new(book.rules()) };
        let told = |traffic: &str| {
            let csv =
                format!("name,requests_per_month,duration_ms,memory_mb,traffic\nA,1M,99,512,\nB,1M,99,512,{traffic}\n");
            read(csv.as_bytes(), &Assignments::default(), context).unwrap().unused.sentences()
        };
        // 2026-09-09 is a Wednesday.
        assert!(
            told("dated")[0]
                .starts_with("the traffic profile of line 3 has one day, a Wednesday, which counts as every")
        );
        assert_eq!(told("undated"), Vec::<String>::new());
    }
}
