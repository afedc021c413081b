"""A real web server on this machine, with the habits of those out there."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

NAME = "sito.example"


class Habits(BaseHTTPRequestHandler):
    """`/404` answers 404; other paths say what they do."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.seen.append((self.command, self.path, dict(self.headers)))
        act = getattr(self, f"on_{self.path.split('?')[0].strip('/')}", None)
        if act:
            act()
        else:
            self.say(int(self.path[1:4]) if self.path[1:4].isdigit() else 200)

    def say(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def on_nohead(self):
        self.say(405 if self.command == "HEAD" else 200)

    def on_headbreaks(self):
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.say(200)

    def on_moved(self):
        self.say(301, Location="/fine")

    def on_lost(self):
        self.say(302, Location="/404")

    def on_round(self):
        self.say(302, Location="/round")

    def on_inside(self):
        self.say(302, Location="http://interno.example/segreto")

    def on_file(self):
        self.say(302, Location="file:///etc/passwd")

    def on_spaces(self):
        self.say(302, Location="/con spazi è?x=1 2")

    def on_raw(self):
        self.say(302, Location="/già".encode().decode("latin-1"))

    def on_slow(self):
        time.sleep(1.5)
        self.say(200)

    def on_drip(self):
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass
        self.close_connection = True

    def on_huge(self):
        self.send_response(404 if self.command == "HEAD" else 200)
        self.send_header("Content-Length", str(10**10))
        self.end_headers()
        if self.command == "GET":
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
                    self.server.sent += 65536
            except OSError:
                self.close_connection = True

    def on_nonsense(self):
        self.wfile.write(b"\x00\x01 nothing of HTTP\r\n\r\n")
        self.close_connection = True

    def log_message(self, *args):
        pass


@contextmanager
def serving(certificate=None):
    """The server; `seen` lists what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Habits)
    server.daemon_threads = True
    server.seen, server.sent = [], 0
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificate(place, name=NAME):
    """A certificate that signs itself, with its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(1))
        .not_valid_after(now + dt.timedelta(1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    place.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return place
