"""The switch that stops asking a dead server."""

from threading import Thread

from hypothesis import given
from hypothesis import strategies as st

from search.breaker import LONGEST, SHORTEST, Breaker


def test_closed_it_lets_everybody_ask():
    breaker = Breaker()
    assert all(breaker.may_ask(now) for now in (0, 0, 1))
    assert not breaker.is_open


def test_the_first_failure_opens_it_and_is_news_once():
    breaker = Breaker()
    assert breaker.failed(100)
    assert not breaker.failed(100)
    assert not breaker.may_ask(100.1)


def test_after_a_while_one_request_tries_again():
    breaker = Breaker()
    breaker.failed(100)
    assert breaker.may_ask(100 + SHORTEST)
    assert not breaker.may_ask(100 + SHORTEST)


def test_who_tries_and_is_never_heard_of_again_does_not_block_for_ever():
    breaker = Breaker()
    breaker.failed(100)
    assert breaker.may_ask(100 + SHORTEST)
    assert breaker.may_ask(100 + 2 * SHORTEST)


def test_success_closes_it_and_is_news_once():
    breaker = Breaker()
    breaker.failed(100)
    assert breaker.succeeded()
    assert not breaker.succeeded()
    assert breaker.may_ask(100)


def test_each_failure_waits_twice_as_long_up_to_a_limit():
    breaker = Breaker()
    breaker.failed(0)
    breaker.failed(0)
    assert not breaker.may_ask(2 * SHORTEST - 0.1)
    for _ in range(20):
        breaker.failed(0)
    assert breaker.may_ask(LONGEST)
    breaker.succeeded()
    breaker.failed(0)
    assert breaker.may_ask(SHORTEST)


def test_of_many_threads_one_tries():
    breaker = Breaker()
    breaker.failed(0)
    allowed = []
    threads = [
        Thread(target=lambda: allowed.append(breaker.may_ask(SHORTEST)))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert allowed.count(True) == 1


@given(st.lists(st.tuples(st.sampled_from("fsa"), st.floats(0, 100)), max_size=50))
def test_whatever_happens_it_lets_somebody_try_within_the_longest_wait(events):
    breaker, now = Breaker(), 0.0
    for kind, after in events:
        now += after
        if kind == "a":
            breaker.may_ask(now)
        elif kind == "f":
            breaker.failed(now)
        else:
            breaker.succeeded()
    assert breaker.may_ask(now + LONGEST)
