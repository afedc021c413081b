"""Notices: who writes, who reads, until when; each desk confirms, nobody is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from core import privacy
from intranet.entry.access import access_of
from intranet.models import Importance, NoticeReceipt, StaffNotice
from intranet.notices import reading
from intranet.notices.nightly import forget
from network.models import AgreementPage
from tests.factories import DeskFactory, make_member
from tests.intranet.conftest import agree, client_of

LIST = "/intranet/avvisi/"
WRITE = "/intranet/avvisi/scrivi/"


@pytest.fixture
def today():
    return timezone.localdate()


def notice_of(author, *bodies, **more):
    today = timezone.localdate()
    facts = {
        "title": "Sportello chiuso venerdì",
        "text": "Mandate le persone lunedì.",
        "for_all": not bodies,
        "starts_on": today,
        "expires_on": today + dt.timedelta(days=10),
        "written_at": timezone.now(),
        "search_text": " sportello chiuso venerdi mandate le persone lunedi",
        **more,
    }
    notice = StaffNotice.objects.create(author_body=author, **facts)
    notice.bodies.set(bodies)
    return notice


def address(notice, more=""):
    return f"{LIST}{notice.pk}/{more}"


def sent(today, **more):
    return {
        "title": "Nuovo orario",
        "text": "Da lunedì si apre alle 8.",
        "importance": "1",
        "starts_on": today.isoformat(),
        "expires_on": (today + dt.timedelta(days=5)).isoformat(),
        "for_all": "on",
        **more,
    }


def access(user):
    return access_of(user, timezone.localdate())


def test_a_referent_writes_and_the_other_party_reads(
    referent, other_operator, body, today
):
    answer = client_of(referent).post(WRITE, sent(today), follow=True)
    assert "Avviso pubblicato." in answer.content.decode()
    notice = StaffNotice.objects.get()
    assert (notice.author_body_id, notice.for_all) == (body.pk, True)
    page = client_of(other_operator).get(LIST).content.decode()
    assert "Nuovo orario" in page
    assert referent.email not in page


def test_the_form_proposes_thirty_days(referent, today):
    page = client_of(referent).get(WRITE).content.decode()
    assert settings.STAFF_NOTICE_DAYS == 30
    assert (today + dt.timedelta(days=30)).isoformat() in page


def test_an_operator_does_not_write(operator, today):
    client = client_of(operator)
    assert client.get(WRITE).status_code == 404
    assert client.post(WRITE, sent(today)).status_code == 404
    assert "Scrivi un avviso" not in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"expires_on": ""}, "Fino al"),
        ({"expires_on": "2020-01-01"}, "è già passato"),
        ({"starts_on": "2099-01-01"}, "Viene prima del primo giorno"),
        ({"expires_on": "2099-01-01"}, "Al massimo 366 giorni"),
        ({"for_all": ""}, "Scegli almeno un ente"),
        ({"for_all": "", "bodies": "999999"}, "999999"),
        ({"text": "Codice RSSMRA80A01F205X"}, "codice fiscale"),
        ({"importance": "9"}, "9"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(referent, today, more, says):
    page = client_of(referent).post(WRITE, sent(today, **more)).content.decode()
    assert says in page
    assert "Nuovo orario" in page
    assert not StaffNotice.objects.exists()


def test_all_and_some_together_is_a_slip(referent, other_body, today):
    page = client_of(referent).post(WRITE, sent(today, bodies=str(other_body.pk))).text
    assert "togli una delle due scelte" in page
    assert not StaffNotice.objects.exists()


def test_to_a_body_without_a_shared_agreement_nothing_is_written(
    referent, outside_body, today
):
    page = client_of(referent).post(
        WRITE, sent(today, for_all="", bodies=str(outside_body.pk))
    )
    assert page.status_code == 200
    assert not StaffNotice.objects.exists()


def test_one_that_is_not_for_a_body_is_not_there_for_it(
    home, root, agreement, body, other_body, outside_body, operator, other_operator
):
    agree(home, body, outside_body, title="Un altro accordo")
    third = make_member(outside_body, "manager", "terzo@example.org")
    notice = notice_of(body, other_body, title="Soltanto per voi")
    for path in ("", "letto/", "cambia/", "ritira/"):
        client = client_of(third)
        assert client.get(address(notice, path)).status_code in (404, 405)
        assert client.post(address(notice, path)).status_code in (404, 405)
    assert "Soltanto per voi" not in client_of(third).get(LIST).content.decode()
    assert reading.find(access(third), ["sportello"], 5) == []
    assert reading.panel(access(third)) is None
    assert client_of(other_operator).get(address(notice)).status_code == 200
    assert client_of(operator).get(address(notice)).status_code == 200


@pytest.mark.parametrize(("first", "last"), [(-10, -1), (1, 10)])
def test_out_of_its_days_it_is_on_no_road(other_operator, body, today, first, last):
    notice = notice_of(
        body,
        importance=Importance.URGENT,
        starts_on=today + dt.timedelta(days=first),
        expires_on=today + dt.timedelta(days=last),
    )
    client = client_of(other_operator)
    assert client.get(address(notice)).status_code == 404
    assert notice.title not in client.get(LIST).content.decode()
    assert notice.title not in client.get("/intranet/").content.decode()
    assert reading.find(access(other_operator), ["sportello"], 5) == []


def test_whoever_writes_still_sees_their_own_expired_ones(referent, body, today):
    yesterday = today - dt.timedelta(days=1)
    notice = notice_of(body, starts_on=yesterday, expires_on=yesterday)
    page = client_of(referent).get(f"{LIST}?mostra=miei").content.decode()
    assert notice.title in page
    assert "scaduto" in page
    assert notice.title not in client_of(referent).get(LIST).content.decode()


def test_when_the_agreement_ends_it_is_gone_for_the_other(
    agreement, other_operator, coordinator, home, body, other_body, outside_body, today
):
    notice = notice_of(body)
    agree(home, other_body, outside_body, title="Resta")
    client = client_of(other_operator)
    assert client.get(address(notice)).status_code == 200
    yesterday = today - dt.timedelta(days=1)
    AgreementPage.objects.filter(pk=agreement.pk).update(ends_on=yesterday)
    assert client.get(address(notice)).status_code == 404


def test_a_desk_confirms_and_nobody_is_named(
    other_operator, referent, body, other_body, queries
):
    desk = DeskFactory(parent=other_body, title="Sportello di Crema")
    notice = notice_of(body, importance=Importance.URGENT)
    client = client_of(other_operator)
    assert "Sportello di Crema" in client.get("/intranet/").content.decode()
    for _ in range(2):
        client.post(address(notice, "letto/"), {"sportello": desk.pk})
    receipt = NoticeReceipt.objects.get()
    assert {f.name for f in NoticeReceipt._meta.fields} == {
        *("id", "notice", "desk", "confirmed_on")
    }
    assert receipt.confirmed_on == timezone.localdate()
    assert notice.title in client.get("/intranet/").content.decode()
    assert "Da confermare" not in client.get("/intranet/").content.decode()
    page = client_of(referent).get(address(notice)).content.decode()
    assert "Sportello di Crema: letto" in page
    assert other_operator.email not in page


def test_no_log_says_who_confirmed(other_operator, body, other_body):
    from wagtail.models import ModelLogEntry

    from accounts.models import AuditEntry

    desk = DeskFactory(parent=other_body)
    notice = notice_of(body)
    client = client_of(other_operator)
    before = ModelLogEntry.objects.count() + AuditEntry.objects.count()
    client.post(address(notice, "letto/"), {"sportello": desk.pk})
    assert NoticeReceipt.objects.exists()
    assert ModelLogEntry.objects.count() + AuditEntry.objects.count() == before


def test_only_own_published_desks_confirm(other_operator, body, other_body):
    notice = notice_of(body)
    foreign = DeskFactory(parent=body)
    draft = DeskFactory(parent=other_body, live=False)
    for wanted in (foreign.pk, draft.pk, "", "abc", "9" * 30):
        answer = client_of(other_operator).post(
            address(notice, "letto/"), {"sportello": wanted}
        )
        assert answer.status_code == 404
    assert not NoticeReceipt.objects.exists()


def test_who_has_confirmed_is_for_the_author_alone(
    other_operator, operator, body, other_body
):
    DeskFactory(parent=other_body, title="Sportello di Crema")
    notice = notice_of(body)
    assert "non ancora" in client_of(operator).get(address(notice)).content.decode()
    page = client_of(other_operator).get(address(notice)).content.decode()
    assert "Chi ha confermato" not in page


def test_a_correction_may_ask_again(referent, body, other_body, today):
    notice = notice_of(body)
    desk = DeskFactory(parent=other_body)
    NoticeReceipt.objects.create(notice=notice, desk=desk, confirmed_on=today)
    client = client_of(referent)
    client.post(address(notice, "cambia/"), sent(today, title="Corretto"))
    assert NoticeReceipt.objects.exists()
    client.post(address(notice, "cambia/"), sent(today, ask_again="on"))
    assert not NoticeReceipt.objects.exists()


def test_another_body_neither_corrects_nor_withdraws(other_body, body, root, agreement):
    notice = notice_of(body)
    stranger = make_member(other_body, "manager", "altro@example.org")
    client = client_of(stranger)
    assert client.post(address(notice, "ritira/")).status_code == 404
    assert client.get(address(notice, "cambia/")).status_code == 404
    assert StaffNotice.objects.exists()


def test_it_is_withdrawn(referent, body):
    notice = notice_of(body)
    client = client_of(referent)
    assert "Non si può annullare" in client.get(address(notice, "ritira/")).text
    client.post(address(notice, "ritira/"))
    assert not StaffNotice.objects.exists()


def test_the_coordinator_writes_to_all(coordinator, operator, other_operator, today):
    client_of(coordinator).post(WRITE, sent(today, title="Per tutti"))
    assert StaffNotice.objects.get().author_body is None
    for user in (operator, other_operator):
        assert "Per tutti" in client_of(user).get(LIST).content.decode()


def test_the_log_keeps_no_title(referent, today):
    from wagtail.models import ModelLogEntry

    client_of(referent).post(WRITE, sent(today))
    entry = ModelLogEntry.objects.get(action="intranet.notice.publish")
    assert entry.user == referent
    assert "Nuovo orario" not in entry.label


def test_days_in_the_wrong_order_are_refused_by_the_database(body, today):
    with pytest.raises(IntegrityError):
        notice_of(body, expires_on=today - dt.timedelta(days=1))


def test_expired_ones_go_in_the_end(body, today):
    days = settings.STAFF_NOTICE_KEPT_DAYS
    last = today - dt.timedelta(days=days)
    kept = notice_of(body, starts_on=last, expires_on=last)
    before = last - dt.timedelta(days=1)
    notice_of(body, starts_on=before, expires_on=before)
    assert forget(on=today) == 1
    assert StaffNotice.objects.get() == kept


def test_an_erased_author_is_named_no_more(referent, body):
    notice = notice_of(body, written_by=referent)
    name = "avvisi, procedure, note e domande"
    assert privacy.export(referent)[name]["avvisi"] == [notice.title]
    privacy.erase(referent)
    notice.refresh_from_db()
    assert notice.written_by is None


def test_it_is_found_by_the_beginning_of_its_words(other_operator, body):
    notice_of(body)
    (hit,) = reading.find(access(other_operator), ["sport", "vener"], 5)
    assert hit.title == "Sportello chiuso venerdì"
    assert reading.find(access(other_operator), ["ortello"], 5) == []


def test_what_the_list_asks_does_not_grow(other_operator, body, other_body, queries):
    client = client_of(other_operator)

    def count(path):
        client.get(path)
        with queries() as found:
            assert client.get(path).status_code == 200
        return len(found)

    DeskFactory(parent=other_body)
    notice_of(body, other_body, importance=Importance.URGENT)
    notice = notice_of(body, other_body)
    few = [count(path) for path in (LIST, "/intranet/", address(notice))]
    for _ in range(9):
        DeskFactory(parent=other_body)
        notice_of(body, other_body, importance=Importance.URGENT)
    many = [count(path) for path in (LIST, "/intranet/", address(notice))]
    assert few == many
    assert max(many[0], many[2]) <= 20
    with queries() as asked:
        reading.panel(access_of(other_operator, timezone.localdate()))
    entry = 5  # what the person is here
    assert len(asked) - entry <= 4
