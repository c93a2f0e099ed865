//! Reading JSON into what is there already: seeds for text, and a short way to write a visitor of objects. What is of another
//! kind than is expected is passed over and told among the [`Slips`].

use super::slips::Slips;
use crate::pricebook::import::fault::clip;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Longer texts are cut, and say so.
const MOST_TEXT_BYTES: usize = 4_096;

/// Puts a text in a buffer; too long a one is no number and nothing that is known.
fn keep(out: &mut String, text: &str) {
    out.clear();
    let kept = clip(text, MOST_TEXT_BYTES);
    out.push_str(kept);
    if kept.len() < text.len() {
        out.push('…');
    }
}

/// Reads the value of `key` into a buffer; `null` is the empty text.
pub(super) struct Text<'a> {
    out: &'a mut String,
    key: &'a str,
    slips: &'a Slips,
    /// A whole number is a text too.
    counts: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(out: &'a mut String, key: &'a str, slips: &'a Slips) -> Text<'a> {
        Text { out, key, slips, counts: false }
    }

    /// Takes a whole number as a text too.
    pub(super) fn or_count(self) -> Text<'a> {
        Text { counts: true, ..self }
    }

    fn other(self, found: &str) {
        self.slips.kind(self.key, found, "a text in quotation marks");
        self.out.clear();
    }
}

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        keep(self.out, text);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.out.clear();
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.other(&value.to_string());
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.other(&value.to_string());
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        if self.counts {
            keep(self.out, &value.to_string());
        } else {
            self.other(&value.to_string());
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.other(&value.to_string());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.other("an object");
        skip_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        self.other("an array");
        skip_seq(seq)
    }
}

/// Passes over an object's rest.
pub(super) fn skip_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Passes over an array's rest.
pub(super) fn skip_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<(), A::Error> {
    while seq.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Reads a key, which is always a text.
pub(super) struct Key<'a>(pub(super) &'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        keep(self.0, text);
        Ok(())
    }
}

/// Makes a type a seed that visits an object key by key, and an array or a string where it says so. A key that stands twice is
/// a slip, but for objects whose keys are `many`: they look after them.
macro_rules! object {
    (
        $name:ty, $expecting:literal,
        slips($slips_this:ident) $slips:expr,
        $(keys($many:ident),)?
        map($this:ident, $map:ident, $key:ident) $body:block
        $(, seq($seq_this:ident, $seq:ident) $seq_body:block)?
        $(, text($text_this:ident, $text:ident) $text_body:block)?
        $(, end($end_this:ident) $end_body:block)?
    ) => {
        impl $name {
            fn other(&self, found: &str) {
                let $slips_this = self;
                $slips.kind("", found, $expecting);
            }
        }

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
                $crate::pricebook::import::json::seed::once! { [$($many)?] keys = Keys::default() }
                while $map.next_key_seed($crate::pricebook::import::json::seed::Key(&mut $key))?.is_some() {
                    $crate::pricebook::import::json::seed::once! {
                        [$($many)?] if !keys.is_new(&$key) {
                            let $slips_this = &$this;
                            $slips.twice(&$key);
                        }
                    }
                    $body
                }
                $({
                    let $end_this = $this;
                    $end_body
                })?
                Ok(())
            }

            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
                self.other(&value.to_string());
                Ok(())
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
                self.other(&value.to_string());
                Ok(())
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
                self.other(&value.to_string());
                Ok(())
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
                self.other(&value.to_string());
                Ok(())
            }

            fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
                self.other("null");
                Ok(())
            }

            $crate::pricebook::import::json::seed::array! { $($seq_this, $seq, $seq_body)? }
            $crate::pricebook::import::json::seed::string! { $($text_this, $text, $text_body)? }
        }
    };
}

/// What is done where keys are to be looked at; nothing for objects whose keys are `many`.
macro_rules! once {
    ([many] $($rest:tt)*) => {};
    ([] $keys:ident = Keys::default()) => { let mut $keys = $crate::pricebook::import::json::slips::Keys::default(); };
    ([] $($rest:tt)*) => { $($rest)* };
}

/// How a visitor of objects visits an array.
macro_rules! array {
    () => {
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
            self.other("an array");
            $crate::pricebook::import::json::seed::skip_seq(seq)
        }
    };
    ($this:ident, $seq:ident, $body:block) => {
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut $seq: A) -> Result<(), A::Error> {
            let $this = self;
            $body
            Ok(())
        }
    };
}

/// How a visitor of objects visits a text.
macro_rules! string {
    () => {
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
            self.other(&format!("{text:?}"));
            Ok(())
        }
    };
    ($this:ident, $text:ident, $body:block) => {
        fn visit_str<E: serde::de::Error>(self, $text: &str) -> Result<(), E> {
            let $this = self;
            $body
            Ok(())
        }
    };
}

pub(super) use {array, object, once, string};
