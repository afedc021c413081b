"""Two editors on one sheet: nobody's text is lost without a word."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import DeskClosure, DeskPage, ServicePage
from editorial.actions import close_desk
from tests.factories import DeskFactory, ServiceFactory, fill, make_member

SAID = "ha salvato un'altra versione"


@pytest.fixture
def sheet(body):
    page = fill(ServiceFactory(parent=body, complete=True, summary="All'inizio"))
    page.save_revision().publish()
    return ServicePage.objects.get(pk=page.pk)


@pytest.fixture
def anna(writer, login):
    return login(writer)


@pytest.fixture
def bruno(body, login):
    return login(make_member(body, "editor", "bruno@example.org"))


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def opened(client, page, **typed):
    return sent_back(client.get(address(page)), **typed)


def sent_back(answer, **typed):
    html = answer.content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(typed)
    return data


def draft(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_second_to_save_is_told_and_keeps_the_text(sheet, anna, bruno):
    hers = opened(anna, sheet, summary="Il testo di Anna")
    his = opened(bruno, sheet, summary="Il testo di Bruno")
    assert bruno.post(address(sheet), his).status_code == 302
    answer = anna.post(address(sheet), hers)
    html = answer.content.decode().replace("&#x27;", "'")
    assert SAID in html
    assert "bruno@example.org" in html
    assert "Il testo di Anna" in html
    assert draft(sheet).summary == "Il testo di Bruno"
    compare = reverse(
        "wagtailadmin_pages:revisions_compare",
        args=[sheet.pk, hers["loaded_revision_id"], draft(sheet).latest_revision_id],
    )
    assert compare in html
    assert "Bruno" in anna.get(compare).content.decode()


def test_who_was_told_may_save_and_the_other_text_stays_in_the_history(
    sheet, anna, bruno
):
    hers = opened(anna, sheet, summary="Il testo di Anna")
    bruno.post(address(sheet), opened(bruno, sheet, summary="Il testo di Bruno"))
    again = sent_back(anna.post(address(sheet), hers))
    assert again["summary"] == "Il testo di Anna"
    assert anna.post(address(sheet), again).status_code == 302
    assert draft(sheet).summary == "Il testo di Anna"
    kept = [r.content["summary"] for r in sheet.revisions.order_by("created_at")]
    assert kept[-2:] == ["Il testo di Bruno", "Il testo di Anna"]


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
def test_nor_is_an_old_text_sent_on(sheet, anna, bruno, action):
    hers = opened(anna, sheet, summary="Il testo di Anna", **{action: "1"})
    bruno.post(address(sheet), opened(bruno, sheet, summary="Il testo di Bruno"))
    assert SAID in anna.post(address(sheet), hers).content.decode().replace(
        "&#x27;", "'"
    )
    page = ServicePage.objects.get(pk=sheet.pk)
    assert (page.current_workflow_state, draft(sheet).summary) == (
        None,
        "Il testo di Bruno",
    )


def test_rows_that_the_other_took_away_break_nothing(sheet, anna, bruno):
    hers = opened(anna, sheet, summary="Il testo di Anna")
    his = opened(bruno, sheet, **{"steps-0-DELETE": "1", "documents-0-DELETE": "1"})
    assert bruno.post(address(sheet), his).status_code == 302
    answer = anna.post(address(sheet), hers)
    assert answer.status_code == 200
    assert "Il testo di Anna" in answer.content.decode()
    answer = anna.post(address(sheet), sent_back(answer))
    assert answer.status_code in {200, 302}


def test_one_person_saves_again_and_again(sheet, anna):
    for text in ("uno", "due", "tre"):
        answer = anna.post(address(sheet), opened(anna, sheet, summary=text))
        assert answer.status_code == 302
    assert draft(sheet).summary == "tre"


def test_what_was_saved_automatically_is_ones_own(sheet, anna, bruno):
    hers = opened(anna, sheet, summary="Da sé")
    answer = anna.post(address(sheet), hers, headers={"accept": "application/json"})
    saved = json.loads(answer.content)
    hers = hers.copy()
    hers.update({"overwrite_revision_id": saved["revision_id"], "summary": "Alla fine"})
    assert anna.post(address(sheet), hers).status_code == 302
    assert draft(sheet).summary == "Alla fine"
    bruno.post(address(sheet), opened(bruno, sheet, summary="Di Bruno"))
    assert anna.post(address(sheet), hers).status_code == 200
    assert draft(sheet).summary == "Di Bruno"


def test_saving_automatically_is_refused_as_wagtail_does(sheet, anna, bruno):
    hers = opened(anna, sheet, summary="Il testo di Anna")
    bruno.post(address(sheet), opened(bruno, sheet, summary="Il testo di Bruno"))
    answer = anna.post(address(sheet), hers, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert json.loads(answer.content)["error_code"] == "invalid_revision"


def test_hours_published_meanwhile_are_not_written_over_either(body, anna, writer):
    desk = DeskFactory(parent=body)
    desk.save_revision(user=writer)
    hers = opened(anna, desk, summary="Il testo di Anna")
    today = timezone.localdate()
    closure = DeskClosure(starts_on=today, ends_on=today, reason="Guasto")
    close_desk(desk=desk, closure=closure, by=writer, at=timezone.now())
    assert anna.post(address(desk), hers).status_code == 200
    page = DeskPage.objects.get(pk=desk.pk)
    held = page.get_latest_revision_as_object()
    assert [row.reason for row in held.closures.all()] == ["Guasto"]


def test_a_preview_of_an_old_text_is_still_shown(sheet, anna, bruno):
    hers = opened(anna, sheet, summary="Il testo di Anna")
    bruno.post(address(sheet), opened(bruno, sheet, summary="Il testo di Bruno"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[sheet.pk])
    assert json.loads(anna.post(url, hers).content)["is_valid"]


def test_others_at_work_are_shown(sheet, anna, bruno):
    """Wagtail's pages ask it every few seconds."""
    anna.get(address(sheet))
    html = bruno.get(address(sheet)).content.decode()
    ping = re.search(r"/admin/editing-sessions/ping/[^\"]+", html)[0]
    answer = json.loads(bruno.post(ping).content)
    assert "redattrice@example.org" in [one["user"] for one in answer["other_sessions"]]


def test_who_edits_what_is_told_to_nobody_of_another_body(
    sheet, anna, bruno, stranger, login
):
    ping = re.search(
        r"/admin/editing-sessions/ping/[^\"]+",
        bruno.get(address(sheet)).content.decode(),
    )[0]
    assert login(stranger).post(ping).status_code == 404
