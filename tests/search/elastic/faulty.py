"""Servers on loopback that do not what an Elasticsearch does."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager

INFO = {"version": {"number": "9.4.3"}, "tagline": "You Know, for Search"}
PRODUCT = "X-Elastic-Product: Elasticsearch\r\n"
JSON = "Content-Type: application/vnd.elasticsearch+json;compatible-with=9\r\n"


def response(status, body, headers=PRODUCT + JSON):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Server:
    """Answers each request with what `answer(path)` gives; None: never."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.open = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.open.append(connection)
            threading.Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection):
        with connection, connection.makefile("rb") as lines:
            try:
                while line := lines.readline():
                    path = line.split()[1].decode()
                    length = 0
                    while (header := lines.readline().strip()) != b"":
                        if header.lower().startswith(b"content-length:"):
                            length = int(header.split(b":")[1])
                    lines.read(length)
                    self.asked += 1
                    said = self.answer(path)
                    if said is not None:
                        connection.sendall(said)
            except OSError:
                return

    def stop(self):
        self.socket.close()
        for connection in self.open:
            connection.close()


@contextmanager
def serving(answer):
    server = Server(answer)
    try:
        yield server
    finally:
        server.stop()


def after_info(status, body, headers=PRODUCT + JSON):
    """A right greeting, then always the same."""

    def answer(path):
        if path == "/":
            return response(200, INFO)
        return response(status, body, headers)

    return answer


FAULTS = {
    "hangs": lambda path: None,
    "hangs after the greeting": lambda path: (
        response(200, INFO) if path == "/" else None
    ),
    "red": after_info(503, {"error": {"type": "search_phase_execution_exception"}}),
    "broken": after_info(
        500, b"<html>Internal error</html>", "Content-Type: text/html\r\n"
    ),
    "an older one": lambda path: response(200, {"version": {"number": "8.16.1"}}),
    "a newer one": lambda path: response(200, {"version": {"number": "10.0.0"}}),
    "another product": lambda path: response(200, INFO, JSON),
    "says nothing of a version": lambda path: response(200, {"hello": 1}),
    "no JSON": after_info(200, b"{]", PRODUCT + JSON),
    "other JSON": after_info(200, {"hits": 3}),
    "a list": after_info(200, [1, 2]),
    "half an answer": after_info(
        200, {"timed_out": True, "_shards": {"failed": 1}, "hits": {}}
    ),
    "deep": after_info(200, b"[" * 100_000, PRODUCT + JSON),
    "hangs up": lambda path: b"",
    "no HTTP": lambda path: b"220 mail ready\r\n",
}
