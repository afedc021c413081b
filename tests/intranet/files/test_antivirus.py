"""A clamd of the test's own, which speaks the protocol."""

import socket
import struct
import threading

import pytest
from django.core.exceptions import ValidationError

from intranet.files.taking.pipeline import take
from tests.intranet.files.documents import upload


class Clamd:
    """Answers one file; keeps what it was sent."""

    def __init__(self, listener, answer):
        self.listener, self.answer, self.got = listener, answer, b""
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        line, _ = self.listener.accept()
        with line, line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", said.read(4))[0]:
                self.got += said.read(size)
            line.sendall(self.answer)


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    """Starts one with its answer."""
    started = []

    def start(answer):
        if request.param == "tcp":
            listener = socket.create_server(("127.0.0.1", 0))
            settings.CLAMD_SOCKET = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        else:
            listener = socket.socket(socket.AF_UNIX)
            settings.CLAMD_SOCKET = str(tmp_path / "clamd.ctl")
            listener.bind(settings.CLAMD_SOCKET)
            listener.listen()
        started.append((Clamd(listener, answer), listener))
        return started[-1][0]

    yield start
    for one, listener in started:
        one.thread.join(timeout=5)
        listener.close()


def test_a_clean_file_is_taken_and_was_seen_whole(clamd):
    server = clamd(b"stream: OK\0")
    data = b"testo " * 30_000
    assert take(upload("a.txt", data)).text
    server.thread.join(timeout=5)
    assert server.got == data


def test_an_infected_file_is_refused_and_logged(clamd, caplog):
    clamd(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(ValidationError, match="pericoloso"):
        take(upload("a.txt", b"testo"))
    assert "Eicar-Test-Signature" in caplog.text
    assert "a.txt" not in caplog.text


@pytest.mark.parametrize("answer", [b"Can't allocate memory ERROR\0", b""])
def test_whatever_is_not_ok_is_refused(clamd, answer):
    clamd(answer)
    with pytest.raises(ValidationError, match="L'antivirus non risponde"):
        take(upload("a.txt", b"testo"))


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
    ],
)
def test_what_it_does_not_look_through_is_refused_and_told(clamd, caplog, answer):
    clamd(answer)
    with pytest.raises(ValidationError, match="non riesce a guardare tutto"):
        take(upload("a.txt", b"testo"))
    assert "its limits are too low" in caplog.text


class HangsUp(Clamd):
    """As clamd does in the midst of what is longer than StreamMaxLength."""

    def serve(self):
        line, _ = self.listener.accept()
        with line:
            line.recv(1024)
            line.sendall(self.answer)
            line.shutdown(socket.SHUT_RD)


def test_one_that_hangs_up_in_the_midst_is_heard(settings, tmp_path):
    settings.CLAMD_SOCKET = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(settings.CLAMD_SOCKET)
        listener.listen()
        server = HangsUp(listener, b"INSTREAM size limit exceeded. ERROR\0")
        with pytest.raises(ValidationError, match="non riesce a guardare tutto"):
            take(upload("a.txt", b"testo " * 300_000))
        server.thread.join(timeout=5)


@pytest.mark.parametrize("place", ["tcp://127.0.0.1:9", "/tmp/non-esiste.ctl"])
def test_where_it_does_not_answer_nothing_is_taken(settings, place):
    settings.CLAMD_SOCKET = place
    with pytest.raises(ValidationError, match="L'antivirus non risponde"):
        take(upload("a.txt", b"testo"))
