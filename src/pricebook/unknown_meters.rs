//! Rows of prices that the engine has no use for: what their names may have been meant to be.

use super::ec2;
use super::meter::meters;
use super::rows::Row;
use crate::terms::nearest;

/// How the unknown names of a table are mended: a table may have one of them, or another one, in each of very many rows.
#[derive(Debug, Default)]
pub(super) struct UnknownMeters {
    /// By column and name.
    helps: Vec<(usize, String, String)>,
}

/// Where services and dimensions are told.
const TOLD: &str = "`costcalc prices columns` tells how they are written";

impl UnknownMeters {
    /// Notes the fault of a row whose service has no such dimension, or is none.
    pub(super) fn fault<T>(&mut self, row: &Row<'_>, service: &str, dimension: &str) -> Option<T> {
        if matches!(service.to_lowercase().as_str(), "ec2" | "amazonec2") {
            let columns = ec2::COLUMNS.join(",").replace('?', "");
            let help = format!("prices of instances stand in a table of their own, with the columns {columns}");
            return row.fault(1, "is no service of this table", &help);
        }
        let (column, name, what) = if meters::ALL.iter().any(|info| info.service == service) {
            (2, format!("{service}/{dimension}"), format!("is no price that {service} has"))
        } else {
            (1, service.to_owned(), "is no service".to_owned())
        };
        let known = self.helps.iter().find(|(of, known, _)| (*of, known) == (column, &name));
        let help = match known {
            Some((.., help)) => help.clone(),
            // To look for near names takes ten times as long as to read the row.
            None if row.is_only_counted() => String::new(),
            None => {
                let help = if column == 1 { service_help(service) } else { dimension_help(&name) };
                self.helps.push((column, name, help.clone()));
                help
            }
        };
        row.fault(column, &what, &help)
    }
}

fn service_help(service: &str) -> String {
    let mut known: Vec<&str> = meters::ALL.iter().map(|info| info.service).collect();
    known.dedup();
    match nearest(service, known.iter().copied()).as_slice() {
        [] => format!("use {}; prices of instances stand in a table of their own", known.join(", ")),
        near => format!("the nearest known: {}; {TOLD}", near.join(", ")),
    }
}

fn dimension_help(name: &str) -> String {
    let known: Vec<String> = meters::ALL.iter().map(|info| format!("{}/{}", info.service, info.dimension)).collect();
    let near = nearest(name, known.iter().map(String::as_str));
    let hint = if near.is_empty() { String::new() } else { format!("the nearest known: {}; ", near.join(", ")) };
    format!("{hint}{TOLD}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricebook::keys::Met;
    use crate::pricebook::rows::Table;
    use crate::pricebook::{TableFaults, region};

    /// The helps that were made for a table with these services and dimensions, and its faults.
    fn told(names: impl Iterator<Item = String>) -> (UnknownMeters, TableFaults) {
        let mut text = region::COLUMNS.join(",").replace('?', "") + "\n";
        names.for_each(|name| text.push_str(&format!("us-east-1,{name},x86_64,,0,Inf,GB-s,1,2026-11-01,x,\n")));
        let mut table = Table::open("p.csv", &text, region::COLUMNS).unwrap();
        let mut unknown = UnknownMeters::default();
        while let Some(row) = table.next() {
            let _: Option<()> = unknown.fault(&row, row.text(1), row.text(2));
        }
        (unknown, table.end(()).unwrap_err())
    }

    #[test]
    fn near_names_are_looked_for_where_they_are_told() {
        let (unknown, faults) = told((0..5_000).map(|at| format!("lambda,duratio{at}")));
        assert_eq!((unknown.helps.len(), faults.first.len(), faults.count), (30, 20, 5_000));
        let first = &faults.first[0];
        assert_eq!(first.message, "\"duratio0\" is no price that lambda has");
        assert!(first.help.starts_with("the nearest known: lambda/duration, "), "{}", first.help);
        let hidden = ", in lines 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 and 4970 in further lines";
        assert_eq!(faults.hidden.words(4_980), hidden);
        // One name, or some in turn, of which five faults each are told: any other one behind them is told with what is near.
        let names = (0..3_000).map(|at| ["lambda,duratoin", "lambd,duration"][at % 2].to_owned());
        let (unknown, faults) = told(names.chain(["albb,hours".to_owned()]));
        assert_eq!((unknown.helps.len(), faults.first.len(), faults.count), (3, 11, 3_001));
        assert!(faults.first[10].help.ends_with(TOLD), "{}", faults.first[10].help);
    }

    #[test]
    fn a_service_is_not_taken_for_a_dimension_of_its_name() {
        let (unknown, faults) = told(["lambda,x", "lambda/x,y"].map(str::to_owned).into_iter());
        assert_eq!((unknown.helps.len(), faults.count), (2, 2));
        assert_eq!(faults.first[1].message, "\"lambda/x\" is no service");
    }

    #[test]
    fn a_table_that_is_read_tells_the_same() {
        let text = region::COLUMNS.join(",").replace('?', "")
            + "\nus-east-1,lambda,duratio0,x86_64,,0,Inf,GB-s,1,2026-11-01,x,\n";
        let titles = std::collections::HashMap::new();
        let names = region::SourceNames { titles: region::Titles::Read(&titles), own: true, complete: true };
        let read = region::read("p.csv", &text, &names, &Default::default(), &Met::default());
        assert_eq!(read.unwrap_err().first, told(["lambda,duratio0".to_owned()].into_iter()).1.first);
    }
}
