"""What the tests of the way in share."""

import pytest
from django.db import transaction


@pytest.fixture
def at_once(monkeypatch):
    """What waits for the commit is done at once: a test never commits."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())
