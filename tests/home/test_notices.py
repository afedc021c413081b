"""A notice stands on the pages that it concerns, from its first day to its last."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from core import memo
from home.models import NoticeConcern, NoticePage
from home.notices import notices_on
from search.engines import database_engine
from search.index import repair, update_pages
from tests.factories import DeskFactory, OrganisationFactory, ServiceFactory, restrict
from tests.home.update_factories import DAY, NewsFactory, NoticeFactory, concern, today

TITLE = "Lo sportello chiude prima"


@pytest.fixture
def sheet(body):
    return ServiceFactory(parent=body, title="ISEE")


@pytest.fixture
def desk(body):
    return DeskFactory(parent=body, title="Il banco")


@pytest.fixture
def notice(sections, body, sheet, desk):
    return concern(NoticeFactory(parent=body, title=TITLE), sheet, desk, body)


def test_it_stands_on_the_pages_it_concerns_and_on_no_other(notice, sheet, desk, main):
    other = ServiceFactory(parent=sheet.get_parent())
    for page in (sheet, desk, sheet.get_parent()):
        html = main(page.url)
        assert TITLE in html
        assert f'href="{notice.url}"' in html
    assert TITLE not in main(other.url)
    assert TITLE not in main("/")


@pytest.mark.parametrize("when", ["past", "coming"])
def test_outside_its_days_it_stands_nowhere_and_its_page_says_so(
    sections, body, sheet, main, when
):
    notice = concern(NoticeFactory(parent=body, title=TITLE, **{when: True}), sheet)
    assert TITLE not in main(sheet.url)
    assert TITLE not in main("/novita/")
    said = {"past": "Questo avviso è scaduto", "coming": "Non ancora in vigore"}
    assert said[when] in main(notice.url)


def test_it_ends_by_itself_while_what_is_kept_stays(notice, sheet):
    for on, is_shown in (
        (notice.starts_on, True),
        (notice.ends_on, True),
        (notice.ends_on + DAY, False),
        (notice.starts_on - DAY, False),
    ):
        assert bool(notices_on(sheet.pk, on)) is is_shown, on


def test_a_change_is_seen_at_once(notice, sheet, desk, main):
    assert TITLE in main(sheet.url)
    notice.unpublish()
    assert TITLE not in main(sheet.url)
    notice.save_revision().publish()
    assert TITLE in main(sheet.url)
    NoticeConcern.objects.filter(concerned=sheet).first().delete()
    assert TITLE not in main(sheet.url)
    assert TITLE in main(desk.url)
    restrict(notice)
    assert TITLE not in main(desk.url)


def test_a_draft_of_a_published_notice_changes_nothing(notice, sheet, main):
    notice.title = "Bozza"
    notice.save_revision()
    assert TITLE in main(sheet.url)
    assert "Bozza" not in main(sheet.url)


def test_the_important_stand_first_and_on_the_home_page(sections, body, sheet, main):
    concern(NoticeFactory(parent=body, title="Uno"), sheet)
    concern(NoticeFactory(parent=body, title="Due", important=True), sheet)
    html = main(sheet.url)
    assert html.index("Due") < html.index("Uno")
    home = main("/")
    assert "Avvisi importanti" in home
    assert "Due" in home
    assert "Uno</span>" not in home


def test_the_home_page_shows_three_at_most(sections, body, main):
    for number in range(5):
        NoticeFactory(parent=body, title=f"Numero {number}", important=True)
    assert main("/").count("Leggi l’avviso") == 3


def test_pages_ask_nothing_more_because_of_notices(notice, sheet, desk, body, queries):
    def count(page):
        Client().get(page.url)
        with queries() as found:
            Client().get(page.url)
        return len(found)

    pages = (sheet, desk, body)
    few = [count(page) for page in pages]
    for _ in range(10):
        concern(NoticeFactory(parent=body), *pages)
    assert [count(page) for page in pages] == few
    NoticePage.objects.all().delete()
    assert [count(page) for page in pages] == few


def test_all_notices_are_read_in_one_query(notice, sheet, queries):
    memo.forget()
    with queries() as found:
        notices_on(sheet.pk, today())
    tables = [q["sql"] for q in found if "home_noticepage" in q["sql"]]
    assert len(tables) == 1


def test_a_sheet_that_was_never_saved_shows_none(notice):
    assert notices_on(None, today()) == []


def test_what_it_concerns_is_listed_where_it_is_public(sections, body, sheet, main):
    draft = ServiceFactory(parent=body, title="In bozza", live=False)
    notice = concern(NoticeFactory(parent=body), sheet, draft)
    assert f'href="{sheet.url}"' in main(notice.url)
    assert "In bozza" not in main(notice.url)


# --- what must always hold --------------------------------------------------------------------


def test_it_cannot_end_before_it_starts(sections):
    page = NoticePage(
        title="T", slug="t", summary="S", starts_on=today(), ends_on=today() - DAY
    )
    with pytest.raises(ValidationError) as told:
        page.clean()
    assert "ends_on" in told.value.message_dict
    made = NoticeFactory(parent=sections["avvisi"])
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticePage.objects.filter(pk=made.pk).update(ends_on=today() - 99 * DAY)


def test_it_concerns_a_page_once(notice, sheet):
    with pytest.raises(IntegrityError), transaction.atomic():
        concern(notice, sheet)


def test_with_a_sheet_goes_its_row_and_not_the_notice(notice, sheet):
    sheet.delete()
    assert NoticePage.objects.filter(pk=notice.pk).exists()
    assert notice.concerns.count() == 2


# --- who writes on whose pages ------------------------------------------------------------------


def form_with(client, parent, *concerned):
    """The answer to a new notice below `parent` that concerns these pages."""
    url = reverse("wagtailadmin_pages:add", args=["home", "noticepage", parent.pk])
    html = client.get(url).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    data.update(
        {
            "title": TITLE,
            "slug": "chiude-prima",
            "summary": "Alle 12.",
            "ends_on": (today() + DAY).isoformat(),
            "concerns-TOTAL_FORMS": str(len(concerned)),
            "body-count": "0",
        }
    )
    for number, page in enumerate(concerned):
        data[f"concerns-{number}-concerned"] = str(page.pk)
        data[f"concerns-{number}-ORDER"] = str(number + 1)
        data[f"concerns-{number}-id"] = ""
    return client.post(url, data)


@pytest.fixture
def client(editor):
    found = Client()
    found.force_login(editor)
    return found


def test_a_body_writes_on_its_own_pages(sections, client, body, sheet, desk):
    assert form_with(client, body, sheet, desk, body).status_code == 302
    assert NoticePage.objects.get().concerns.count() == 3


def test_a_body_writes_on_nobody_else_s(sections, client, body, sheet, other_body):
    theirs = ServiceFactory(parent=other_body, title="Scheda loro")
    for page in (theirs, other_body):
        answer = form_with(client, body, sheet, page)
        assert answer.status_code == 200
        html = answer.content.decode()
        assert "Non è una pagina dell&#x27;ente di questo avviso." in html
        assert TITLE in html
    assert not NoticePage.objects.exists()


def test_a_body_with_a_like_path_is_another_body(
    sections, services_index, client, body
):
    near = OrganisationFactory(parent=services_index)
    assert not near.path.startswith(body.path)
    assert form_with(client, body, near).status_code == 200


def test_the_coordinator_writes_on_any_page(sections, admin_client, sheet, other_body):
    answer = form_with(admin_client, sections["avvisi"], sheet, other_body)
    assert answer.status_code == 302
    assert NoticePage.objects.get().concerns.count() == 2


def test_a_page_chosen_twice_or_no_page_at_all_is_told(sections, client, body, sheet):
    assert form_with(client, body, sheet, sheet).status_code == 200
    assert form_with(client, body).status_code == 302


# --- the search ---------------------------------------------------------------------------------


def found_ids():
    return set(database_engine().page_ids())


def test_the_search_offers_it_while_it_is_in_force(sections, body, notice):
    old = NoticeFactory(parent=body, past=True)
    update_pages([notice.pk, old.pk])
    assert notice.pk in found_ids()
    assert old.pk not in found_ids()
    entry = notice.search_entry()
    assert (entry.kind, entry.title) == ("news", TITLE)
    assert "Comune di prova" in entry.names
    assert entry.facets["ente"] == (body.slug,)


def test_the_night_takes_out_what_ended_and_lets_in_what_began(sections, body):
    ended, begun = NoticeFactory(parent=body), NoticeFactory(parent=body, coming=True)
    update_pages([ended.pk, begun.pk])
    assert begun.pk not in found_ids()
    # Another day has come: the rows say so without a save that the search would notice.
    NoticePage.objects.filter(pk=ended.pk).update(
        starts_on=today() - 9 * DAY, ends_on=today() - DAY
    )
    NoticePage.objects.filter(pk=begun.pk).update(starts_on=today())
    repair(database_engine())
    assert begun.pk in found_ids()
    assert ended.pk not in found_ids()


def test_news_is_searched_always(sections):
    assert NewsFactory(parent=sections["notizie"]).search_entry()
