"""Fingerprints: computed, typed, refused."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network import fingerprints

OF_NOTHING = hashlib.sha256(b"").hexdigest()


@given(st.binary(max_size=4000))
def test_a_file_has_the_fingerprint_that_the_usual_programs_compute(content):
    file = io.BytesIO(content)
    file.read(3)
    assert fingerprints.of_file(file) == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


@given(st.binary(max_size=200), st.sampled_from([" ", ":", "\n", "-", ". "]))
def test_a_fingerprint_is_read_however_it_was_copied(content, between):
    found = hashlib.sha256(content).hexdigest()
    copied = between.join(fingerprints.groups(found.upper()))
    assert fingerprints.tidy(copied) == found
    assert fingerprints.problem(copied) == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (OF_NOTHING[:40], "questi sono 40"),
        ("z" * 64, "solo di cifre"),
        (OF_NOTHING + "0", "questi sono 65"),
        ("", "questi sono 0"),
    ],
)
def test_what_is_no_fingerprint_is_refused_with_the_reason(typed, told):
    assert told in fingerprints.problem(typed)


@pytest.mark.parametrize(
    "printed",
    [
        f"{OF_NOTHING}  atto del 2025.pdf",
        f"SHA256 hash di atto.pdf: {OF_NOTHING.upper()}",
        f"SHA256(atto.pdf)= {OF_NOTHING}",
    ],
)
def test_what_a_command_prints_may_be_pasted_whole(printed):
    assert fingerprints.tidy(printed) == OF_NOTHING


def test_groups_are_eight_and_lose_nothing():
    groups = fingerprints.groups(OF_NOTHING)
    assert "".join(groups) == OF_NOTHING
    assert {len(group) for group in groups} == {8}
