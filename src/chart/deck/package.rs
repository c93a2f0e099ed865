//! [`Package`]: the parts of an Office file in a ZIP archive, the same bytes for the same parts (ECMA-376, part 2).

use super::xml::{Escaped, HEAD};
use crate::chart::ChartError;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Parts in the order in which they were added.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<Part>,
}

struct Part {
    path: String,
    /// Its content type; empty for what goes by its extension.
    content_type: &'static str,
    bytes: Vec<u8>,
}

impl Package {
    /// Adds a part, and its relationships where it has any.
    pub(super) fn add(
        &mut self,
        path: &str,
        content_type: &'static str,
        bytes: impl Into<Vec<u8>>,
        links: &Relationships,
    ) {
        self.parts.push(Part { path: path.to_owned(), content_type, bytes: bytes.into() });
        if !links.xml.is_empty() {
            let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
            let slash = if folder.is_empty() { "" } else { "/" };
            let path = format!("{folder}{slash}_rels/{name}.rels");
            self.parts.push(Part { path, content_type: "", bytes: links.part().into_bytes() });
        }
    }

    /// The archive. Every entry has the same time, the first that a ZIP archive can name.
    pub(super) fn finish(mut self, links: &Relationships) -> Result<Vec<u8>, ChartError> {
        let mut types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
        );
        for part in self.parts.iter().filter(|part| !part.content_type.is_empty()) {
            let _ = write!(
                types,
                "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
                Escaped(&part.path),
                part.content_type
            );
        }
        types.push_str("</Types>");
        let first =
            |path: &str, text: String| Part { path: path.to_owned(), content_type: "", bytes: text.into_bytes() };
        self.parts.insert(0, first("_rels/.rels", links.part()));
        self.parts.insert(0, first("[Content_Types].xml", types));
        let failed = |error: &dyn std::fmt::Display| ChartError::convert("PPTX", error);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for part in &self.parts {
            // Workbooks and pictures are packed already.
            let is_packed = [".xlsx", ".png"].iter().any(|end| part.path.ends_with(end));
            let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options =
                SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
            archive.start_file(part.path.as_str(), options).map_err(|error| failed(&error))?;
            archive.write_all(&part.bytes).map_err(|error| failed(&error))?;
        }
        Ok(archive.finish().map_err(|error| failed(&error))?.into_inner())
    }
}

/// What a part refers to.
#[derive(Debug, Clone, Default)]
pub(super) struct Relationships {
    xml: String,
    count: usize,
}

impl Relationships {
    /// Adds a relationship of a kind of Office's own; gives its id.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        self.add_full(&format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"), target)
    }

    /// Adds a relationship by its full name; gives its id.
    pub(super) fn add_full(&mut self, kind: &str, target: &str) -> String {
        self.count += 1;
        let id = format!("rId{}", self.count);
        let _ = write!(self.xml, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>", Escaped(target));
        id
    }

    fn part(&self) -> String {
        format!(
            "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            self.xml
        )
    }
}
