"""A file as an answer, without a database: which bytes, and what is said of them."""

import pytest
from django.core.files.base import ContentFile
from hypothesis import given as asked
from hypothesis import strategies as st

from intranet.files import giving
from intranet.files.giving import ALONE, POLICY, given, range_of
from intranet.models import PrivateFile
from tests.intranet.files.test_giving_out import finish
from tests.intranet.files.test_taking import MP4


@pytest.fixture
def stored():
    """`stored(data, kind)`: bytes that are kept, without a row."""
    made = []

    def store(data=MP4, kind="video/mp4", name="corso.mp4"):
        file = PrivateFile(name=name, content_type=kind, size=len(data))
        file.file.save(name, ContentFile(data), save=False)
        made.append(file.file)
        return file

    yield store
    for one in made:
        one.close()
        one.storage.delete(one.name)


def bytes_of(answer):
    data = b"".join(answer) if answer.streaming else answer.content
    finish(answer)
    return data


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ("bytes=0-0", "bytes 0-0/{}"),
        ("bytes=1-3", "bytes 1-3/{}"),
        ("bytes=5-", "bytes 5-{last}/{}"),
        ("bytes=-2", "bytes {before}-{last}/{}"),
        (" bytes=0-9999 ", "bytes 0-{last}/{}"),
    ],
)
def test_a_part_says_where_it_lies_and_how_long_it_is(stored, wanted, named):
    size = len(MP4)
    answer = given(stored(), wanted)
    named = named.format(size, last=size - 1, before=size - 2)
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == named
    data = bytes_of(answer)
    assert answer.headers["Content-Length"] == str(len(data))
    first = int(named.split()[1].split("-")[0])
    assert data == MP4[first : first + len(data)]


@pytest.mark.parametrize("wanted", [f"bytes={len(MP4)}-", "bytes=9999-", "bytes=-0"])
def test_a_part_beyond_the_end_says_how_long_the_whole_is(stored, wanted):
    answer = given(stored(), wanted)
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(MP4)}"
    assert answer.content == b""


@pytest.mark.parametrize("wanted", ["", "bytes=-", "bytes=4-1", "bytes=a-", "0-3"])
def test_what_is_no_range_gets_the_whole(stored, wanted):
    answer = given(stored(), wanted)
    assert answer.status_code == 200
    assert "Content-Range" not in answer.headers
    assert bytes_of(answer) == MP4


@asked(
    st.integers(1, 50), st.none() | st.integers(0, 60), st.none() | st.integers(0, 60)
)
def test_a_range_is_what_the_standard_says(size, first, last):
    """RFC 9110, 14.1.2: both places are taken in; without the first, so many from the end."""
    text = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    found = range_of(text, size)
    places = list(range(size))
    if first is None:
        part = None if last is None else places[max(size - last, 0) :]
    elif last is None:
        part = places[first:]
    else:
        part = None if last < first else places[first : last + 1]
    assert (part is None) is (found is None)
    if part:
        assert found == (part[0], part[-1])
    elif found:
        assert found == (size, size - 1)


@pytest.mark.parametrize("piece", [1, 7, len(MP4), 10_000])
def test_in_whatever_pieces_it_is_read_it_is_the_same(stored, monkeypatch, piece):
    monkeypatch.setattr(giving, "PIECE", piece)
    answer = given(stored(), "bytes=3-40")
    assert list(map(len, answer))[:1] == [min(piece, 38)]
    assert bytes_of(given(stored(), "bytes=3-40")) == MP4[3:41]


@pytest.mark.parametrize(
    ("kind", "shown", "policy"),
    [
        ("application/pdf", True, ALONE),
        ("image/png", True, POLICY),
        ("video/webm", True, POLICY),
        ("text/vtt; charset=utf-8", True, POLICY),
        ("text/plain; charset=utf-8", False, POLICY),
        ("text/html", False, POLICY),
        ("application/octet-stream", False, POLICY),
        ("application/vnd.oasis.opendocument.text", False, POLICY),
    ],
)
def test_what_a_browser_may_do_with_each_kind(stored, kind, shown, policy):
    answer = given(stored(kind=kind))
    way = "inline" if shown else "attachment"
    assert (
        answer.headers.items()
        >= {
            "Content-Type": kind,
            "Content-Disposition": f'{way}; filename="corso.mp4"',
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Accept-Ranges": "bytes",
            "Content-Encoding": "identity",
        }.items()
    )
    finish(answer)


def test_nothing_in_a_file_runs_loads_or_is_framed_elsewhere():
    assert ALONE == "default-src 'none'; frame-ancestors 'self'"
    rules = {rule.strip().partition(" ")[0] for rule in POLICY.split(";")}
    assert {"default-src", "frame-ancestors", "sandbox"} <= rules
    assert "script-src" not in rules


def test_the_web_server_is_told_a_place_that_no_name_can_change(stored, settings):
    settings.PRIVATE_ACCEL = "/-/private/"
    file = stored()
    file.file.storage.delete(file.file.name)
    with pytest.raises(FileNotFoundError):
        given(file)
    file.file.name = file.file.storage.save("àb c?d.mp4", ContentFile(b"x"))
    place = given(file, "bytes=0-3").headers["X-Accel-Redirect"]
    assert place == "/-/private/%C3%A0b%20c%3Fd.mp4"
