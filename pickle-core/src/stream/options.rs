//! `StreamOptions`: the options of a load, which its caller keeps, or which the stream does as it lives longer.

use std::ops::Deref;
use std::rc::Rc;

use crate::reader::ReadOptions;

#[derive(Clone)]
pub(crate) enum StreamOptions<'s> {
    OfCaller(&'s ReadOptions),
    Own(Rc<ReadOptions>),
}

impl StreamOptions<'_> {
    /// The same, for a stream that lives longer.
    pub(super) fn into_own<'t>(self) -> StreamOptions<'t> {
        StreamOptions::Own(match self {
            StreamOptions::OfCaller(options) => Rc::new(options.clone()),
            StreamOptions::Own(options) => options,
        })
    }
}

impl Deref for StreamOptions<'_> {
    type Target = ReadOptions;

    fn deref(&self) -> &ReadOptions {
        match self {
            StreamOptions::OfCaller(options) => options,
            StreamOptions::Own(options) => options,
        }
    }
}
