"""The index follows the pages."""

import contextlib

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core import nightly
from core.visibility import forget_restricted_paths
from search import index, noting, outbox, rebuilding
from search.engines import database_engine
from search.find import find
from search.models import IndexEntry, OutboxRow
from search.request import SearchRequest
from tests.search.testapp.models import SheetPage, UnsearchedPage


@pytest.fixture(autouse=True)
def _nothing_restricted():
    forget_restricted_paths()
    yield
    forget_restricted_paths()


def restrict(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def test_a_saved_page_is_found_after_the_commit(sheet, found):
    sheet("Isee")
    assert found("isee") == ["Isee"]
    assert not OutboxRow.objects.exists()


def test_the_note_is_part_of_the_transaction(home):
    before = OutboxRow.objects.count()
    with transaction.atomic():
        home.add_child(instance=SheetPage(title="Isee"))
        assert OutboxRow.objects.count() > before
        transaction.set_rollback(True)
    assert OutboxRow.objects.count() == before


def test_a_draft_is_not_found(sheet, found):
    sheet("Isee", live=False)
    assert found("isee") == []


def test_publishing_brings_the_new_words(sheet, found, committed):
    page = sheet("Isee")
    page.title = "Bonus"
    revision = page.save_revision()
    assert found("bonus") == []
    with committed():
        revision.publish()
    assert found("bonus") == ["Bonus"]
    assert found("isee") == []


def test_unpublishing_takes_away(sheet, found, committed):
    page = sheet("Isee")
    with committed():
        page.unpublish()
    assert found("isee") == []
    assert not IndexEntry.objects.exists()


def test_deleting_a_branch_takes_all_of_it_away(sheet, found, committed):
    parent = sheet("Isee")
    sheet("Isee figlio", parent=parent)
    with committed():
        Page.objects.get(pk=parent.pk).delete()
    assert not IndexEntry.objects.exists()
    assert not OutboxRow.objects.exists()


def test_moving_brings_the_new_addresses(home, sheet, committed):
    old, new = sheet("Vecchio"), sheet("Nuovo")
    child = sheet("Isee", parent=old)
    with committed():
        old.refresh_from_db()
        old.move(new, pos="last-child")
    entry = IndexEntry.objects.get(pk=child.pk)
    assert entry.url == "/nuovo/vecchio/isee/"


def test_a_new_slug_brings_the_new_addresses(sheet, committed):
    parent = sheet("Vecchio")
    child = sheet("Isee", parent=parent)
    with committed():
        parent.slug = "altro"
        parent.save()
    assert IndexEntry.objects.get(pk=child.pk).url == "/altro/isee/"


def test_a_restriction_takes_a_branch_away_and_gives_it_back(sheet, found, committed):
    parent = sheet("Riservato")
    sheet("Isee", parent=parent)
    with committed():
        restriction = restrict(parent)
    assert not IndexEntry.objects.exists()
    with committed():
        restriction.delete()
    assert found("isee") == ["Isee"]


def test_a_page_made_private_is_hidden_at_once(sheet, found):
    restrict(sheet("Isee"))
    assert IndexEntry.objects.exists()
    result = find(SearchRequest("isee"))
    assert (result.hits, result.total) == ((), 0)


def test_pages_that_name_a_place_follow_it(sheet, place, found, committed):
    desk = place("Via Mantova")
    sheet("Isee", place=desk)
    assert set(found("mantova")) == {"Via Mantova", "Isee"}
    with committed():
        desk.title = "Via Brescia"
        desk.save()
    assert set(found("brescia")) == {"Via Brescia", "Isee"}
    with committed():
        desk.unpublish()
    assert found("brescia") == []
    assert found("isee") == ["Isee"]


def test_pages_that_named_a_deleted_place_follow(sheet, place, found, committed):
    desk = place("Via Mantova")
    sheet("Isee", place=desk)
    with committed():
        desk.delete()
    assert found("mantova") == []
    assert found("isee") == ["Isee"]


def test_a_page_saved_by_its_base_class_is_noted(sheet, found, committed):
    page = sheet("Isee")
    base = Page.objects.get(pk=page.pk)
    base.title = "Bonus"
    with committed():
        base.save()
    assert found("bonus") == ["Bonus"]


def test_pages_that_are_not_searched_stay_out(home, committed, sheet):
    with committed():
        home.add_child(instance=UnsearchedPage(title="Isee"))
    sheet("Isee", is_kept_out=True)
    assert not IndexEntry.objects.exists()
    assert index.differences(database_engine()) == index.Differences(
        frozenset(), frozenset()
    )


def test_a_broken_page_keeps_its_row_and_the_others_go_on(home, sheet, found, caplog):
    with noting.paused(rebuild=False):
        broken = home.add_child(instance=SheetPage(title="Rotta", is_broken=True))
        home.add_child(instance=SheetPage(title="Isee"))
    assert found("isee") == ["Isee"]
    assert [row.page_id for row in OutboxRow.objects.all()] == [broken.pk]
    assert "gives no search entry" in caplog.text


def test_a_drain_takes_no_more_than_it_may(home):
    for n in range(3):
        home.add_child(instance=SheetPage(title=f"Isee {n}"))
    OutboxRow.objects.exclude(page_id__in=SheetPage.objects.values("pk")).delete()
    assert outbox.drain(limit=2) == 2
    assert sorted(entry.title for entry in IndexEntry.objects.all()) == [
        "Isee 1",
        "Isee 2",
    ]


def test_draining_nothing_is_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert outbox.drain() == 0


def test_while_paused_nothing_is_indexed_and_then_all_is(home, committed, found):
    with committed(), noting.paused():
        home.add_child(instance=SheetPage(title="Isee"))
        assert not IndexEntry.objects.exists()
    assert found("isee") == ["Isee"]
    assert not OutboxRow.objects.exists()


def test_a_pause_that_breaks_off_leaves_no_gap(home, found):
    with contextlib.suppress(RuntimeError), noting.paused():
        home.add_child(instance=SheetPage(title="Isee"))
        raise RuntimeError
    assert found("isee") == ["Isee"]


def test_rebuild_writes_all_and_forgets_the_rest(sheet, found, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    for n in range(5):
        sheet(f"Isee {n}")
    IndexEntry.objects.filter(title="Isee 0").delete()
    IndexEntry.objects.update(title="Altro")
    database_engine().index([])
    IndexEntry.objects.create(page_id=9999)
    steps = []
    assert (
        rebuilding.rebuild(
            database_engine(), lambda done, total: steps.append((done, total))
        )
        == 5
    )
    assert steps == [(2, 5), (4, 5), (5, 5)]
    assert len(found("isee")) == 5
    assert 9999 not in database_engine().page_ids()


def test_a_batch_asks_as_often_for_many_pages_as_for_few(home):
    def queries(number):
        pages = [
            home.add_child(instance=SheetPage(title=f"Isee {number} {n}"))
            for n in range(number)
        ]
        with CaptureQueriesContext(connection) as asked:
            index.update_pages([page.pk for page in pages])
        saves = [q for q in asked if "SAVEPOINT" in q["sql"]]
        return len(asked) - len(saves)

    # Each sheet asks for its address and its place by itself.
    assert queries(20) <= queries(2) + 18


def test_differences_are_found_and_repaired_at_night(sheet, found):
    missing, surplus = sheet("Isee"), sheet("Bonus")
    IndexEntry.objects.filter(pk=missing.pk).delete()
    SheetPage.objects.filter(pk=surplus.pk).update(live=False)
    assert index.differences(database_engine()) == index.Differences(
        frozenset({missing.pk}), frozenset({surplus.pk})
    )
    assert (
        "1 schede mancanti, 0 cambiate, 1 voci di troppo" in nightly.jobs()["search"]()
    )
    assert index.differences(database_engine()) == index.Differences(
        frozenset(), frozenset()
    )
    assert found("isee") == ["Isee"]


def test_one_page_can_be_indexed_by_hand(home):
    page = home.add_child(instance=SheetPage(title="Isee"))
    assert index.index_page(page)
    SheetPage.objects.filter(pk=page.pk).update(live=False)
    assert not index.index_page(page)


def test_the_command_rebuilds_and_says_so(sheet, capsys):
    sheet("Isee")
    IndexEntry.objects.all().delete()
    call_command("search_index", "rebuild")
    assert IndexEntry.objects.count() == 1
    assert "1 pagine" in capsys.readouterr().out
