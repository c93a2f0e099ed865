//! Reading JSON into what is there already: seeds for text, and a short way to write a visitor of objects.

use crate::pricebook::import::fault::clip;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// Longer texts are cut, and say so.
const MOST_TEXT_BYTES: usize = 4_096;

/// Reads a string into a buffer; `null` is the empty string.
pub(super) struct Text<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.clear();
        let kept = clip(text, MOST_TEXT_BYTES);
        self.0.push_str(kept);
        if kept.len() < text.len() {
            // Whatever it was, it is nothing that is known now, and no number.
            self.0.push('…');
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.clear();
        Ok(())
    }
}

/// Makes a type a seed that visits an object key by key, and an array or a string where it says so.
macro_rules! object {
    (
        $name:ty, $expecting:literal,
        map($this:ident, $map:ident, $key:ident) $body:block
        $(, seq($seq_this:ident, $seq:ident) $seq_body:block)?
        $(, text($text_this:ident, $text:ident) $text_body:block)?
        $(, end($end_this:ident) $end_body:block)?
    ) => {
        impl<'de> serde::de::DeserializeSeed<'de> for $name {
            type Value = ();

            fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
                deserializer.deserialize_any(self)
            }
        }

        impl<'de> serde::de::Visitor<'de> for $name {
            type Value = ();

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($expecting)
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut $map: A) -> Result<(), A::Error> {
                #[allow(unused_mut)]
                let mut $this = self;
                let mut $key = String::new();
                while $map.next_key_seed($crate::pricebook::import::json::seed::Text(&mut $key))?.is_some() $body
                $({
                    let $end_this = $this;
                    $end_body
                })?
                Ok(())
            }

            $(fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut $seq: A) -> Result<(), A::Error> {
                let $seq_this = self;
                $seq_body
                Ok(())
            })?

            $(fn visit_str<E: serde::de::Error>(self, $text: &str) -> Result<(), E> {
                let $text_this = self;
                $text_body
                Ok(())
            })?
        }
    };
}

pub(super) use object;
