"""`manage.py nightly` runs every job, whatever becomes of the others."""

import logging

import pytest
from django.core.management import CommandError, call_command

from core import nightly


@pytest.fixture
def jobs(monkeypatch):
    """A register of the test's own."""
    registered = {}
    monkeypatch.setattr(nightly, "_jobs", registered)
    return registered


def run(capsys):
    call_command("nightly")
    return capsys.readouterr().out.splitlines()


def test_each_job_says_one_line_in_the_order_of_registration(jobs, capsys):
    nightly.register("search", lambda: "ricerca: niente da fare")
    nightly.register("reviews", lambda: "verifiche: 2 da chiedere")
    assert run(capsys) == ["ricerca: niente da fare", "verifiche: 2 da chiedere"]


def test_without_jobs_nothing_is_said(jobs, capsys):
    assert run(capsys) == []


def test_a_job_that_fails_stops_no_other_and_is_named(jobs, capsys, caplog):
    def broken():
        raise RuntimeError("disk full")

    nightly.register("broken", broken)
    nightly.register("after", lambda: "fatto")
    with (
        caplog.at_level(logging.ERROR, logger="core.management.commands.nightly"),
        pytest.raises(CommandError, match="broken"),
    ):
        call_command("nightly")
    assert capsys.readouterr().out.splitlines() == ["fatto"]
    assert "disk full" in caplog.text


@pytest.mark.django_db
def test_the_search_mends_itself_at_night(capsys):
    assert any(line.startswith("ricerca (database):") for line in run(capsys))
