//! `ListItems`: the items of a list, one after another, without the list.

use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::held_bytes::HeldBytes;
use crate::source::{Next, Source};
use crate::stream::{RootList, Stream, StreamOptions};
use crate::{Error, OnShared, Result, Unpickle, Unpickler};

/// The items of the list that a pickle holds, each loaded as a `T` when it is asked for; made by
/// [`Unpickler::list_items`].
///
/// An error names the index of its item and its byte, and is the last that comes.
pub struct ListItems<'u, 'de, T> {
    source: Source<'u, 'de>,
    list: RootList,
    /// The error that comes instead of the first item.
    fault: Option<Error>,
    is_done: bool,
    item: PhantomData<fn() -> T>,
}

impl<'de> Unpickler<'de> {
    /// Loads the items of the list that a pickle holds one by one, so that only those are in memory that the caller keeps.
    ///
    /// Beside them it takes about a byte for each value that the pickle stores in its memo, and keeps every `Rc` and `Arc`
    /// that was made: an object that several items refer to becomes one pointer in all of them. Items borrow from `bytes` as
    /// with [`loads`](Unpickler::loads). For a file or socket see [`read_list_items`](Unpickler::read_list_items).
    ///
    /// ```
    /// use pickle_core::Unpickler;
    ///
    /// // Python: pickle.dumps(['Ada', 'Grace'])
    /// let pickle = b"\x80\x04\x95\x12\0\0\0\0\0\0\0]\x94(\x8c\x03Ada\x94\x8c\x05Grace\x94e.";
    /// let unpickler = Unpickler::new();
    /// let mut names = unpickler.list_items::<&str>(pickle);
    /// assert_eq!(names.next().transpose()?, Some("Ada"));
    /// assert_eq!(names.next().transpose()?, Some("Grace"));
    /// assert!(names.next().is_none());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// A file that is mapped into memory is such a slice too, of which the system keeps in memory what is read at the
    /// moment. With the crate [`memmap2`](https://docs.rs/memmap2):
    ///
    /// ```
    /// # use pickle_core::Unpickler;
    /// # let path = std::env::temp_dir().join(format!("names-{}.pickle", std::process::id()));
    /// # std::fs::write(&path, pickle_core::dumps(&["Ada", "Grace"])?)?;
    /// let file = std::fs::File::open(&path)?;
    /// // SAFETY: nobody changes the file while it is mapped.
    /// let bytes = unsafe { memmap2::Mmap::map(&file)? };
    /// for name in Unpickler::new().list_items::<&str>(&bytes) {
    ///     println!("{}", name?);
    /// }
    /// # std::fs::remove_file(path)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the pickle holds no list, an item is no `T`, or the bytes behind an item are malformed. The items before were
    /// given by then. The list has to be written as picklers write it, item by item.
    ///
    /// A later item cannot change an earlier one, which was given. So a `Weak` to what only a later item owns is an error,
    /// and so is an item that holds the list at the root.
    ///
    /// [`max_memo_entries`](crate::Limits::max_memo_entries) and [`max_expand_nodes`](crate::Limits::max_expand_nodes) hold
    /// for all items together, other [`Limits`](crate::Limits) for each. [`OnShared::Error`] needs the whole pickle and is an
    /// error here.
    pub fn list_items<'u, T: Unpickle<'de>>(&'u self, bytes: &'de [u8]) -> ListItems<'u, 'de, T> {
        let stream = self.stream_before_list(HeldBytes::all(bytes));
        let source = Source::of_stream(stream, &self.persistent_loaders);
        ListItems { source, list: RootList::default(), fault: self.fault_of_items(), is_done: false, item: PhantomData }
    }

    /// A stream before the list at the root of a pickle.
    pub(super) fn stream_before_list<'u>(&'u self, input: HeldBytes<'de>) -> Stream<'u, 'de> {
        Stream::before_protocol(
            input,
            self.buffers_ref(),
            self.decoding(),
            StreamOptions::Own(Rc::new(self.read_options())),
        )
    }

    /// The error of an option that single items cannot have.
    pub(super) fn fault_of_items(&self) -> Option<Error> {
        (self.on_shared == OnShared::Error).then(|| {
            Error::custom("OnShared::Error needs the whole pickle, not single items of it; use Unpickler::loads")
        })
    }
}

impl<'de, T: Unpickle<'de>> Iterator for ListItems<'_, 'de, T> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Result<T>> {
        if self.is_done {
            return None;
        }
        let next = match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.source.next_of_root(&mut self.list),
        };
        self.is_done = !matches!(next, Ok(Next::Item(_)));
        next.map(Next::into_item).transpose()
    }
}

impl<T> fmt::Debug for ListItems<'_, '_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListItems").field("index", &self.list.index()).finish_non_exhaustive()
    }
}
