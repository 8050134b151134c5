//! The protocol versions a pickle can be written in.

use std::fmt;

use crate::error::{Error, ErrorKind};

/// A version of the pickle protocol.
///
/// Every protocol can be read; the protocol to write decides which Pythons can load the result:
///
/// | protocol | since | notable |
/// |---|---|---|
/// | 0, 1 | Python 1.x | text, and the first binary form |
/// | 2 | Python 2.3 | `NEWOBJ`; the newest that Python 2 loads |
/// | 3 | Python 3.0 | `bytes` |
/// | 4 | Python 3.4 | frames, large data, `set`; Python's default since 3.8 |
/// | 5 | Python 3.8 | out-of-band buffers, `bytearray` |
///
/// ```
/// use pickle_core::Protocol;
///
/// assert_eq!(Protocol::default(), Protocol::V4);
/// assert_eq!(Protocol::try_from(2).unwrap(), Protocol::V2);
/// assert!(Protocol::V2 < Protocol::HIGHEST);
/// assert!(Protocol::try_from(6).is_err());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Protocol {
    /// Text.
    V0 = 0,
    /// The first binary form.
    V1 = 1,
    /// The newest that Python 2 loads.
    V2 = 2,
    /// The default of Python 3.0 to 3.7.
    V3 = 3,
    /// The default of Python since 3.8, and of this library.
    #[default]
    V4 = 4,
    /// The newest, since Python 3.8.
    V5 = 5,
}

/// Python's `pickle.DEFAULT_PROTOCOL`: [`Protocol::DEFAULT`].
pub const DEFAULT_PROTOCOL: Protocol = Protocol::DEFAULT;

/// Python's `pickle.HIGHEST_PROTOCOL`: [`Protocol::HIGHEST`].
pub const HIGHEST_PROTOCOL: Protocol = Protocol::HIGHEST;

impl Protocol {
    /// Every protocol, lowest first.
    pub const ALL: [Protocol; 6] = [Protocol::V0, Protocol::V1, Protocol::V2, Protocol::V3, Protocol::V4, Protocol::V5];
    /// The protocol that is written when none is asked for: 4.
    pub const DEFAULT: Protocol = Protocol::V4;
    /// The highest protocol there is: 5.
    pub const HIGHEST: Protocol = Protocol::V5;

    /// The number of the protocol, 0 to 5.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl TryFrom<u8> for Protocol {
    type Error = Error;

    fn try_from(number: u8) -> Result<Protocol, Error> {
        match Protocol::ALL.get(usize::from(number)) {
            Some(protocol) => Ok(*protocol),
            None => Err(ErrorKind::UnsupportedProtocol(u64::from(number)).into()),
        }
    }
}

impl From<Protocol> for u8 {
    fn from(protocol: Protocol) -> u8 {
        protocol.number()
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_names_its_protocol() {
        for (number, protocol) in (0_u8..).zip(Protocol::ALL) {
            assert_eq!(protocol.number(), number);
            assert_eq!(Protocol::try_from(number).ok(), Some(protocol));
        }
    }

    #[test]
    fn protocol_6_is_refused() {
        let error = Protocol::try_from(6).unwrap_err();
        assert_eq!(error.to_string(), "expected a pickle protocol up to 5, found protocol 6");
    }
}
