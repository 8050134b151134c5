"""Addresses, networks and interfaces, and UUIDs."""
# python: 3.6+
# rust: writes the form of another Python
from ipaddress import IPv4Address, IPv4Interface, IPv4Network, IPv6Address, IPv6Interface, IPv6Network
from uuid import UUID


class Sample:
    address: IPv4Address
    interface: IPv4Interface
    network: IPv4Network
    address6: IPv6Address
    interface6: IPv6Interface
    network6: IPv6Network
    key: UUID


def samples():
    one, two = Sample(), Sample()
    one.address = IPv4Address("1.2.3.4")
    one.interface = IPv4Interface("10.0.0.1/8")
    one.network = IPv4Network("10.0.0.0/8")
    one.address6 = IPv6Address("::1")
    one.interface6 = IPv6Interface("fe80::2/64")
    one.network6 = IPv6Network("2001:db8::/32")
    one.key = UUID(int=5)
    two.address = IPv4Address(0)
    two.interface = IPv4Interface("192.168.1.7")
    two.network = IPv4Network("0.0.0.0/0")
    two.address6 = IPv6Address(2 ** 128 - 1)
    two.interface6 = IPv6Interface("::3/128")
    two.network6 = IPv6Network("::/0")
    two.key = UUID("12345678-1234-5678-1234-567812345678")
    return [one, two]
