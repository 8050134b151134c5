//! `bytes` as the call `_codecs.encode(text, 'latin1')`, which is how picklers write them below protocol 3.

use std::borrow::Cow;

use super::memo::Form;
use super::usual::{behind_memo, split_reference, split_text};
use super::{Stream, bytes};
use crate::encoding::{is_latin1, latin1_bytes};
use crate::error::Result;

/// The memo indexes of what all these calls refer to, once they are known.
#[derive(Debug, Default)]
pub(super) struct EncodeNames {
    function: Option<u64>,
    encoding: Option<u64>,
}

/// Such a call in its usual form: what is left of the input at its parts and behind them.
pub(super) struct Encoded<'de> {
    pub(super) bytes: Cow<'de, [u8]>,
    text: &'de [u8],
    behind_text: &'de [u8],
    behind_tuple: &'de [u8],
    pub(super) behind: &'de [u8],
}

impl<'de> Stream<'_, 'de> {
    /// The call that begins what is left here, if the text is written out and the pickle refers to the function and the
    /// encoding: so it is for all but the first.
    #[inline]
    pub(super) fn encoded(&mut self, rest: &'de [u8]) -> Option<Encoded<'de>> {
        let (_, text) = split_reference(rest).filter(|(index, _)| self.is_encode(*index))?;
        let (decoded, behind_text) = split_text(text)?;
        let (encoding, tuple) = split_reference(behind_memo(behind_text))?;
        let [bytes::Tuple2, behind_tuple @ ..] = tuple else { return None };
        let [bytes::Reduce, behind @ ..] = behind_memo(behind_tuple) else { return None };
        let bytes = latin1_bytes(decoded).filter(|_| self.is_latin1(encoding))?;
        Some(Encoded { bytes, text, behind_text, behind_tuple, behind })
    }

    /// Takes the bytes of such a call, here or where the pickle refers to it; else nothing is taken.
    pub(crate) fn usual_encoded(&mut self) -> Option<Cow<'de, [u8]>> {
        if !self.is_ready() {
            return None;
        }
        if let Some(encoded) = self.encoded(self.rest) {
            return self.pass_encoded(&encoded).ok().map(|()| encoded.bytes);
        }
        let (slot, back) = self.referred()?;
        let encoded = self.encoded(self.input.from(slot.start))?;
        if encoded.behind.len() != self.input.from(slot.point).len() {
            return None;
        }
        self.charge(encoded.bytes.len()).ok()?;
        self.go_to(back);
        self.completed = slot.point;
        Some(encoded.bytes)
    }

    /// Passes over the call, which begins here.
    #[inline]
    pub(super) fn pass_encoded(&mut self, encoded: &Encoded<'de>) -> Result<()> {
        let start = self.position();
        self.rest = encoded.text;
        let start_of_text = self.position();
        self.rest = encoded.behind_text;
        self.made(start_of_text, Form::Simple)?;
        self.rest = encoded.behind_tuple;
        self.made(start_of_text, Form::Compound)?;
        self.rest = encoded.behind;
        self.made(start, Form::Compound).map(drop)
    }

    /// Whether the function `_codecs.encode` has this memo index.
    #[inline]
    fn is_encode(&mut self, index: u64) -> bool {
        match self.encode_names.function {
            Some(known) => known == index,
            None => self.find_encode(index),
        }
    }

    #[cold]
    fn find_encode(&mut self, index: u64) -> bool {
        let completed = self.completed;
        let global = self.slot(index).and_then(|slot| self.global_of(slot).ok().flatten());
        self.completed = completed;
        let is_it = global.is_some_and(|global| global.module == "_codecs" && global.name == "encode");
        self.encode_names.function = is_it.then_some(index);
        is_it
    }

    /// Whether a text that is a name of Latin-1 has this memo index.
    #[inline]
    fn is_latin1(&mut self, index: u64) -> bool {
        self.encode_names.encoding == Some(index) || self.find_latin1(index)
    }

    #[cold]
    fn find_latin1(&mut self, index: u64) -> bool {
        let is_it = self.slot(index).is_some_and(|slot| {
            let text = split_text(self.input.from(slot.start));
            text.is_some_and(|(name, behind)| {
                is_latin1(name.as_bytes()) && behind.len() == self.input.from(slot.point).len()
            })
        });
        if is_it {
            self.encode_names.encoding = Some(index);
        }
        is_it
    }
}
