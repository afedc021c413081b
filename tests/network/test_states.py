"""Each state and each notice on the right day: a year in the life of an agreement."""

import datetime as dt

import pytest

from network.states import (
    Change,
    Gap,
    State,
    Terms,
    end_on,
    gap_between,
    last_day,
    notice_on,
    state_on,
)

END = dt.date(2029, 12, 31)
SIGNED = dt.date(2026, 3, 2)
PROTOCOL = Terms(signed_on=SIGNED, ends_on=END)
BEFORE = Terms(is_applied=True, ends_on=dt.date(2024, 12, 31))
DAY = dt.timedelta(days=1)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "state", "notice"),
    [
        ("2026-03-01", State.SIGNING, None),
        ("2026-03-02", State.IN_FORCE, None),
        ("2029-07-03", State.IN_FORCE, None),
        ("2029-07-04", State.EXPIRING, 180),
        ("2029-10-31", State.EXPIRING, 180),
        ("2029-11-01", State.EXPIRING, 60),
        ("2029-12-31", State.EXPIRING, 60),
        ("2030-01-01", State.EXPIRED, None),
    ],
)
def test_the_protocol_goes_from_its_signature_to_its_end(on, state, notice):
    assert state_on(PROTOCOL, day(on)) is state
    assert notice_on(PROTOCOL, day(on)) == notice


def test_an_agreement_that_nobody_signed_or_applies_is_in_signing():
    assert state_on(Terms(ends_on=END), day("2026-01-01")) is State.SIGNING
    assert notice_on(Terms(ends_on=END), day("2029-12-01")) is None


def test_an_agreement_the_parties_apply_is_in_force_without_a_signature():
    applied = Terms(is_applied=True, ends_on=END)
    assert state_on(applied, day("2026-11-28")) is State.IN_FORCE
    assert applied.begins_on is None


def test_what_is_applied_from_a_day_is_not_in_force_before():
    applied = Terms(is_applied=True, applied_from=day("2025-01-01"), ends_on=END)
    assert state_on(applied, day("2024-12-31")) is State.UPCOMING
    assert state_on(applied, day("2025-01-01")) is State.IN_FORCE


def test_a_signed_agreement_waits_for_its_first_day():
    terms = Terms(signed_on=SIGNED, starts_on=day("2026-04-01"), ends_on=END)
    assert state_on(terms, day("2026-03-31")) is State.UPCOMING
    assert state_on(terms, day("2026-04-01")) is State.IN_FORCE


def test_an_agreement_without_an_end_does_not_expire():
    terms = Terms(signed_on=SIGNED)
    assert state_on(terms, day("2099-01-01")) is State.IN_FORCE
    assert notice_on(terms, day("2099-01-01")) is None


RENEWED = Terms(
    signed_on=SIGNED,
    ends_on=END,
    changes=(Change(day("2029-11-10"), None, day("2033-12-31")),),
)


def test_a_renewal_counts_from_the_day_on_which_all_approved_it():
    assert state_on(RENEWED, day("2029-11-09")) is State.EXPIRING
    assert end_on(RENEWED, day("2029-11-09")) == END
    assert state_on(RENEWED, day("2029-11-10")) is State.IN_FORCE
    assert end_on(RENEWED, day("2029-11-10")) == day("2033-12-31")
    assert notice_on(RENEWED, day("2029-11-10")) is None
    assert notice_on(RENEWED, day("2033-11-01")) == 60


def test_a_modification_that_somebody_has_not_approved_changes_nothing():
    waiting = Terms(
        signed_on=SIGNED, ends_on=END, changes=(Change(None, SIGNED, SIGNED),)
    )
    assert end_on(waiting, END) == END
    assert state_on(waiting, END) is State.EXPIRING


def test_a_modification_holds_from_its_own_day():
    later = Change(day("2027-01-10"), day("2027-02-01"), day("2028-01-01"))
    terms = Terms(signed_on=SIGNED, ends_on=END, changes=(later,))
    assert end_on(terms, day("2027-01-31")) == END
    assert end_on(terms, day("2027-02-01")) == day("2028-01-01")


def test_of_two_modifications_the_later_approval_counts():
    first = Change(day("2027-01-01"), None, day("2030-12-31"))
    second = Change(day("2028-01-01"), None, day("2029-06-30"))
    for changes in ((second, first), (first, second)):
        terms = Terms(signed_on=SIGNED, ends_on=END, changes=changes)
        assert end_on(terms, day("2027-06-01")) == day("2030-12-31")
        assert end_on(terms, day("2028-06-01")) == day("2029-06-30")


def test_a_later_modification_that_names_no_end_leaves_the_one_agreed_before():
    longer = Change(day("2027-01-01"), None, day("2030-12-31"))
    other = Change(day("2028-01-01"))
    terms = Terms(signed_on=SIGNED, ends_on=END, changes=(longer, other))
    assert end_on(terms, day("2028-06-01")) == day("2030-12-31")


def test_what_nobody_signed_begins_on_no_day_and_closes_no_gap():
    planned = Terms(starts_on=day("2025-01-01"), ends_on=END)
    assert planned.begins_on is None
    assert gap_between(BEFORE, planned, SIGNED) == Gap(day("2025-01-01"), None)


ENDED = Terms(signed_on=SIGNED, ends_on=END, terminated_on=day("2027-06-30"))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-12-31", State.IN_FORCE),
        ("2027-01-02", State.EXPIRING),
        ("2027-06-30", State.EXPIRING),
        ("2027-07-01", State.TERMINATED),
        ("2035-01-01", State.TERMINATED),
    ],
)
def test_a_termination_ends_it_on_its_day(on, state):
    assert state_on(ENDED, day(on)) is state


def test_a_termination_after_the_end_changes_nothing():
    terms = Terms(signed_on=SIGNED, ends_on=END, terminated_on=END + DAY)
    assert state_on(terms, END + DAY) is State.EXPIRED
    assert last_day(terms, END) == END


def test_the_gap_between_two_agreements_is_told():
    after = Terms(signed_on=SIGNED, ends_on=END)
    assert gap_between(BEFORE, after, SIGNED) == Gap(day("2025-01-01"), SIGNED - DAY)


def test_a_gap_stays_open_while_the_signature_is_not_known():
    after = Terms(is_applied=True, ends_on=END)
    assert gap_between(BEFORE, after, SIGNED) == Gap(day("2025-01-01"), None)


def test_an_agreement_that_follows_on_the_next_day_leaves_no_gap():
    after = Terms(signed_on=day("2024-11-30"), starts_on=day("2025-01-01"))
    assert gap_between(BEFORE, after, SIGNED) is None
    assert gap_between(Terms(signed_on=SIGNED), after, SIGNED) is None


def test_no_gap_is_foretold_while_the_agreement_before_still_holds():
    after = Terms(ends_on=END)
    last = day("2024-12-31")
    assert gap_between(BEFORE, after, last) is None
    assert gap_between(BEFORE, after, last + DAY) == Gap(last + DAY, None)
