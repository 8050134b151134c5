//! Who is measured: one file for each format.

pub(crate) mod pickle;
pub(crate) mod cpython;
pub(crate) mod serde_format;
pub(crate) mod rmp;
pub(crate) mod postcard;
pub(crate) mod json;
pub(crate) mod serde_pickle;
pub(crate) mod prost;

use ::prost::Message;
use anyhow::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::json::Json;
use self::postcard::Postcard;
use self::rmp::Rmp;
use self::serde_format::{SerdeFormat, enter};
use self::serde_pickle::SerdePickle;
use crate::lineup::Lineup;

/// A value in all formats but Python's own.
pub(crate) struct Encoded {
    pub(crate) rmp: Vec<u8>,
    pub(crate) postcard: Vec<u8>,
    pub(crate) json: Vec<u8>,
    pub(crate) serde_pickle: Vec<u8>,
    pub(crate) prost: Vec<u8>,
}

impl Encoded {
    /// Encodes a value, and the message of the same data.
    pub(crate) fn of(value: &impl Serialize, message: &impl Message) -> Result<Encoded> {
        Ok(Encoded {
            rmp: Rmp::encode(value)?,
            postcard: Postcard::encode(value)?,
            json: Json::encode(value)?,
            serde_pickle: SerdePickle::encode(value)?,
            prost: message.encode_to_vec(),
        })
    }

    /// Enters the loads and dumps of owned values in all of them.
    pub(crate) fn enter<'a, T, M>(&'a self, lineup: &mut Lineup<'a>, value: &'a T, message: &'a M) -> Result<()>
    where
        T: Serialize + DeserializeOwned + PartialEq,
        M: Message + Default + PartialEq,
    {
        enter::<Rmp, T>(lineup, value, &self.rmp)?;
        enter::<Postcard, T>(lineup, value, &self.postcard)?;
        prost::enter(lineup, message, &self.prost)?;
        enter::<Json, T>(lineup, value, &self.json)?;
        enter::<SerdePickle, T>(lineup, value, &self.serde_pickle)?;
        rmp::enter_reused(lineup, value, self.rmp.len());
        Ok(())
    }
}
