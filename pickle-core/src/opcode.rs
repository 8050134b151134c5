//! The opcode table: the one place that knows which bytes a pickle is made of.

use std::fmt;

use crate::argument;
pub use crate::argument::{ArgumentKind, IntOrBool, ModuleAndName, Text};
use crate::error::Result;
use crate::input::Cursor;

/// Turns the rows of the table into [`Opcode`] and [`Instruction`].
macro_rules! opcodes {
    (@append $out:ident $byte:literal) => {
        $out.push($byte)
    };
    (@append $out:ident $byte:literal $module:ident $argument:expr) => {
        argument::$module::encode($byte, $argument, $out)
    };
    ($(
        $variant:ident $(($argument:ident))? = $byte:literal $name:literal
        [$($before:ident)*] => [$($after:ident)*] $protocol:literal $summary:literal;
    )*) => {
        /// An opcode: the byte that says what a piece of a pickle does.
        ///
        /// ```
        /// use pickle_core::opcode::Opcode;
        ///
        /// let opcode = Opcode::from_byte(b'}').unwrap();
        /// assert_eq!(opcode, Opcode::EmptyDict);
        /// assert_eq!(opcode.name(), "EMPTY_DICT");
        /// assert_eq!(opcode.protocol(), 1);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Opcode {
            $(
                #[doc = concat!("`", $name, "`: ", $summary, ".")]
                $variant = $byte,
            )*
        }

        impl Opcode {
            /// Every opcode, in the order of CPython's `pickletools.opcodes`.
            pub const ALL: &'static [Opcode] = &[$(Opcode::$variant),*];

            /// The opcode of this byte, if it is one.
            #[inline]
            pub const fn from_byte(byte: u8) -> Option<Opcode> {
                const OF_BYTES: [Option<Opcode>; 256] = {
                    let mut opcodes = [None; 256];
                    $(opcodes[$byte as usize] = Some(Opcode::$variant);)*
                    opcodes
                };
                OF_BYTES[byte as usize]
            }

            /// The byte that stands for the opcode in a pickle.
            pub const fn byte(self) -> u8 {
                self as u8
            }

            /// CPython's name, such as `SHORT_BINUNICODE`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Opcode::$variant => $name,)*
                }
            }

            /// What follows the byte.
            pub const fn argument(self) -> ArgumentKind {
                match self {
                    $(Opcode::$variant => {
                        #[allow(unused_mut, unused_assignments)]
                        let mut kind = ArgumentKind::None;
                        $(kind = argument::$argument::KIND;)?
                        kind
                    })*
                }
            }

            /// What the opcode takes from the stack, deepest first.
            pub const fn stack_before(self) -> &'static [StackItem] {
                match self {
                    $(Opcode::$variant => &[$(StackItem::$before),*],)*
                }
            }

            /// What the opcode leaves on the stack instead, deepest first.
            pub const fn stack_after(self) -> &'static [StackItem] {
                match self {
                    $(Opcode::$variant => &[$(StackItem::$after),*],)*
                }
            }

            /// The protocol that introduced the opcode.
            ///
            /// A pickle may use it whatever protocol it declares.
            pub const fn protocol(self) -> u8 {
                match self {
                    $(Opcode::$variant => $protocol,)*
                }
            }

            /// What the opcode does, in one line.
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Opcode::$variant => $summary,)*
                }
            }
        }

        /// An opcode and its argument.
        ///
        /// Text and bytes are borrowed from the input where it holds them verbatim.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Instruction<'a> {
            $(
                #[doc = concat!("`", $name, "`: ", $summary, ".")]
                $variant $((argument::$argument::Value<'a>))?,
            )*
        }

        /// The byte of each opcode, for a match that is one jump.
        #[allow(non_upper_case_globals, reason = "they are named like the opcodes")]
        pub(crate) mod bytes {
            $(pub(crate) const $variant: u8 = $byte;)*
        }

        /// The decoder of each opcode's argument, for those who look at the opcode first.
        ///
        /// Each works on a copy of the cursor, so that a caller's cursor can stay in registers.
        #[allow(non_snake_case, reason = "they are named like the opcodes")]
        pub(crate) mod arguments {
            use super::*;

            $($(
                #[inline(always)]
                pub(crate) fn $variant<'a>(cursor: &mut Cursor<'a>) -> Result<argument::$argument::Value<'a>> {
                    let mut copy = cursor.clone();
                    let value = argument::$argument::decode(&mut copy, Opcode::$variant);
                    *cursor = copy;
                    value
                }
            )?)*
        }

        impl<'a> Instruction<'a> {
            /// The opcode.
            pub const fn opcode(&self) -> Opcode {
                match self {
                    $(Instruction::$variant { .. } => Opcode::$variant,)*
                }
            }

            /// Reads the instruction at the cursor.
            pub(crate) fn decode(cursor: &mut Cursor<'a>) -> Result<Instruction<'a>> {
                match cursor.opcode_byte()? {
                    $($byte => Ok(Instruction::$variant $((argument::$argument::decode(cursor, Opcode::$variant)?))?),)*
                    byte => Err(crate::error::ErrorKind::UnknownOpcode(byte).into()),
                }
            }

            /// Appends the instruction to a pickle.
            ///
            /// # Panics
            ///
            /// If the argument cannot be written: bytes longer than the length in front of them can say, or a name or
            /// persistent id with a newline in it.
            pub fn write_to(&self, out: &mut Vec<u8>) {
                match self {
                    $(Instruction::$variant $(($argument))? => opcodes!(@append out $byte $($argument $argument)?),)*
                }
            }

            /// As `write_to`. Where the variant is known, all that is left of this is to store a few bytes.
            #[inline(always)]
            pub(crate) fn append_to(self, out: &mut Vec<u8>) {
                match self {
                    $(Instruction::$variant $(($argument))? => opcodes!(@append out $byte $($argument &$argument)?),)*
                }
            }
        }
    };
}

opcodes! {
    // Ints.
    Int(decimalnl_short) = b'I' "INT" [] => [IntOrBool] 0 "push an int written in text, or a bool written `00` or `01`";
    BinInt(int4) = b'J' "BININT" [] => [Int] 1 "push an int of four bytes, signed";
    BinInt1(uint1) = b'K' "BININT1" [] => [Int] 1 "push an int of one byte, unsigned";
    BinInt2(uint2) = b'M' "BININT2" [] => [Int] 1 "push an int of two bytes, unsigned";
    Long(decimalnl_long) = b'L' "LONG" [] => [Int] 0 "push an int of any size, written in text with an `L` after it";
    Long1(long1) = b'\x8a' "LONG1" [] => [Int] 2 "push an int of up to 255 bytes";
    Long4(long4) = b'\x8b' "LONG4" [] => [Int] 2 "push an int of up to 2 GiB";
    // Python 2's strings.
    String(stringnl) = b'S' "STRING" [] => [BytesOrStr] 0 "push a Python 2 string, written as its `repr`";
    BinString(string4) = b'T' "BINSTRING" [] => [BytesOrStr] 1 "push a Python 2 string with a length of four bytes";
    ShortBinString(string1) = b'U' "SHORT_BINSTRING" [] => [BytesOrStr] 1 "push a Python 2 string of up to 255 bytes";
    // Bytes.
    BinBytes(bytes4) = b'B' "BINBYTES" [] => [Bytes] 3 "push bytes with a length of four bytes";
    ShortBinBytes(bytes1) = b'C' "SHORT_BINBYTES" [] => [Bytes] 3 "push up to 255 bytes";
    BinBytes8(bytes8) = b'\x8e' "BINBYTES8" [] => [Bytes] 4 "push bytes with a length of eight bytes";
    ByteArray8(bytearray8) = b'\x96' "BYTEARRAY8" [] => [ByteArray] 5 "push a bytearray with a length of eight bytes";
    // Out-of-band buffers.
    NextBuffer = b'\x97' "NEXT_BUFFER" [] => [Buffer] 5 "push the next of the buffers that travel beside the pickle";
    ReadonlyBuffer = b'\x98' "READONLY_BUFFER" [Buffer] => [Buffer] 5 "make the buffer on top read-only";
    // None and bools.
    None = b'N' "NONE" [] => [None] 0 "push None";
    NewTrue = b'\x88' "NEWTRUE" [] => [Bool] 2 "push True";
    NewFalse = b'\x89' "NEWFALSE" [] => [Bool] 2 "push False";
    // Text.
    Unicode(unicodestringnl) = b'V' "UNICODE" [] => [Str] 0 "push a str, written as one line with `\\u` escapes";
    ShortBinUnicode(unicodestring1) = b'\x8c' "SHORT_BINUNICODE" [] => [Str] 4 "push a str of up to 255 bytes of UTF-8";
    BinUnicode(unicodestring4) = b'X' "BINUNICODE" [] => [Str] 1 "push a str of UTF-8 with a length of four bytes";
    BinUnicode8(unicodestring8) = b'\x8d' "BINUNICODE8" [] => [Str] 4 "push a str of UTF-8 with a length of eight bytes";
    // Floats.
    Float(floatnl) = b'F' "FLOAT" [] => [Float] 0 "push a float written in text";
    BinFloat(float8) = b'G' "BINFLOAT" [] => [Float] 1 "push a float of eight bytes, big-endian";
    // Lists.
    EmptyList = b']' "EMPTY_LIST" [] => [List] 1 "push an empty list";
    Append = b'a' "APPEND" [List Any] => [List] 0 "append the top value to the list below it";
    Appends = b'e' "APPENDS" [List Mark StackSlice] => [List] 1 "append every value down to the mark to the list below it";
    List = b'l' "LIST" [Mark StackSlice] => [List] 0 "make a list of every value down to the mark";
    // Tuples.
    EmptyTuple = b')' "EMPTY_TUPLE" [] => [Tuple] 1 "push the empty tuple";
    Tuple = b't' "TUPLE" [Mark StackSlice] => [Tuple] 0 "make a tuple of every value down to the mark";
    Tuple1 = b'\x85' "TUPLE1" [Any] => [Tuple] 2 "make a tuple of the top value";
    Tuple2 = b'\x86' "TUPLE2" [Any Any] => [Tuple] 2 "make a tuple of the top two values";
    Tuple3 = b'\x87' "TUPLE3" [Any Any Any] => [Tuple] 2 "make a tuple of the top three values";
    // Dicts.
    EmptyDict = b'}' "EMPTY_DICT" [] => [Dict] 1 "push an empty dict";
    Dict = b'd' "DICT" [Mark StackSlice] => [Dict] 0 "make a dict of the keys and values down to the mark";
    SetItem = b's' "SETITEM" [Dict Any Any] => [Dict] 0 "set the top value under the key below it, in the dict below that";
    SetItems = b'u' "SETITEMS" [Dict Mark StackSlice] => [Dict] 1 "set the keys and values down to the mark in the dict below it";
    // Sets.
    EmptySet = b'\x8f' "EMPTY_SET" [] => [Set] 4 "push an empty set";
    AddItems = b'\x90' "ADDITEMS" [Set Mark StackSlice] => [Set] 4 "add every value down to the mark to the set below it";
    FrozenSet = b'\x91' "FROZENSET" [Mark StackSlice] => [FrozenSet] 4 "make a frozenset of every value down to the mark";
    // The stack itself.
    Pop = b'0' "POP" [Any] => [] 0 "drop the top value, or the mark on top";
    Dup = b'2' "DUP" [Any] => [Any Any] 0 "push the top value again";
    Mark = b'(' "MARK" [] => [Mark] 0 "push a mark, under the values that a later opcode takes together";
    PopMark = b'1' "POP_MARK" [Mark StackSlice] => [] 1 "drop every value down to the mark, and the mark";
    // The memo.
    Get(decimalnl_index) = b'g' "GET" [] => [Any] 0 "push the value at an index of the memo, written in text";
    BinGet(uint1) = b'h' "BINGET" [] => [Any] 1 "push the value at an index of the memo, of one byte";
    LongBinGet(uint4) = b'j' "LONG_BINGET" [] => [Any] 1 "push the value at an index of the memo, of four bytes";
    Put(decimalnl_index) = b'p' "PUT" [] => [] 0 "store the top value at an index of the memo, written in text";
    BinPut(uint1) = b'q' "BINPUT" [] => [] 1 "store the top value at an index of the memo, of one byte";
    LongBinPut(uint4) = b'r' "LONG_BINPUT" [] => [] 1 "store the top value at an index of the memo, of four bytes";
    Memoize = b'\x94' "MEMOIZE" [Any] => [Any] 4 "store the top value at the memo's next index";
    // Classes, functions and objects.
    Ext1(uint1) = b'\x82' "EXT1" [] => [Any] 2 "push what the extension registry has under a code of one byte";
    Ext2(uint2) = b'\x83' "EXT2" [] => [Any] 2 "push what the extension registry has under a code of two bytes";
    Ext4(int4) = b'\x84' "EXT4" [] => [Any] 2 "push what the extension registry has under a code of four bytes";
    Global(stringnl_noescape_pair) = b'c' "GLOBAL" [] => [Any] 0 "push what a module has under a name, each on a line";
    StackGlobal = b'\x93' "STACK_GLOBAL" [Str Str] => [Any] 4 "push what a module has under a name, both from the stack";
    Reduce = b'R' "REDUCE" [Any Any] => [Any] 0 "call the callable below with the tuple of arguments on top";
    Build = b'b' "BUILD" [Any Any] => [Any] 0 "give the object below the state on top";
    Inst(stringnl_noescape_pair) = b'i' "INST" [Mark StackSlice] => [Any] 0 "make an instance of a class named on two lines, with the arguments down to the mark";
    Obj = b'o' "OBJ" [Mark Any StackSlice] => [Any] 1 "make an instance of the class above the mark, with the arguments above that";
    NewObj = b'\x81' "NEWOBJ" [Any Any] => [Any] 2 "make an object with the `__new__` of the class below and the tuple of arguments on top";
    NewObjEx = b'\x92' "NEWOBJ_EX" [Any Any Any] => [Any] 4 "make an object with the `__new__` of a class, a tuple of arguments and a dict of keywords";
    // The pickle itself.
    Proto(uint1) = b'\x80' "PROTO" [] => [] 2 "say the protocol of the pickle";
    Stop = b'.' "STOP" [Any] => [] 0 "end the pickle, whose value is on top";
    Frame(uint8) = b'\x95' "FRAME" [] => [] 4 "say how many bytes follow in one piece";
    // Persistent ids.
    PersId(stringnl_noescape) = b'P' "PERSID" [] => [Any] 0 "push what a persistent id, written in text, stands for";
    BinPersId = b'Q' "BINPERSID" [Any] => [Any] 1 "push what the persistent id on top stands for";
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One item of the stack, as an opcode takes or leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StackItem {
    /// An int.
    Int,
    /// An int or a bool.
    IntOrBool,
    /// A bool.
    Bool,
    /// A Python 2 string, which Python 3 loads as `bytes` or `str`.
    BytesOrStr,
    /// `bytes`.
    Bytes,
    /// A `bytearray`.
    ByteArray,
    /// Something with a buffer.
    Buffer,
    /// None.
    None,
    /// A `str`.
    Str,
    /// A float.
    Float,
    /// A list.
    List,
    /// A tuple.
    Tuple,
    /// A dict.
    Dict,
    /// A set.
    Set,
    /// A frozenset.
    FrozenSet,
    /// Any value.
    Any,
    /// A mark.
    Mark,
    /// Every value above a mark.
    StackSlice,
}

impl StackItem {
    /// The name in CPython's `pickletools`.
    pub const fn name(self) -> &'static str {
        match self {
            StackItem::Int => "int",
            StackItem::IntOrBool => "int_or_bool",
            StackItem::Bool => "bool",
            StackItem::BytesOrStr => "bytes_or_str",
            StackItem::Bytes => "bytes",
            StackItem::ByteArray => "bytearray",
            StackItem::Buffer => "buffer",
            StackItem::None => "None",
            StackItem::Str => "str",
            StackItem::Float => "float",
            StackItem::List => "list",
            StackItem::Tuple => "tuple",
            StackItem::Dict => "dict",
            StackItem::Set => "set",
            StackItem::FrozenSet => "frozenset",
            StackItem::Any => "any",
            StackItem::Mark => "mark",
            StackItem::StackSlice => "stackslice",
        }
    }
}
