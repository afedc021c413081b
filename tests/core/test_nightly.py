"""`manage.py nightly` runs every job, whatever becomes of the others."""

import datetime as dt
import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core import nightly
from core.models import JobRun, NightlyRun
from core.night import KEPT, LONGEST, begin
from core.night_panel import LATEST, problem

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 28, 3, 20, tzinfo=dt.UTC)


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
        caplog.at_level(logging.ERROR, logger="core.night"),
        pytest.raises(CommandError, match="broken"),
    ):
        call_command("nightly")
    assert capsys.readouterr().out.splitlines() == ["fatto"]
    assert "disk full" in caplog.text


def test_the_search_mends_itself_at_night(capsys):
    assert any(line.startswith("ricerca (database):") for line in run(capsys))


def test_each_job_leaves_a_row_with_its_line_or_its_error(jobs):
    def broken():
        raise ValueError("disco pieno")

    nightly.register("broken", broken)
    nightly.register("after", lambda: "fatto")
    with pytest.raises(CommandError):
        call_command("nightly")
    after, first = JobRun.objects.order_by("-pk")
    assert (first.name, first.line, first.error) == (
        "broken",
        "",
        "ValueError: disco pieno",
    )
    assert (after.name, after.line, after.error) == ("after", "fatto", "")
    assert [first.outcome, after.outcome] == ["Non riuscito", "Riuscito"]
    assert after.lasted >= dt.timedelta(0)
    assert str(after).startswith("after, ")
    night = NightlyRun.objects.get()
    assert night.has_failed
    assert not night.is_open
    assert night.ended_at >= night.started_at
    assert str(night).startswith(f"{night.started_at:%d/%m/%Y}")


def test_a_night_without_faults_says_so(jobs):
    nightly.register("one", lambda: "fatto")
    call_command("nightly")
    assert not NightlyRun.objects.get().has_failed


def test_a_second_run_beside_the_first_says_so_and_ends(jobs, capsys):
    nightly.register("one", lambda: "fatto")
    begin(at=timezone.now() - dt.timedelta(minutes=5))
    assert run(capsys)[0].startswith("Non comincio: i lavori sono già in corso dalle ")
    assert not JobRun.objects.exists()
    assert NightlyRun.objects.get().is_open


def test_two_runs_are_never_open_at_once():
    NightlyRun.objects.create(started_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        NightlyRun.objects.create(started_at=NOW)


def test_a_run_that_was_broken_off_is_taken_over(jobs, capsys):
    old = begin(at=timezone.now() - LONGEST)
    nightly.register("one", lambda: "fatto")
    assert run(capsys) == ["fatto"]
    old.refresh_from_db()
    assert old.has_failed
    assert not old.is_open
    assert old.ended_at is None


def test_who_knows_that_the_other_is_dead_need_not_wait(jobs):
    begin(at=timezone.now())
    nightly.register("one", lambda: "fatto")
    call_command("nightly", force=True)
    assert JobRun.objects.get().line == "fatto"


def test_a_run_that_is_stopped_does_not_hold_the_next_one_up(jobs):
    def stopped():
        raise KeyboardInterrupt

    nightly.register("stopped", stopped)
    with pytest.raises(KeyboardInterrupt):
        call_command("nightly")
    night = NightlyRun.objects.get()
    assert not night.is_open
    assert night.has_failed
    row = JobRun.objects.get()
    assert row.outcome == "Non finito"
    assert row.lasted is None


def test_old_nights_are_forgotten(jobs):
    now = timezone.now()
    for age in (KEPT + dt.timedelta(days=1), KEPT - dt.timedelta(days=1)):
        night = NightlyRun.objects.create(started_at=now - age, is_open=False)
        JobRun.objects.create(night=night, name="x", started_at=now - age)
    call_command("nightly")
    assert JobRun.objects.count() == 1
    assert NightlyRun.objects.count() == 2


def test_what_a_job_says_is_cut_to_what_fits(jobs):
    nightly.register("wordy", lambda: "x" * 900)
    call_command("nightly")
    assert len(JobRun.objects.get().line) == 500


def test_the_administrator_reads_what_failed(home, admin_client, jobs):
    def broken():
        raise ValueError("disco pieno")

    nightly.register("copia", broken)
    with pytest.raises(CommandError):
        call_command("nightly")
    page = admin_client.get("/admin/reports/notte/").content.decode()
    assert "ValueError: disco pieno" in page
    assert "Non riuscito" in page
    sheet = admin_client.get("/admin/reports/notte/?export=csv")
    assert "disco pieno" in b"".join(sheet.streaming_content).decode()


def test_the_report_asks_the_same_however_many_nights(admin_client, home, queries):
    night = NightlyRun.objects.create(started_at=NOW, is_open=False)
    counts = []
    admin_client.get("/admin/reports/notte/results/")  # What the first asks once.
    for _ in range(2):
        for index in range(10):
            JobRun.objects.create(night=night, name=f"j{index}", started_at=NOW)
        with queries() as found:
            admin_client.get("/admin/reports/notte/results/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_others_do_not_read_it(home, editor):
    client = Client()
    client.force_login(editor)
    assert client.get("/admin/reports/notte/").status_code in {302, 403}
    assert "/admin/reports/notte/" not in client.get("/admin/").content.decode()


def night(started_at, **more):
    return NightlyRun.objects.create(started_at=started_at, is_open=False, **more)


def test_a_site_without_nights_yet_complains_of_nothing():
    assert problem(NOW) == ""


def test_the_last_night_counts():
    night(NOW - dt.timedelta(days=2), has_failed=True)
    night(NOW - dt.timedelta(hours=2))
    assert problem(NOW) == ""
    night(NOW - dt.timedelta(hours=1), has_failed=True)
    assert "non è riuscito" in problem(NOW)


def test_nights_that_stopped_coming_are_noticed():
    night(NOW - LATEST)
    assert problem(NOW) == ""
    assert "non partono" in problem(NOW + dt.timedelta(seconds=1))


def test_the_administrator_is_told_on_the_first_page_and_nobody_else(
    home, admin_client, editor
):
    panel = "L&#x27;ultima notte qualche lavoro"
    assert panel not in admin_client.get("/admin/").content.decode()
    night(timezone.now(), has_failed=True)
    assert panel in admin_client.get("/admin/").content.decode()
    client = Client()
    client.force_login(editor)
    assert panel not in client.get("/admin/").content.decode()
