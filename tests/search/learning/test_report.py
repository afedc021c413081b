"""The report of missing words: who sees it, what two clicks do."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.actions import set_trusted
from directory.models import ServicePage
from search.learning.actions import with_word
from search.models import MissingWord
from tests.factories import OrganisationFactory, ServiceFactory, make_editor
from tests.search.learning.conftest import DAY, allow

REPORT = "/admin/reports/ricerche-senza-risposta/"


def add(client, row, page, word="pizzeria"):
    return client.post(
        f"{REPORT}{row.pk}/scheda/", {"page": page.pk, "word": word}, follow=True
    )


def live_words(page):
    return ServicePage.objects.get(pk=page.pk).words


def draft_of(page):
    return ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_an_empty_report_says_why(admin_client, home):
    text = admin_client.get(REPORT).content.decode()
    assert "Nessuna parola da guardare" in text
    assert "almeno tre giorni diversi" in text


def test_the_report_tells_words_and_days_and_nothing_hidden(admin_client, home, row):
    MissingWord.objects.create(key="nascosta-chiave", days=2, last_on=DAY)
    text = admin_client.get(REPORT).content.decode()
    assert "pizzer" in text
    assert "nascosta-chiave" not in text
    assert admin_client.get(REPORT).context["object_list"].count() == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_can_be_exported(admin_client, home, row, kind):
    answer = admin_client.get(f"{REPORT}?export={kind}")
    assert answer.status_code == 200
    if kind == "csv":
        assert "pizzer,3,2026-05-04" in b"".join(answer.streaming_content).decode()


def test_who_has_no_right_sees_nothing(browser, keeper, row):
    client = browser(make_editor(keeper))
    for place in (REPORT, f"{REPORT}results/", f"{REPORT}{row.pk}/scheda/"):
        assert client.get(place).status_code == 302
    assert client.post(f"{REPORT}{row.pk}/scarta/").status_code == 302
    assert MissingWord.objects.get().word == "pizzer"
    assert "Ricerche senza risposta" not in client.get("/admin/").content.decode()


def test_who_may_only_see_can_do_nothing(browser, keeper, service, row):
    client = browser(allow(make_editor(keeper), "view_missingword"))
    text = client.get(REPORT).content.decode()
    assert "pizzer" in text
    assert "Scarta" not in text
    assert "Ricerche senza risposta" in client.get("/admin/").content.decode()
    client.post(f"{REPORT}{row.pk}/scarta/")
    add(client, row, service)
    assert MissingWord.objects.get().word == "pizzer"
    assert live_words(service) == ("ho fame",)


def test_a_visitor_is_asked_to_log_in(client, row):
    assert "login" in client.get(REPORT)["Location"]


def test_a_word_is_added_and_published_in_two_clicks(browser, reader, service, row):
    client = browser(reader)
    page = client.get(f"{REPORT}{row.pk}/scheda/").content.decode()
    assert "Mensa" in page
    assert 'value="pizzer"' in page
    text = add(client, row, service).content.decode()
    assert "è tra le parole del cittadino" in text
    assert live_words(service) == ("ho fame", "pizzeria")
    assert not MissingWord.objects.exists()
    assert not ServicePage.objects.get().has_unpublished_changes
    assert PageLogEntry.objects.filter(page=service, user=reader).exists()


def test_a_draft_is_neither_lost_nor_published(browser, reader, service, row):
    service.title = "Mensa nuova"
    service.save_revision()
    text = add(browser(reader), row, service).content.decode()
    assert "La bozza che aspettava non è stata pubblicata" in text
    live = ServicePage.objects.get()
    assert (live.title, live.words) == ("Mensa", ("ho fame", "pizzeria"))
    assert live.has_unpublished_changes
    assert draft_of(service).title == "Mensa nuova"
    assert draft_of(service).words == ("ho fame", "pizzeria")


def test_who_may_not_publish_saves_a_draft(browser, reader, service, row):
    body = service.get_parent().specific
    set_trusted(access=body.access, is_trusted=False)
    text = add(browser(reader), row, service).content.decode()
    assert "nella bozza" in text
    assert live_words(service) == ("ho fame",)
    assert draft_of(service).words == ("ho fame", "pizzeria")


def test_a_sheet_not_yet_published_stays_a_draft(browser, reader, keeper, row):
    sheet = ServiceFactory(parent=keeper, title="Bozza", live=False)
    add(browser(reader), row, sheet)
    assert not ServicePage.objects.get(pk=sheet.pk).live
    assert draft_of(sheet).words == ("pizzeria",)


def test_another_body_s_sheet_is_out_of_reach(browser, reader, home, row):
    from directory.models import ServiceIndexPage

    other = OrganisationFactory(parent=ServiceIndexPage.objects.get(), title="Altri")
    sheet = ServiceFactory(parent=other, title="Di altri")
    client = browser(reader)
    assert "Di altri" not in client.get(f"{REPORT}{row.pk}/scheda/").content.decode()
    add(client, row, sheet)
    assert live_words(sheet) == ()
    assert MissingWord.objects.exists()


def test_a_locked_sheet_says_so(browser, reader, service, row, admin_client):
    from accounts.models import User

    service.locked, service.locked_by = True, User.objects.get(email="capo@example.org")
    service.save()
    assert "è bloccata" in add(browser(reader), row, service).content.decode()
    assert MissingWord.objects.exists()


def test_a_scheduled_sheet_says_so(browser, reader, service, row):
    service.go_live_at = timezone.now() + dt.timedelta(days=2)
    service.save_revision().publish()
    text = add(browser(reader), row, service).content.decode()
    assert "pubblicazione programmata" in text
    assert live_words(service) == ("ho fame",)


def test_a_sheet_with_an_error_is_left_alone(browser, reader, service, row):
    ServicePage.objects.filter(pk=service.pk).update(title="")
    text = add(browser(reader), row, service).content.decode()
    assert "ha un errore da correggere" in text
    assert MissingWord.objects.exists()


@pytest.mark.parametrize("page", ["", "x", "999999", "9" * 40])
def test_a_sheet_that_is_none_is_not_found(browser, reader, row, page):
    answer = browser(reader).post(f"{REPORT}{row.pk}/scheda/", {"page": page})
    assert answer.status_code == 404


def test_a_page_that_is_no_sheet_is_not_found(browser, reader, keeper, row):
    answer = browser(reader).post(f"{REPORT}{row.pk}/scheda/", {"page": keeper.pk})
    assert answer.status_code == 404


def test_a_dismissed_word_leaves_no_readable_trace(browser, reader, row):
    client = browser(reader)
    assert client.get(f"{REPORT}{row.pk}/scarta/").status_code == 405
    client.post(f"{REPORT}{row.pk}/scarta/")
    row.refresh_from_db()
    assert (row.word, row.is_dismissed, row.read_on) == ("", True, None)
    assert "pizzer" not in client.get(REPORT).content.decode()


def test_synonyms_begin_with_the_word(admin_client, home, row):
    address = reverse("wagtailsnippets_search_synonymgroup:add")
    assert (
        f'href="{address}?parola=pizzer"' in admin_client.get(REPORT).content.decode()
    )
    assert "pizzer, " in admin_client.get(f"{address}?parola=pizzer").content.decode()
    assert admin_client.get(address).status_code == 200


def test_synonyms_are_not_offered_to_who_may_not_write_them(browser, reader, row):
    assert "sinonimi" not in browser(reader).get(REPORT).content.decode()


def test_the_list_of_sheets_can_be_narrowed(browser, reader, keeper, service, row):
    ServiceFactory(parent=keeper, title="Dormitorio")
    text = browser(reader).get(f"{REPORT}{row.pk}/scheda/?q=mens").content.decode()
    assert "Mensa" in text
    assert "Dormitorio" not in text


def test_queries_do_not_grow_with_words_or_sheets(
    browser, reader, keeper, service, row, queries
):
    client = browser(reader)

    def count(place):
        client.get(place)
        with queries() as asked:
            client.get(place)
        return len(asked)

    places = (REPORT, f"{REPORT}{row.pk}/scheda/")
    few = [count(place) for place in places]
    for n in range(10):
        ServiceFactory(parent=keeper)
        MissingWord.objects.create(
            key=f"k{n}", word=f"parola{n}", days=3, read_on=DAY, last_on=DAY
        )
    assert [count(place) for place in places] == few


def test_a_word_is_not_added_twice():
    assert with_word("Pizzeria\n\nho fame", "pizzeria") == "Pizzeria\n\nho fame"
    assert with_word("", "pizzeria") == "pizzeria"
