"""What is encrypted comes back whole or not at all."""

import io

import pytest
from config.backup import envelope
from config.backup.envelope import CHUNK, MAGIC, Decrypting, Encrypting, is_encrypted
from config.backup.faults import BackupFault
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEY = "una chiave di almeno trentadue lettere"
HEADER = len(MAGIC) + envelope.SALT + envelope.BEGINNING


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Small chunks, and a key that is quickly derived."""

    monkeypatch.setattr(envelope, "CHUNK", 8)
    slow = envelope.Scrypt
    monkeypatch.setattr(envelope, "Scrypt", lambda **more: slow(**{**more, "n": 2}))


def sealed(text, key=KEY, pieces=3):
    file = io.BytesIO()
    target = Encrypting(file, key)
    for start in range(0, len(text), pieces):
        target.write(text[start : start + pieces])
    target.close()
    return file.getvalue()


def opened(data, key=KEY, size=5):
    source = Decrypting(io.BytesIO(data), key)
    found = b""
    while piece := source.read(size):
        found += piece
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=60), st.integers(1, 20), st.integers(1, 20))
def test_it_comes_back_as_it_was(text, pieces, size):
    data = sealed(text, pieces=pieces)
    assert opened(data, size=size) == text
    assert Decrypting(io.BytesIO(data), KEY).read() == text


@pytest.mark.parametrize("length", [0, 7, 8, 9, 16, 17])
def test_any_byte_that_is_changed_is_found(length):
    data = sealed(bytes(range(length)))
    for place in range(len(MAGIC), len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(BackupFault, match="BACKUP_KEY"):
            opened(bytes(changed))


@pytest.mark.parametrize("length", [0, 8, 16, 20])
def test_any_early_end_is_found(length):
    data = sealed(bytes(length))
    for end in range(len(MAGIC), len(data)):
        with pytest.raises(BackupFault):
            opened(data[:end])


def test_what_is_added_left_out_or_moved_is_found():
    data = sealed(bytes(range(24)))
    size = 8 + envelope.TAG
    first, second = (
        data[HEADER : HEADER + size],
        data[HEADER + size : HEADER + 2 * size],
    )
    rest = data[HEADER + 2 * size :]
    for wrong in (
        data + b"x",
        data[:HEADER] + second + first + rest,
        data[:HEADER] + second + rest,
        data[:HEADER] + first + first + rest,
        data[:HEADER] + rest,
    ):
        with pytest.raises(BackupFault):
            opened(wrong)


def test_another_key_does_not_open_it():
    with pytest.raises(BackupFault, match="non è quella"):
        opened(sealed(b"segreto"), key=KEY + "!")


def test_the_text_is_not_to_be_read_and_never_written_twice_alike():
    assert b"segreto" not in sealed(b"segreto")
    assert sealed(b"segreto") != sealed(b"segreto")


def test_it_is_recognised_and_left_at_its_beginning():
    file = io.BytesIO(sealed(b"x"))
    assert is_encrypted(file)
    assert file.tell() == 0
    assert not is_encrypted(io.BytesIO(b"\x1f\x8b"))
    assert not is_encrypted(io.BytesIO(b""))


def test_chunks_are_large_where_nobody_made_them_small():
    assert CHUNK == 2**20
    assert len(MAGIC) == 20
