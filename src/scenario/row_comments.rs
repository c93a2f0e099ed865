//! [`RowComments`]: lines that begin as comments do and have the cells of rows.

/// Lines that look like rows and begin with `#`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RowComments {
    count: u64,
    /// The line of the first of them.
    first: u64,
}

impl RowComments {
    /// Notes one; where it stands is asked for the first one only.
    pub(super) fn note(&mut self, line: impl FnOnce() -> u64) {
        if self.count == 0 {
            self.first = line();
        }
        self.count += 1;
    }

    /// Takes over what a later part of the file has.
    pub(super) fn append(&mut self, later: RowComments) {
        if self.count == 0 {
            self.first = later.first;
        }
        self.count += later.count;
    }

    /// The line of the first of them.
    pub(super) fn first(self) -> Option<u64> {
        (self.count > 0).then_some(self.first)
    }

    /// What is to be said of them.
    pub(super) fn sentence(self) -> Option<String> {
        let first = self.first()?;
        let lines = match self.count {
            1 => format!("line {first} begins with # and is"),
            count => format!("{count} lines, the first of them line {first}, begin with # and are"),
        };
        Some(format!("{lines} left out, though with the cells of a row; a name that begins with # needs quotes"))
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::told::sentences;

    #[test]
    fn a_row_that_begins_like_a_comment_is_told() {
        let heading = "# a, b, c, 1\nname,requests_per_month,duration_ms,memory_mb\n";
        let rows = "#1 checkout,1M,100,512\nB,1M,100,512\n# one, two, three, four\n# later\n";
        let told = "line 3 begins with # and is left out, though with the cells of a row; a name that begins with # needs quotes";
        assert_eq!(sentences(&format!("{heading}{rows}")), [told]);
        // With a unit in its cells as well, or without its last one.
        for row in ["#frontend,5M requests,120,1024", "#frontend,9e9,1 s,1 GB", "#frontend,9000000000,120"] {
            assert_eq!(sentences(&format!("{heading}A,1M,100,512\n{row}\n")).len(), 1, "{row}");
        }
        for row in ["# since 2026, 5 of them, or more", "#", "# 5", "# a: 5M, see below, 3"] {
            assert_eq!(sentences(&format!("{heading}A,1M,100,512\n{row}\n")), Vec::<String>::new(), "{row}");
        }
        // In blocks with quotes as well, where what stands inside of a cell is no comment.
        let quoted = "\"a \"\"b\"\"\n#x,1M,100,512\",1M,100,512\n#1 checkout,1M,100,512\n";
        assert_eq!(sentences(&format!("{heading}{quoted}")).len(), 1);
        assert_eq!(sentences(&format!("{heading}\"#1 checkout\",1M,100,512\n")), Vec::<String>::new());
    }
}
