//! Python 2 has no annotations. Its `str` is text or data, as the field says.

use ::pickle_core::pystd::{Complex, Date, DateTime, Decimal, OrderedDict, Time, TimeDelta, Uuid};
use ::pickle_core::{ByteArray, Bytes, IndexSet};

#[derive(Debug, Clone, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "py2_typed")]
pub struct Sample {
    pub label: String,
    pub text: String,
    pub data: Bytes,
    pub number: i64,
    pub moments: (DateTime, Date, Time, TimeDelta),
    pub price: Decimal,
    pub key: Uuid,
    pub point: Complex,
    pub seen: IndexSet<i64>,
    pub table: OrderedDict<String, i64>,
    pub buffer: ByteArray,
}
