"""The night's round: throttle, three days, what is said."""

import datetime as dt
import itertools

import pytest

from core import nightly
from editorial.links import night
from editorial.links.asking import Answer
from editorial.links.night import BETWEEN, Clock, check, check_links, in_turns
from editorial.models import CheckedLink
from tests.factories import ServiceFactory

from .servers import NAME, serving
from .test_asking import here

DAY = dt.date(2026, 5, 4)
GONE = Answer(False, "la pagina non c'è più (404)")
WORKS = Answer(True)


class FalseClock:
    """Sleeping is what makes time pass, and each question takes a tenth of a second."""

    def __init__(self):
        self.time, self.slept = 0.0, []

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def clock(self):
        return Clock(lambda: self.time, self.sleep)


@pytest.fixture
def link(db):
    return CheckedLink.objects.create(url="https://uno.example/a")


def rounds(answers, first=DAY):
    """One night for each answer."""
    for number, answer in enumerate(answers):
        check(on=first + dt.timedelta(number), asking=lambda url, a=answer: a)


def test_a_link_is_broken_on_the_third_day(link):
    rounds([GONE, GONE])
    assert not CheckedLink.objects.broken().exists()
    rounds([GONE], DAY + dt.timedelta(2))
    broken = CheckedLink.objects.broken().get()
    assert (broken.failing_since, broken.failed_on) == (DAY, DAY + dt.timedelta(2))
    assert broken.problem == "la pagina non c'è più (404)"


def test_many_tries_on_one_day_are_one_day(link):
    for _ in range(5):
        CheckedLink.objects.update(checked_on=None)
        rounds([GONE])
    link.refresh_from_db()
    assert link.failed_days == 1
    assert not CheckedLink.objects.broken().exists()


def test_an_answer_forgets_what_was_counted(link):
    rounds([GONE, GONE, WORKS, GONE, GONE])
    link.refresh_from_db()
    assert (link.failed_days, link.failing_since) == (2, DAY + dt.timedelta(3))
    rounds([GONE, WORKS], DAY + dt.timedelta(5))
    link.refresh_from_db()
    assert (link.failed_days, link.problem, link.failing_since) == (0, "", None)


def test_a_night_repeated_asks_nothing_again(link):
    asked = []
    for _ in range(2):
        check(on=DAY, asking=lambda url: asked.append(url) or WORKS)
    assert asked == [link.url]


def test_one_host_is_not_asked_twice_in_a_row(db):
    for host in ("uno", "due"):
        for path in range(3):
            CheckedLink.objects.create(url=f"https://{host}.example/{path}")
    clock, asked = FalseClock(), []

    def asking(url):
        asked.append((clock.time, url.split("/")[2]))
        clock.time += 0.1
        return WORKS

    assert check(on=DAY, asking=asking, clock=clock.clock()) == 6
    assert [host for _, host in asked[:2]] == ["uno.example", "due.example"]
    for host in ("uno.example", "due.example"):
        times = [time for time, one in asked if one == host]
        gaps = [b - a for a, b in itertools.pairwise(times)]
        assert all(gap >= BETWEEN for gap in gaps)
    # Two hosts take turns: nobody waits for both.
    assert clock.time < 2 * BETWEEN + 1


def test_hosts_take_turns():
    urls = ["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://[bad"]
    turns = list(in_turns([CheckedLink(url=url) for url in urls]))
    assert [link.url for _, link in turns] == [urls[i] for i in (0, 3, 4, 1, 2)]


def test_a_round_ends_and_the_next_begins_with_those_left(db, monkeypatch, caplog):
    monkeypatch.setattr(night, "LONGEST_ROUND", 3 * BETWEEN)
    for number in range(9):
        CheckedLink.objects.create(url=f"https://uno.example/{number}")
    seen = []

    def asking(url):
        seen.append(url)
        return WORKS

    first = check(on=DAY, asking=asking, clock=FalseClock().clock())
    assert 0 < first < 9
    assert "cut short" in caplog.text
    check(on=DAY + dt.timedelta(1), asking=asking, clock=FalseClock().clock())
    assert len(set(seen)) == len(seen) == 2 * first


def test_a_link_removed_meanwhile_stays_removed(link):
    def asking(url):
        CheckedLink.objects.all().delete()
        return GONE

    check(on=DAY, asking=asking)
    assert not CheckedLink.objects.exists()


def test_switched_off_nothing_leaves_the_machine(body, monkeypatch):
    ServiceFactory(parent=body, online_url="https://uno.example/")
    monkeypatch.setattr(night, "check", None)
    assert check_links() == nightly.jobs()["links"]() == night.OFF
    assert not CheckedLink.objects.exists()


@pytest.mark.parametrize(
    ("production", "text", "expected"), [(True, "", True), (True, "0", False)]
)
def test_it_is_on_where_it_was_not_switched_off(production, text, expected):
    from config.environment import read

    value = read({"CHECK_LINKS": text})["CHECK_LINKS"]
    assert (production if value is None else value) is expected


def test_the_whole_night_with_a_real_server(body, settings, monkeypatch):
    settings.CHECK_LINKS = True
    with serving() as server:
        base = f"http://{NAME}:{server.server_port}"
        ServiceFactory(parent=body, online_url=f"{base}/404", booking_url=f"{base}/x")
        ServiceFactory(parent=body, online_url="http://127.0.0.1/segreto")
        real = night.check
        monkeypatch.setattr(night, "BETWEEN", 0)
        for number in range(3):
            monkeypatch.setattr(
                night, "check", lambda on, n=number: real(on=days_on(on, n), asking=ask)
            )
            said = check_links()
    assert said == "collegamenti: 3 controllati, 2 rotti"
    problems = set(CheckedLink.objects.broken().values_list("problem", flat=True))
    assert problems == {
        "la pagina non c'è più (404)",
        "porta a un indirizzo interno, che chi visita non raggiunge",
    }


def days_on(day, number):
    return day + dt.timedelta(number)


def ask(url):
    from editorial.links.asking import ask as real
    from editorial.links.guard import public_address

    return real(url, here if NAME in url else public_address)
