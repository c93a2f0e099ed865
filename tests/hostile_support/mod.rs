//! What the catalogs of hostile files share: the lists in the docs that are made from them.

use std::path::Path;

/// That a list in the docs is what the catalog gives; `UPDATE_GOLDEN` writes it anew.
pub fn assert_current(docs: &str, listed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(docs);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, listed).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    for (written, listed) in written.lines().zip(listed.lines()) {
        assert_eq!(written, listed, "UPDATE_GOLDEN=1 writes the list anew");
    }
    assert_eq!(written, listed, "UPDATE_GOLDEN=1 writes the list anew");
}
