"""The short pages of a desk, as they are used on a phone: plain forms, no script."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from directory.models import DeskClosure, DeskHours, DeskPage
from editorial.models import UrgentChange
from tests.factories import DeskFactory, open_every_weekday, phone

TODAY = timezone.localdate()
LIST = "/redazione/sportelli/"


@pytest.fixture
def desk(body):
    page = DeskFactory(parent=body, title="Sportello di via Mantova")
    open_every_weekday(page)
    phone(page)
    return page


@pytest.fixture
def client(writer, login):
    return login(writer)


def address(desk, more=""):
    return f"{LIST}{desk.pk}/{more}"


def text_of(answer):
    return answer.content.decode()


def form_of(client, url, number=-1):
    """What a browser would send from the last form of the page."""
    html = text_of(client.get(url))
    found = re.findall(r"<form[^>]*>.*?</form>", html, re.S)
    return querydict_from_html(found[number].replace("<form", '<form id="f"', 1), "f")


def hours_form(client, desk, **changes):
    data = form_of(client, address(desk, "orari/")).copy()
    data.update(changes)
    return data


def send(client, desk, data):
    return client.post(address(desk, "orari/"), data)


def fresh(desk):
    return DeskPage.objects.get(pk=desk.pk)


# --- who finds the pages -----------------------------------------------------------


def test_the_list_shows_the_desks_of_the_body_alone(client, desk, other_body):
    DeskFactory(parent=other_body, title="Sportello altrui")
    DeskFactory(parent=desk.get_parent(), title="Sportello in bozza", live=False)
    html = text_of(client.get(LIST))
    assert "Sportello di via Mantova" in html
    assert "altrui" not in html
    assert "in bozza" not in html


def test_where_there_is_no_desk_it_says_what_to_do(client, body):
    assert "Non c&#x27;è ancora" in text_of(client.get(LIST)) or (
        "Non c'è ancora" in text_of(client.get(LIST))
    )


@pytest.mark.parametrize("page", ["", "orari/", "annulla/"])
def test_the_desk_of_another_body_is_not_there(desk, stranger, login, page):
    url = address(desk, page)
    other = login(stranger)
    found = {other.get(url).status_code, other.post(url, {}).status_code}
    assert found <= {404, 405}
    assert 404 in found
    assert not DeskClosure.objects.exists()


@pytest.mark.parametrize("page", ["", "orari/", "annulla/"])
def test_a_visitor_is_asked_to_log_in(desk, page):
    answer = Client().get(address(desk, page))
    assert answer.status_code in {302, 405}
    answer = Client().post(address(desk, page), {"ends_on": TODAY})
    assert "/accesso/login/" in answer["Location"]
    assert not DeskClosure.objects.exists()


def test_whoever_does_not_enter_the_admin_does_not_enter_here(body, desk, login):
    from tests.factories import make_member

    operator = login(make_member(body, "operator", "banco@example.org"))
    assert operator.get(LIST).status_code == 403


def test_the_pages_are_kept_by_no_cache_and_have_the_strict_policy(client, desk):
    for url in (LIST, address(desk), address(desk, "orari/")):
        answer = client.get(url)
        assert "no-store" in answer["Cache-Control"]
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_the_list_asks_as_much_for_many_desks_as_for_few(client, desk, queries):
    def count():
        with queries() as found:
            client.get(LIST)
        return len(found)

    count()
    few = count()
    for _ in range(9):
        DeskFactory(parent=desk.get_parent())
    assert count() == few


# --- closing from today ------------------------------------------------------------


def test_two_fields_and_a_button_close_the_desk(client, desk):
    data = form_of(client, address(desk)).copy()
    assert data["ends_on"] == TODAY.isoformat()
    data["reason"] = "Sciopero"
    answer = client.post(address(desk), data, follow=True)
    assert "Fatto: è già pubblico" in text_of(answer)
    row = DeskClosure.objects.get(page=desk)
    assert (row.starts_on, row.ends_on, row.reason) == (TODAY, TODAY, "Sciopero")
    assert "Sciopero" in text_of(Client().get(desk.url))
    assert "Chiuso oggi" in text_of(client.get(LIST))


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"ends_on": ""}, "Questo campo è obbligatorio."),
        ({"ends_on": "2020-01-01"}, "Questo giorno è già passato"),
        ({"ends_on": "boh"}, "Inserisci una data valida."),
        ({"ends_on": TODAY, "reason": "x" * 121}, "120 caratteri"),
        ({"ends_on": TODAY, "reason": "per RSSMRA80A01F205X"}, "(RSS…05X): toglilo"),
    ],
)
def test_a_wrong_closure_is_told_at_the_field(client, desk, sent, message):
    html = text_of(client.post(address(desk), {"reason": "Guasto", **sent}))
    assert message in html
    assert sent.get("reason", "Guasto") in html
    assert not DeskClosure.objects.exists()


def test_a_row_with_somebody_s_code_is_not_public(client, desk):
    data = hours_form(
        client,
        desk,
        **{
            "closures-0-starts_on": "2099-08-01",
            "closures-0-ends_on": "2099-08-31",
            "closures-0-reason": "RSSMRA80A01F205X",
        },
    )
    html = text_of(send(client, desk, data))
    assert "(RSS…05X): toglilo" in html
    assert "RSSMRA80A01F205X" in html
    assert not DeskClosure.objects.exists()


def test_the_button_pressed_twice_closes_it_once(client, desk):
    data = form_of(client, address(desk)).copy()
    client.post(address(desk), data)
    answer = client.post(address(desk), data, follow=True)
    assert "è già così" in text_of(answer)
    assert DeskClosure.objects.filter(page=desk).count() == 1
    assert UrgentChange.objects.count() == 1


def test_a_closure_that_meets_another_is_told_at_the_field(client, desk):
    DeskClosure.objects.create(
        page=desk,
        starts_on=TODAY + dt.timedelta(1),
        ends_on=TODAY + dt.timedelta(9),
        reason="Ferie",
    )
    sent = {"ends_on": TODAY + dt.timedelta(2), "reason": "Guasto"}
    html = text_of(client.post(address(desk), sent)).replace("&#x27;", "'")
    assert "Questi giorni sono già in un'altra chiusura" in html
    assert 'value="Guasto"' in html
    assert DeskClosure.objects.get().reason == "Ferie"
    client.post(address(desk), {**sent, "ends_on": TODAY})
    assert DeskClosure.objects.count() == 2


def test_a_number_of_no_desk_is_not_there(client, desk):
    for page in ("", "orari/"):
        assert client.get(f"{LIST}{'9' * 20}/{page}").status_code == 404


# --- hours, closures and phones ------------------------------------------------------


def test_the_form_sent_back_as_it_was_changes_nothing(client, desk):
    answer = client.post(address(desk, "orari/"), hours_form(client, desk), follow=True)
    assert "Non c'era niente da cambiare" in text_of(answer).replace("&#x27;", "'")
    assert not UrgentChange.objects.exists()


def test_an_hour_a_phone_and_a_closure_are_changed_in_one_go(client, desk):
    data = hours_form(
        client,
        desk,
        **{
            "hours-0-opens": "08:30",
            "hours-5-weekday": "5",
            "hours-5-opens": "09:00",
            "hours-5-closes": "11:00",
            "phones-0-number": "0372 407000",
            "closures-0-starts_on": "2099-08-01",
            "closures-0-ends_on": "2099-08-31",
            "closures-0-reason": "Ferie",
            "hours-1-DELETE": "on",
        },
    )
    assert send(client, desk, data).status_code == 302
    page = fresh(desk)
    found = [(row.weekday, row.opens.hour) for row in page.hours.all()]
    assert found == [(0, 8), (2, 9), (3, 9), (4, 9), (5, 9)]
    assert [row.number for row in page.phones.all()] == ["0372 407000"]
    assert [row.reason for row in page.closures.all()] == ["Ferie"]
    assert {row.locale_id for row in page.hours.all()} == {page.locale_id}


def test_what_the_short_form_does_not_show_stays(client, desk):
    row = desk.hours.first()
    row.valid_from, row.valid_until = dt.date(2026, 9, 1), dt.date(2099, 6, 30)
    row.note, row.week_of_month = "Solo documenti", 1
    row.save()
    past = DeskClosure.objects.create(
        page=desk, starts_on=dt.date(2020, 8, 1), ends_on=dt.date(2020, 8, 2)
    )
    html = text_of(client.get(address(desk, "orari/")))
    assert "il primo del mese" in html
    assert "Solo documenti" in html
    send(client, desk, hours_form(client, desk, **{"hours-0-opens": "08:00"}))
    page = fresh(desk)
    kept = page.hours.first()
    assert (kept.opens.hour, kept.note, kept.week_of_month) == (8, "Solo documenti", 1)
    assert [closure.pk for closure in page.closures.all()] == [past.pk]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (
            {"hours-0-opens": "14:00", "hours-0-closes": "09:00"},
            "la chiusura (9:00) viene prima dell'apertura (14:00)",
        ),
        ({"hours-0-opens": ""}, "Questo campo è obbligatorio."),
        ({"hours-1-weekday": "0"}, "si sovrappongono"),
        ({"phones-0-number": "12"}, "numero"),
        (
            {"closures-0-starts_on": "2099-02-02", "closures-0-ends_on": "2099-02-01"},
            "La fine viene prima dell'inizio.",
        ),
    ],
)
def test_a_mistake_is_told_in_italian_and_nothing_typed_is_lost(
    client, desk, sent, message
):
    data = hours_form(
        client, desk, **sent, **{"phones-0-label": "Quello che ho scritto"}
    )
    answer = send(client, desk, data)
    html = text_of(answer).replace("&#x27;", "'")
    assert answer.status_code == 200
    assert message in html
    assert "Quello che ho scritto" in html
    assert not UrgentChange.objects.exists()


def test_closures_that_meet_are_told_at_the_later_one(client, desk):
    DeskClosure.objects.create(
        page=desk, starts_on=dt.date(2099, 8, 1), ends_on=dt.date(2099, 8, 20)
    )
    sent = {"closures-1-starts_on": "2099-08-20", "closures-1-ends_on": "2099-08-30"}
    html = text_of(send(client, desk, hours_form(client, desk, **sent)))
    assert "già in un&#x27;altra chiusura" in html.replace("un'altra", "un&#x27;altra")
    assert DeskClosure.objects.count() == 1


def test_more_room_keeps_what_was_typed_and_saves_nothing(client, desk):
    data = hours_form(client, desk, **{"phones-0-label": "Nuovo"}, more="hours")
    html = text_of(send(client, desk, data))
    assert html.count('name="hours-9-opens"') == 1
    assert 'value="Nuovo"' in html
    assert fresh(desk).phones.get().label == ""


def test_a_form_full_of_rows_has_an_end(client, desk):
    data = hours_form(client, desk, **{"hours-TOTAL_FORMS": "100000"}, more="hours")
    assert send(client, desk, data).status_code == 200
    for strange in ("niente", "9" * 5000):
        data["hours-TOTAL_FORMS"] = strange
        assert send(client, desk, data).status_code == 200


def test_whoever_saves_second_is_told_and_keeps_the_text(client, desk):
    data = hours_form(client, desk, **{"phones-0-label": "Il mio testo"})
    DeskHours.objects.filter(page=desk, weekday=0).delete()
    html = text_of(send(client, desk, data))
    assert "Nel frattempo qualcun altro" in html
    assert "Il mio testo" in html
    assert fresh(desk).phones.get().label == ""
    again = querydict_from_html(
        re.findall(r"<form[^>]*>.*?</form>", html, re.S)[-1].replace(
            "<form", '<form id="f"', 1
        ),
        "f",
    )
    assert send(client, desk, again).status_code == 302
    assert fresh(desk).phones.get().label == "Il mio testo"


def test_rows_of_another_desk_are_never_taken(client, desk, other_body):
    theirs = DeskFactory(parent=other_body)
    open_every_weekday(theirs)
    foreign = theirs.hours.first()
    send(client, desk, hours_form(client, desk, **{"hours-0-row": str(foreign.pk)}))
    assert DeskHours.objects.get(pk=foreign.pk).page_id == theirs.pk
    assert theirs.hours.count() == 5


def test_saving_asks_as_much_for_many_rows_as_for_few(client, desk, queries):
    def count(**sent):
        data = hours_form(client, desk, **sent)
        with queries() as found:
            assert send(client, desk, data).status_code == 302
        reads = [q for q in found if q["sql"].startswith("SELECT")]
        return len(reads)

    count(**{"phones-0-label": "a"})
    few = count(**{"phones-0-label": "b"})
    for hour in range(13, 20):
        for day in range(5):
            DeskHours.objects.create(
                page=desk, weekday=day, opens=dt.time(hour), closes=dt.time(hour, 30)
            )
    assert count(**{"phones-0-label": "c"}) == few


# --- taking back -------------------------------------------------------------------


def test_the_last_change_is_shown_and_taken_back(client, desk):
    client.post(address(desk), {"ends_on": TODAY, "reason": "Guasto"})
    html = text_of(client.get(address(desk)))
    assert "Chiusura, adesso: chiuso" in html
    answer = client.post(
        address(desk, "annulla/"), form_of(client, address(desk)), follow=True
    )
    assert "Fatto" in text_of(answer)
    assert not DeskClosure.objects.exists()
    assert "Annulla questo" not in text_of(client.get(address(desk)))


def test_what_was_changed_since_is_not_taken_back(client, desk):
    client.post(address(desk), {"ends_on": TODAY, "reason": "Guasto"})
    data = form_of(client, address(desk))
    DeskClosure.objects.filter(page=desk).update(reason="Altro")
    assert "Annulla questo" not in text_of(client.get(address(desk)))
    for sent in (data, {"change": "0"}, {}):
        answer = client.post(address(desk, "annulla/"), sent, follow=True)
        assert "Non si può più annullare" in text_of(answer)
    assert DeskClosure.objects.get(page=desk).reason == "Altro"


# --- the ways in -------------------------------------------------------------------


def test_the_admin_leads_there(client, desk, stranger, login):
    assert LIST in text_of(client.get("/admin/"))
    edit = f"/admin/pages/{desk.pk}/edit/"
    assert address(desk) in text_of(client.get(edit))
    assert address(desk) not in text_of(login(stranger).get(desk.url))


def test_the_history_names_the_change(client, desk):
    client.post(address(desk), {"ends_on": TODAY, "reason": "Guasto"})
    html = text_of(client.get(f"/admin/pages/{desk.pk}/history/"))
    assert "pubblicati subito" in html
