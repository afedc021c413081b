"""What workers of one run must agree on: the name of each test."""

from __future__ import annotations

from tests.conftest import LONGEST_ID


def test_no_name_carries_a_file(request):
    """One made while collecting holds the time, and two workers would tell of two tests."""
    names = [item.name for item in request.session.items]
    assert not [name for name in names if name.count(r"\x") > LONGEST_ID]
