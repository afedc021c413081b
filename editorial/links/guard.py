"""Which addresses the nightly check may connect to: public ones alone.

A link is written by an editor, and a server answers with redirects: neither may make this
machine ask something inside its own network. A name is resolved once, and the connection goes
to the address that was examined, so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

Guard = Callable[[str, int], str]
SCHEMES = {"http": 80, "https": 443}
# Any port would let a link knock at other services than web servers.
PORTS = frozenset({80, 443, 8080, 8443})
# In bytes: PostgreSQL indexes no longer text.
LONGEST_URL = 1000


class Refused(Exception):
    """The link is not asked; the message says why, in Italian."""


def parsed(url: str) -> SplitResult:
    """The parts of a link that may be asked. Raises Refused."""
    if len(url) > LONGEST_URL or not url.isprintable():
        raise Refused("l'indirizzo non è scritto bene")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("l'indirizzo non è scritto bene") from None
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise Refused("l'indirizzo non comincia con http:// o https://")
    if parts.username or parts.password:
        raise Refused("l'indirizzo contiene un nome utente")
    if port == 0:
        raise Refused("l'indirizzo non è scritto bene")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port to connect to."""
    return parts.port or SCHEMES[parts.scheme]


def public_address(host: str, port: int) -> str:
    """The address to connect to for `host`; every address it has must be public.

    Raises Refused; OSError where the name is not known.
    """
    if port not in PORTS:
        raise Refused(f"la porta {port} non è di un sito")
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if not addresses or not all(map(is_public, addresses)):
        raise Refused("porta a un indirizzo interno, che chi visita non raggiunge")
    return addresses[0]


def is_public(address: str) -> bool:
    """True for an address of the open internet: not private, local, reserved or a group's.

    An IPv6 address that carries an IPv4 one (mapped, 6to4, Teredo, NAT64) is judged by both.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *_carried(ip)))


def _carried(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return []
    teredo = ip.teredo[1] if ip.teredo else None
    found = [one for one in (ip.ipv4_mapped, ip.sixtofour, teredo) if one]
    is_translated = int(ip) >> 32 == int(IPv6Address("64:ff9b::")) >> 32
    is_compatible = int(ip) >> 32 == 0
    if is_translated or is_compatible:
        found.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return found
