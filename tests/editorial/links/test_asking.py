"""One link against a real server of this machine; the guard that keeps others out."""

import socket
import time

import pytest

from editorial.links import asking, guard
from editorial.links.asking import Answer, ask
from editorial.links.guard import Refused, is_public, parsed, public_address

from .servers import NAME, make_certificate, serving


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


def here(host, port):
    """The guard of these tests: two names are this machine, all others are refused."""
    if host in {NAME, "127.0.0.1"}:
        return "127.0.0.1"
    raise Refused("porta a un indirizzo interno, che chi visita non raggiunge")


def answer(server, path, name=NAME, scheme="http"):
    server.seen.clear()
    return ask(f"{scheme}://{name}:{server.server_port}{path}", here)


@pytest.mark.parametrize(
    "path", ["/", "/204", "/nohead", "/headbreaks", "/moved", "/spaces", "/huge"]
)
def test_what_works(server, path):
    assert answer(server, path) == Answer(True)


@pytest.mark.parametrize("status", [401, 403, 407, 429, 451, 999])
def test_a_server_that_wants_a_person_is_not_broken(server, status):
    assert answer(server, f"/{status}").is_working


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/404", "la pagina non c'è più (404)"),
        ("/410", "la pagina non c'è più (410)"),
        ("/400", "il sito dà un errore (400)"),
        ("/500", "il sito dà un errore (500)"),
        ("/503", "il sito dà un errore (503)"),
        ("/lost", "la pagina non c'è più (404)"),
        ("/round", "rimanda ad altri indirizzi senza fine"),
        ("/inside", "porta a un indirizzo interno, che chi visita non raggiunge"),
        ("/file", "l'indirizzo non comincia con http:// o https://"),
        ("/nonsense", "il sito non risponde"),
    ],
)
def test_what_does_not_work_says_why(server, path, problem):
    assert answer(server, path) == Answer(False, problem)


def test_head_is_asked_first_and_get_only_where_it_must(server):
    answer(server, "/")
    assert [method for method, _, _ in server.seen] == ["HEAD"]
    answer(server, "/nohead")
    assert [method for method, _, _ in server.seen] == ["HEAD", "GET"]
    answer(server, "/429")
    assert [method for method, _, _ in server.seen] == ["HEAD"]


def test_it_says_who_asks_and_keeps_the_query(server, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://sportello.example.it"
    answer(server, "/x?a=1&b=è")
    (_, path, headers), *_ = server.seen
    assert path == "/x?a=1&b=%C3%A8"
    assert headers["User-Agent"] == (
        "SportelloSociale-collegamenti/1 (+https://sportello.example.it)"
    )
    assert headers["Host"] == f"{NAME}:{server.server_port}"
    assert "Cookie" not in headers


def test_an_address_with_raw_accents_is_followed_as_it_was_sent(server):
    assert answer(server, "/raw").is_working
    assert server.seen[-1][1] == "/gi%C3%A0"


def test_redirects_are_few(server):
    answer(server, "/round")
    assert len(server.seen) == asking.MOST_REDIRECTS + 1


def test_the_body_is_not_read(server):
    server.sent = 0
    assert answer(server, "/huge").is_working
    assert server.sent < 20 * 1024 * 1024


def test_a_silent_server_is_left_in_time(server, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    begun = time.monotonic()
    assert answer(server, "/slow") == Answer(False, "il sito non risponde in tempo")
    assert time.monotonic() - begun < 1.2


def test_a_server_that_drips_is_left_in_time(server, monkeypatch):
    monkeypatch.setattr(asking, "DEADLINE", 0.5)
    begun = time.monotonic()
    assert not answer(server, "/drip").is_working
    assert time.monotonic() - begun < 2


def test_nobody_there():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
    assert ask(f"http://{NAME}:{port}/", here) == Answer(False, "il sito non risponde")


def test_a_name_that_is_not_known():
    def unknown(host, port):
        raise socket.gaierror("no")

    assert ask("http://nessuno.example/", unknown) == Answer(
        False, "il nome del sito non esiste"
    )


def test_a_certificate_is_checked_against_the_name(tmp_path, monkeypatch):
    place = make_certificate(tmp_path / "site.pem")
    with serving(place) as server:
        problem = "il certificato del sito non va bene"
        assert answer(server, "/", scheme="https") == Answer(False, problem)
        monkeypatch.setenv("SSL_CERT_FILE", str(place))
        assert answer(server, "/", scheme="https") == Answer(True)
        other = make_certificate(tmp_path / "other.pem", "altro.example")
    with serving(other) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(other))
        assert answer(server, "/", scheme="https") == Answer(False, problem)


# --- the guard ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255"),
        *("192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
        *("255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "192.0.0.170"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1"),
        *("2002:a00:1::", "::127.0.0.1", "2001:db8::1", "", "x", "1.2.3"),
    ],
)
def test_addresses_inside_are_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_addresses_outside_are_not(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0", "0x7f.1", "2130706433", "::1", "127.1"]
)
def test_this_machine_is_never_asked(host, server):
    server.seen.clear()
    with pytest.raises((Refused, OSError)):
        public_address(host, 80)
    literal = f"[{host}]" if ":" in host else host
    assert not ask(f"http://{literal}:{server.server_port}/").is_working
    assert server.seen == []


def resolving(monkeypatch, *addresses):
    """Names lead to these addresses, in turn one list a question."""
    turns = list(addresses)

    def getaddrinfo(host, port, **_):
        found = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(guard.socket, "getaddrinfo", getaddrinfo)


def test_one_address_inside_is_enough_to_refuse(monkeypatch):
    resolving(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(Refused):
        public_address("misto.example", 443)


def test_a_name_without_addresses_is_refused(monkeypatch):
    resolving(monkeypatch, [])
    with pytest.raises(Refused):
        public_address("vuoto.example", 443)


def test_the_address_examined_is_the_one_connected_to(monkeypatch):
    """A name that changes its answer between the look and the connection gains nothing."""
    resolving(monkeypatch, ["8.8.8.8"], ["127.0.0.1"])
    connected = []

    def create_connection(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(asking.socket, "create_connection", create_connection)
    assert not ask("http://cambia.example/").is_working
    assert connected == [("8.8.8.8", 80)]


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 9200])
def test_other_services_are_not_knocked_at(port, monkeypatch):
    resolving(monkeypatch, ["8.8.8.8"])
    with pytest.raises(Refused, match=f"la porta {port} non è di un sito"):
        public_address("sito.example", port)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://x.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "gopher://x",
        ),
        *("http://", "http:///x", "//x.example", "", "http://[::1", "http://x:99999/"),
        *("http://x:0/", "http://me:secret@x.example/", "http://x.example/\r\nHost: y"),
        "http://x.example/" + "a" * 1000,
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(Refused):
        parsed(url)
    assert not ask(url, here).is_working
