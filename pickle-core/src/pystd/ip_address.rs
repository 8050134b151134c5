//! The classes of Python's `ipaddress`: addresses, networks and interfaces of IPv4 and IPv6.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::call::{argument, call_arguments, call_class};
use crate::class::Class;
use crate::error::shorten;
use crate::schema::described;
use crate::{Error, Int, Kind, ListWriter, Pickle, Result, Source, Unpickle, Writer};

/// Python's `ipaddress.IPv4Address`.
///
/// ```
/// use pickle_core::pystd::Ipv4Address;
/// use pickle_core::{dumps, loads};
///
/// let address: Ipv4Address = "192.168.0.1".parse()?;
/// assert_eq!(loads::<Ipv4Address>(&dumps(&address)?)?, address);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ipv4Address(pub Ipv4Addr);

/// Python's `ipaddress.IPv6Address`, which since 3.9 may have a scope, such as `eth0`.
///
/// ```
/// use pickle_core::pystd::Ipv6Address;
/// use pickle_core::{dumps, loads};
///
/// let address: Ipv6Address = "fe80::1%eth0".parse()?;
/// assert_eq!(address.scope_id.as_deref(), Some("eth0"));
/// assert_eq!(loads::<Ipv6Address>(&dumps(&address)?)?, address);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ipv6Address {
    /// The 128 bits.
    pub address: Ipv6Addr,
    /// The scope, behind a `%` in the text; Python's `scope_id`.
    pub scope_id: Option<String>,
}

impl From<Ipv4Addr> for Ipv4Address {
    fn from(address: Ipv4Addr) -> Ipv4Address {
        Ipv4Address(address)
    }
}

impl From<Ipv6Addr> for Ipv6Address {
    fn from(address: Ipv6Addr) -> Ipv6Address {
        Ipv6Address { address, scope_id: None }
    }
}

impl From<Ipv4Address> for Ipv4Addr {
    fn from(address: Ipv4Address) -> Ipv4Addr {
        address.0
    }
}

impl FromStr for Ipv4Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Ipv4Address> {
        text.parse().map(Ipv4Address).map_err(|_| no_address("Ipv4Address", text, "192.168.0.1"))
    }
}

impl FromStr for Ipv6Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Ipv6Address> {
        let (address, scope_id) = match text.split_once('%') {
            Some((address, scope_id)) => (address, Some(scope_id)),
            None => (text, None),
        };
        match (address.parse(), scope_id) {
            (Ok(address), None) => Ok(Ipv6Address::from(address)),
            (Ok(address), Some(scope_id)) if !scope_id.is_empty() && !scope_id.contains('%') => {
                Ok(Ipv6Address { address, scope_id: Some(scope_id.to_owned()) })
            }
            _ => Err(no_address("Ipv6Address", text, "fe80::1 or fe80::1%eth0")),
        }
    }
}

#[cold]
fn no_address(target: &'static str, text: &str, example: &str) -> Error {
    Error::out_of_range(target, format!("'{}' is no address; write it like {example}", shorten(text)))
}

impl fmt::Display for Ipv4Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Ipv6Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scope_id {
            Some(scope_id) => write!(f, "{}%{scope_id}", self.address),
            None => self.address.fmt(f),
        }
    }
}

/// An address as an int, which is how Python pickles all of IPv4, and IPv6 until 3.11.
fn read_int<T: TryFrom<Int>>(source: &mut Source<'_, '_>, target: &'static str) -> Result<T> {
    let int = source.int()?;
    T::try_from(int).map_err(|_| source.out_of_range(target, "the int is negative or has too many bits"))
}

impl Ipv4Address {
    const BITS: u8 = 32;

    fn from_int(source: &mut Source<'_, '_>) -> Result<Ipv4Address> {
        read_int::<u32>(source, "Ipv4Address").map(|bits| Ipv4Address(bits.into()))
    }

    fn bits(&self) -> u128 {
        self.0.to_bits().into()
    }

    fn write(&self, arguments: &mut ListWriter<'_, '_>) -> Result<()> {
        arguments.item(&self.0.to_bits())
    }
}

impl Ipv6Address {
    const BITS: u8 = 128;

    fn from_int(source: &mut Source<'_, '_>) -> Result<Ipv6Address> {
        read_int::<u128>(source, "Ipv6Address").map(|bits| Ipv6Address::from(Ipv6Addr::from(bits)))
    }

    fn bits(&self) -> u128 {
        self.address.to_bits()
    }

    fn write(&self, arguments: &mut ListWriter<'_, '_>) -> Result<()> {
        arguments.item(&self.to_string())
    }
}

/// Takes what one of the classes is called with: mostly the text.
fn read_text<T: FromStr<Err = Error>>(source: &mut Source<'_, '_>) -> Result<T> {
    let offset = source.offset();
    source.str()?.parse().map_err(|error: Error| error.at_offset(offset))
}

/// Takes the one argument of a call.
fn read_only<T>(
    source: &mut Source<'_, '_>,
    class: &'static Class,
    load: impl Fn(&mut Source<'_, '_>) -> Result<T>,
) -> Result<T> {
    let offset = source.offset();
    let argument = call_arguments(source, class, load)?.pop();
    argument.ok_or_else(|| Error::mismatch(format!("{class} made from an address"), "no arguments").at_offset(offset))
}

fn split_prefix(text: &str) -> Option<(&str, u8)> {
    let (address, prefix_len) = text.split_once('/')?;
    Some((address, prefix_len.parse().ok()?))
}

macro_rules! addresses {
    ($($class:ident $address:ident $name:literal;)*) => {$(
        pub(super) static $class: Class = call_class("ipaddress", $name, &[argument("address")]);

        impl Pickle for $address {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.immutable(concat!("ipaddress.", $name), self.to_string().as_bytes(), |writer| {
                    writer.reduce("ipaddress", $name, 1, |arguments| self.write(arguments))
                })
            }

            fn as_any(&self) -> Option<&dyn std::any::Any> {
                Some(self)
            }
        }

        impl<'de> Unpickle<'de> for $address {
            described!(Type::Standard(StandardClass::$address));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                read_only(source, &$class, |source| {
                    match source.kind() {
                        Kind::Int => $address::from_int(source),
                        _ => read_text(source),
                    }
                })
            }
        }
    )*};
}

addresses! {
    IPV4_ADDRESS Ipv4Address "IPv4Address";
    IPV6_ADDRESS Ipv6Address "IPv6Address";
}

macro_rules! addresses_with_prefix {
    ($($(#[$doc:meta])* $class:ident $type:ident $address:ident $name:literal $check:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $type {
            address: $address,
            prefix_len: u8,
        }

        pub(super) static $class: Class = call_class("ipaddress", $name, &[argument("address")]);

        impl $type {
            /// An address and how many of its bits are those of the network.
            ///
            /// # Errors
            ///
            /// When the address has fewer bits, or that of a network has bits set behind the prefix.
            pub fn new(address: impl Into<$address>, prefix_len: u8) -> Result<$type> {
                let address = address.into();
                if prefix_len > $address::BITS {
                    let reason = format!("a prefix of {prefix_len} bits is longer than the address");
                    return Err(Error::out_of_range(stringify!($type), reason));
                }
                let check: fn(&$address, u8) -> bool = $check;
                if !check(&address, $address::BITS - prefix_len) {
                    let reason = format!("{address}/{prefix_len} has bits set behind the prefix");
                    return Err(Error::out_of_range(stringify!($type), reason));
                }
                Ok($type { address, prefix_len })
            }

            /// The address: of a network its first one.
            pub fn address(&self) -> &$address {
                &self.address
            }

            /// How many bits are those of the network; Python's `prefixlen`.
            pub fn prefix_len(&self) -> u8 {
                self.prefix_len
            }
        }

        /// An address, a slash and the length of the prefix.
        impl FromStr for $type {
            type Err = Error;

            fn from_str(text: &str) -> Result<$type> {
                match split_prefix(text) {
                    Some((address, prefix_len)) => $type::new(address.parse::<$address>()?, prefix_len),
                    None => {
                        let reason = format!("'{}' has no prefix; write it like 10.0.0.0/8", shorten(text));
                        Err(Error::out_of_range(stringify!($type), reason))
                    }
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}/{}", self.address, self.prefix_len)
            }
        }

        impl Pickle for $type {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                let text = self.to_string();
                writer.immutable(concat!("ipaddress.", $name), text.as_bytes(), |writer| {
                    writer.reduce("ipaddress", $name, 1, |arguments| arguments.item(&text))
                })
            }

            fn as_any(&self) -> Option<&dyn std::any::Any> {
                Some(self)
            }
        }

        impl<'de> Unpickle<'de> for $type {
            described!(Type::Standard(StandardClass::$type));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                read_only(source, &$class, read_text)
            }
        }
    )*};
}

/// Whether the last bits of an address are zero.
fn has_no_host_bits(address: u128, host_bits: u8) -> bool {
    address.checked_shr(host_bits.into()).unwrap_or_default().checked_shl(host_bits.into()).unwrap_or_default()
        == address
}

addresses_with_prefix! {
    /// Python's `ipaddress.IPv4Network`.
    ///
    /// ```
    /// use pickle_core::pystd::Ipv4Network;
    /// use pickle_core::{dumps, loads};
    ///
    /// let network: Ipv4Network = "10.0.0.0/8".parse()?;
    /// assert_eq!(loads::<Ipv4Network>(&dumps(&network)?)?, network);
    /// assert!("10.0.0.1/8".parse::<Ipv4Network>().is_err());
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    IPV4_NETWORK Ipv4Network Ipv4Address "IPv4Network" |address, host_bits| has_no_host_bits(address.bits(), host_bits);
    /// Python's `ipaddress.IPv6Network`.
    ///
    /// ```
    /// use pickle_core::pystd::Ipv6Network;
    /// use pickle_core::{dumps, loads};
    ///
    /// let network: Ipv6Network = "2001:db8::/32".parse()?;
    /// assert_eq!(loads::<Ipv6Network>(&dumps(&network)?)?, network);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    IPV6_NETWORK Ipv6Network Ipv6Address "IPv6Network" |address, host_bits| has_no_host_bits(address.bits(), host_bits);
    /// Python's `ipaddress.IPv4Interface`: an address in a network.
    ///
    /// ```
    /// use pickle_core::pystd::Ipv4Interface;
    /// use pickle_core::{dumps, loads};
    ///
    /// let interface: Ipv4Interface = "10.0.0.1/8".parse()?;
    /// assert_eq!(loads::<Ipv4Interface>(&dumps(&interface)?)?, interface);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    IPV4_INTERFACE Ipv4Interface Ipv4Address "IPv4Interface" |_, _| true;
    /// Python's `ipaddress.IPv6Interface`: an address in a network.
    ///
    /// ```
    /// use pickle_core::pystd::Ipv6Interface;
    /// use pickle_core::{dumps, loads};
    ///
    /// let interface: Ipv6Interface = "2001:db8::1/32".parse()?;
    /// assert_eq!(loads::<Ipv6Interface>(&dumps(&interface)?)?, interface);
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    IPV6_INTERFACE Ipv6Interface Ipv6Address "IPv6Interface" |_, _| true;
}
