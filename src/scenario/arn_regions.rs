//! [`ArnRegions`]: names that are ARNs of another region than the one that their rows are priced in.

use super::columns::find;
use super::lines::Lines;
use super::workload::Workload;

/// Rows with such names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ArnRegions(Lines);

impl ArnRegions {
    /// Notes a row.
    #[inline]
    pub(super) fn note(&mut self, workload: &Workload) {
        if workload.name.starts_with(ARN) && of_name(&workload.name).is_some_and(|region| region != workload.region) {
            self.0.note(workload);
        }
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: ArnRegions) {
        self.0.append(later.0);
    }

    /// The same where the columns of these bits, by their place in the column table, vary: what the file has does not count.
    pub(super) fn of_varied(self, varied: u64) -> ArnRegions {
        let is_varied = find("region").is_some_and(|at| varied & (1 << at) != 0);
        if is_varied { ArnRegions::default() } else { self }
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        Some(format!(
            "the name is an ARN of another region than the row is priced in, in {}: write the region into the column region",
            self.0.place()?
        ))
    }
}

/// What begins an ARN of the regions that are priced: those of AWS China and GovCloud are others.
const ARN: &str = "arn:aws:";

/// The region of `arn:aws:lambda:eu-west-1:123456789012:function:orders`; none where it has no region there.
fn of_name(arn: &str) -> Option<&str> {
    let region = arn.split(':').nth(3)?;
    let (area, number) = region.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_area = area.contains('-') && area.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (is_number && is_area).then_some(region)
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn names_of_another_region_are_told() {
        let told = |rows: &str| sentences(&format!("name,region,requests_per_month,duration_ms,memory_mb\n{rows}"));
        let arn = |region: &str, name: &str| format!("arn:aws:lambda:{region}:123456789012:function:{name}");
        let (sao_paulo, virginia) = (arn("sa-east-1", "A"), arn("us-east-1", "B"));
        let row = |name: &str, region: &str| format!("{name},{region},1M,120,512\n");
        let expected = "the name is an ARN of another region than the row is priced in, in line 2: write the region into the column region";
        assert_eq!(told(&row(&sao_paulo, "us-east-1")), [expected]);
        let two = expected.replace("line 2", "2 rows, the first of them line 2");
        assert_eq!(told(&(row(&sao_paulo, "us-east-1") + &row(&virginia, "eu-west-1"))), [two]);
        for fine in [
            row(&sao_paulo, "sa-east-1"),
            row(&virginia, "us-east-1"),
            row("arn:aws:s3:::bucket", "us-east-1"),
            row(&sao_paulo.replace("aws:", "aws-cn:"), "us-east-1"),
        ] {
            assert_eq!(told(&fine), Vec::<String>::new(), "{fine}");
        }
    }
}
