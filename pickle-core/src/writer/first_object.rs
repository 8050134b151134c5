//! `FirstObject`: what opens the first object of a class, ready to be copied: the class by its names, and a new object of it.

use crate::class::Class;
use crate::names;
use crate::opcode::bytes;
use crate::protocol::Protocol;

use super::Writer;
use super::classes::KnownClass;
use super::memo::{Filter, Key};
use super::names::LONGEST_READY;
use super::straight::Way;

/// How many bytes a form has, at most.
const ROOM: usize = 64;
/// The opcode and the length in front of a text, and with the opcode behind it that stores it.
const BEFORE_TEXT: usize = 2;
const AROUND_TEXT: usize = 3;

/// How many entries a class and its names are.
const CLASS_ENTRIES: usize = 3;

/// A new object, and its state begun.
const OBJECT: [u8; 4] = [bytes::EmptyTuple, bytes::NewObj, bytes::EmptyDict, bytes::Mark];

pub(super) struct FirstObject {
    /// The class, its names and those of its fields that are ready, when all are different.
    announced: Option<Filter>,
    /// At protocols with frames: the names, the class, the object.
    framed: Option<Form>,
    /// At protocols without: the class up to the index of its entry, by the names of Python 3 and of Python 2.
    global: Option<Form>,
    python2_global: Option<Form>,
    /// How the memo keeps the class.
    kept: Box<[u8]>,
}

struct Form {
    bytes: [u8; ROOM],
    length: usize,
}

impl Form {
    fn new(parts: &[&[u8]]) -> Option<Form> {
        let mut form = Form { bytes: [0; ROOM], length: 0 };
        for part in parts {
            let end = form.length + part.len();
            form.bytes.get_mut(form.length..end)?.copy_from_slice(part);
            form.length = end;
        }
        Some(form)
    }

    /// Two texts that are not equal, and the class that they name.
    fn framed(module: &str, name: &str) -> Option<Form> {
        let [module_len, name_len] = [module, name].map(|text| [bytes::ShortBinUnicode, text.len() as u8]);
        let (stored, class) = ([bytes::Memoize], [bytes::StackGlobal, bytes::Memoize]);
        let parts: [&[u8]; 8] =
            [&module_len, module.as_bytes(), &stored, &name_len, name.as_bytes(), &stored, &class, &OBJECT];
        Form::new(&parts).filter(|_| module != name)
    }

    /// A class that is no part of another one.
    fn global((module, name): (&str, &str)) -> Option<Form> {
        let is_plain = |text: &str| !text.is_empty() && text.is_ascii() && !text.contains('\n');
        let form = Form::new(&[&[bytes::Global], module.as_bytes(), b"\n", name.as_bytes(), b"\n", &[bytes::BinPut]])?;
        (is_plain(module) && is_plain(name) && !name.contains('.')).then_some(form)
    }
}

impl FirstObject {
    pub(super) fn new(class: &Class) -> FirstObject {
        let (key, mut kept) = (Key::global(class.module, class.name), Vec::new());
        key.keep(&mut kept);
        FirstObject {
            announced: announced(class, key),
            framed: Form::framed(class.module, class.name),
            global: Form::global((class.module, class.name)),
            python2_global: Form::global(names::to_python2(class.module, class.name)),
            kept: kept.into(),
        }
    }
}

fn announced(class: &Class, key: Key<'_>) -> Option<Filter> {
    let fields = class.fields.iter().map(|field| field.name).filter(|name| name.len() <= LONGEST_READY);
    let mut names: Vec<&str> = [class.module, class.name].into_iter().chain(fields).collect();
    let keys: Vec<_> = names.iter().map(|name| Key::str(name.as_bytes())).chain([key]).collect();
    names.sort_unstable();
    let are_different = names.windows(2).all(|pair| pair[0] != pair[1]);
    are_different.then(|| Filter::of(&keys))
}

impl Writer<'_> {
    /// Opens an object with its class, and announces the names of its fields, if a short look is enough to say that none of
    /// all that was written; says whether it did.
    pub(super) fn open_first_object(&mut self, class: &KnownClass) -> bool {
        let has_room = self.extensions.is_none() && self.output.has_room_between(ROOM + OBJECT.len() + 1);
        match self.way {
            Way::Framed if has_room => self.open_first_framed_object(class),
            Way::Unframed if has_room => self.open_first_unframed_object(class),
            _ => false,
        }
    }

    fn open_first_framed_object(&mut self, class: &KnownClass) -> bool {
        let start = self.output.len();
        let first = class.first_object();
        let Some(form) = first.framed.as_ref().filter(|_| self.announce(first, start)) else { return false };
        self.output.write_first(&form.bytes, form.length);
        let name = start + AROUND_TEXT + class.module.len() + BEFORE_TEXT;
        self.store_announced_names(class, [start + BEFORE_TEXT, name]);
        self.store_announced_class(class, &first.kept);
        true
    }

    fn open_first_unframed_object(&mut self, class: &KnownClass) -> bool {
        let start = self.output.len();
        let first = class.first_object();
        let form = match self.options.fix_imports && self.protocol() < Protocol::V3 {
            true => first.python2_global.as_ref(),
            false => first.global.as_ref(),
        };
        let near = u8::try_from(self.tables.memo.next()).ok();
        let (Some(form), Some(near)) = (form, near.filter(|_| self.announce(first, start))) else { return false };
        self.output.write_first(&form.bytes, form.length);
        self.output.write_bytes([near]);
        self.output.write_bytes(OBJECT);
        self.store_announced_class(class, &first.kept);
        true
    }

    fn announce(&mut self, first: &FirstObject, start: usize) -> bool {
        first.announced.as_ref().is_some_and(|all| self.tables.memo.announce(all, CLASS_ENTRIES, start + ROOM))
    }
}
