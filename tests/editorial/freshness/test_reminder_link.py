"""The signed link: looking confirms nothing, it works once, and it says kindly why not."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import suspend, withdraw_membership
from core.models import Review
from editorial.freshness import signing as links
from editorial.freshness.querysets import reviewable
from tests.factories import Amount

from .conftest import checked, published

HERE = reverse("confirm_by_link")
BASE = "https://sportello.example.it"


def code_for(user, page):
    found = reviewable().get(pk=page.pk)
    address = urlsplit(links.confirmation_url(user, found, BASE))
    assert f"{address.scheme}://{address.netloc}{address.path}" == BASE + HERE
    return parse_qs(address.query)["codice"][0]


@pytest.fixture
def code(writer, sheet):
    checked(sheet, timezone.localdate() - dt.timedelta(190))
    return code_for(writer, sheet)


def look(code):
    return Client().get(HERE, {"codice": code})


def press(code):
    # As a browser from elsewhere would: no cookie, no token.
    return Client(enforce_csrf_checks=True).post(HERE, {"codice": code})


def test_looking_shows_what_is_confirmed_and_changes_nothing(code, sheet):
    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(HERE, {"codice": code})
        assert answer.status_code == 200
    assert "È ancora tutto giusto?" in answer.text
    assert sheet.title in answer.text
    assert sheet.summary in answer.text
    assert Review.objects.count() == 1


def test_pressing_confirms_in_the_name_of_the_body(code, sheet, writer):
    answer = press(code)
    assert "Grazie, verifica registrata" in answer.text
    review = Review.objects.order_by("pk").last()
    assert (review.page_id, review.reviewer) == (sheet.pk, "Comune di prova")
    assert review.reviewed_on == timezone.localdate()
    assert writer.email not in answer.text


def test_it_works_once(code):
    press(code)
    for answer in (press(code), look(code)):
        assert "Già fatto" in answer.text
        assert "Comune di prova" in answer.text
    assert Review.objects.count() == 2


def test_a_check_by_somebody_else_uses_it_up(code, sheet):
    checked(sheet, timezone.localdate(), "Altro ente")
    assert "Già fatto" in press(code).text
    assert Review.objects.count() == 2


def test_it_leaves_no_cookie_and_is_not_kept(code):
    for answer in (look(code), press(code), look("niente")):
        assert not answer.cookies
        assert "no-store" in answer["Cache-Control"]
        assert "unsafe-inline" not in answer["Content-Security-Policy"]
        assert "noindex" in answer.text


def test_a_page_published_since_must_be_read_again(code, sheet):
    sheet.summary = "Un'altra cosa."
    published(sheet)
    for answer in (look(code), press(code)):
        assert "La pagina è cambiata" in answer.text
    assert Review.objects.count() == 1


def test_a_draft_saved_since_changes_nothing_for_visitors(code, sheet):
    sheet.summary = "Una bozza."
    sheet.save_revision()
    assert "Grazie" in press(code).text


def test_a_due_day_that_moved_uses_it_up(code, sheet):
    Amount.objects.create(page=sheet, label="x", value=1, source="y")
    assert "La pagina è cambiata" in press(code).text


def test_a_page_that_went_to_another_body_is_no_longer_theirs(
    code, sheet, other_body, writer
):
    sheet.move(other_body, pos="last-child")
    assert press(code).status_code == 404
    assert Review.objects.count() == 1


def test_it_expires(writer, sheet, monkeypatch):
    checked(sheet, timezone.localdate())
    code = code_for(writer, sheet)
    monkeypatch.setattr(links, "LASTS", dt.timedelta(0))
    for answer in (look(code), press(code)):
        assert "Il collegamento è scaduto" in answer.text
    assert Review.objects.count() == 1


@pytest.mark.parametrize("lose", ["withdraw", "suspend", "inactive"])
def test_who_lost_the_right_confirms_nothing(code, writer, lose):
    membership = writer.memberships.get()
    if lose == "withdraw":
        withdraw_membership(membership=membership)
    elif lose == "suspend":
        suspend(membership=membership, because="prova")
    else:
        writer.is_active = False
        writer.save()
    for answer in (look(code), press(code)):
        assert answer.status_code == 404
        assert "Questo collegamento non vale" in answer.text
    assert Review.objects.count() == 1


def test_a_profile_that_ends_by_itself_takes_its_links_with_it(code, writer):
    membership = writer.memberships.get()
    membership.valid_from = membership.valid_until = dt.date(2026, 1, 1)
    membership.save()
    assert press(code).status_code == 404
    assert Review.objects.count() == 1


def test_a_page_that_is_gone_is_not_confirmed(code, sheet):
    sheet.unpublish()
    assert press(code).status_code == 404


def forged(code):
    data = signing.loads(code, salt=links.SALT)
    return signing.dumps(data, salt="altro", compress=True)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda code: "",
        lambda code: code[:-2],
        lambda code: code.replace(":", "%"),
        lambda code: "x" * 5000,
        lambda code: "\x00",
        forged,
        lambda code: signing.dumps({"page": 1}, salt=links.SALT),
        lambda code: signing.dumps([1, 2], salt=links.SALT),
    ],
)
def test_what_we_did_not_sign_confirms_nothing(code, spoil):
    for answer in (look(spoil(code)), press(spoil(code))):
        assert answer.status_code == 404
        assert "Questo collegamento non vale" in answer.text
    assert Review.objects.count() == 1


def test_without_a_code_it_says_so(home):
    for answer in (Client().get(HERE), Client().post(HERE)):
        assert answer.status_code == 404


def test_no_log_of_ours_holds_the_code(code, caplog):
    caplog.set_level("INFO", logger="access")
    look(code)
    assert HERE in caplog.text
    assert code not in caplog.text


def test_expired_amounts_are_named(writer, sheet):
    Amount.objects.create(
        page=sheet,
        label="Soglia ISEE",
        value=7,
        source="x",
        valid_until=timezone.localdate() - dt.timedelta(1),
    )
    answer = look(code_for(writer, sheet))
    assert "Restano «in aggiornamento»" in answer.text
    assert "Soglia ISEE" in answer.text
