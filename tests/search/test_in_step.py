"""Each engine follows the pages: outbox, drain, vocabularies, night."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageViewRestriction

from core import nightly
from core.visibility import forget_restricted_paths
from search import index, rebuilding
from search.engines import DATABASE, all_engines, database_engine
from search.find import find, suggestions
from search.models import OutboxRow
from search.request import SearchRequest
from tests.search.testapp.models import SheetPage


@pytest.fixture(autouse=True)
def engine(each_engine):
    yield each_engine
    forget_restricted_paths()


@pytest.fixture
def titles(engine):
    """What a visitor finds with this engine; nobody else may answer."""

    def ask(text):
        engine.refresh()
        result = find(SearchRequest(text))
        assert not result.is_reduced
        return [hit.title for hit in result.hits]

    return ask


@pytest.fixture
def nothing_waits():
    return lambda: not OutboxRow.objects.exists()


def test_a_published_page_is_found(sheet, titles, nothing_waits):
    sheet("Isee")
    assert titles("isee") == ["Isee"]
    assert nothing_waits()


def test_every_engine_gets_a_row(home):
    OutboxRow.objects.all().delete()
    page = home.add_child(instance=SheetPage(title="Isee"))
    rows = OutboxRow.objects.filter(page_id=page.pk).values_list("engine", flat=True)
    assert set(rows) == {engine.name for engine in all_engines()}


def test_what_is_taken_away_is_gone(sheet, titles, committed, nothing_waits):
    kept, page, parent = sheet("Isee kept"), sheet("Isee a"), sheet("Isee b")
    sheet("Isee c", parent=parent)
    with committed():
        page.unpublish()
    with committed():
        Page.objects.get(pk=parent.pk).delete()
    assert titles("isee") == ["Isee kept"]
    assert {kept.pk} == set(all_engines()[-1].versions())
    assert nothing_waits()


def test_a_restriction_takes_a_branch_away(sheet, titles, committed, engine):
    parent = sheet("Riservato")
    sheet("Isee", parent=parent)
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=parent, restriction_type="login"
        )
    engine.refresh()
    assert engine.page_ids() == set()
    with committed():
        restriction.delete()
    assert titles("isee") == ["Isee"]


def test_a_page_made_private_is_hidden_at_once(sheet, titles):
    page = sheet("Isee")
    assert titles("isee") == ["Isee"]
    SheetPage.objects.filter(pk=page.pk).update(live=False)
    assert titles("isee") == []
    assert suggestions("ise") == ()


def test_pages_that_name_a_place_follow_it(sheet, place, titles, committed):
    desk = place("Via Mantova")
    sheet("Isee", place=desk)
    with committed():
        desk.title = "Via Brescia"
        desk.save()
    assert set(titles("brescia")) == {"Via Brescia", "Isee"}
    assert titles("mantova") == []


def test_the_night_finds_what_differs_and_mends_it(sheet, titles, engine):
    missing, surplus, changed = sheet("Isee uno"), sheet("Isee due"), sheet("Isee tre")
    for one in all_engines():
        one.remove([missing.pk])
        one.refresh()
    SheetPage.objects.filter(pk=surplus.pk).update(live=False)
    SheetPage.objects.filter(pk=changed.pk).update(words="bonus")
    found = index.differences(engine)
    assert (found.missing, found.surplus, found.changed) == (
        {missing.pk},
        {surplus.pk},
        {changed.pk},
    )
    told = nightly.jobs()["search"]()
    line = next(line for line in told.splitlines() if engine.name in line)
    assert "1 schede mancanti, 1 cambiate, 1 voci di troppo" in line
    engine.refresh()
    assert index.differences(engine).all == []
    assert titles("bonus") == ["Isee tre"]


def test_the_night_drops_rows_of_engines_that_are_no_more(db):
    OutboxRow.objects.create(engine="altro", page_id=1)
    nightly.jobs()["search"]()
    assert not OutboxRow.objects.filter(engine="altro").exists()


def test_the_night_forgets_old_tasks_and_keeps_what_is_to_do(db):
    long_ago = timezone.now() - timedelta(days=8)
    common = {"args_kwargs": {}, "run_after": long_ago, "backend_name": "default"}
    for status in ("READY", "RUNNING", "SUCCESSFUL", "FAILED"):
        DBTaskResult.objects.create(status=status, **common)
    DBTaskResult.objects.update(enqueued_at=long_ago)
    DBTaskResult.objects.create(status="FAILED", **common)
    nightly.jobs()["search"]()
    kept = DBTaskResult.objects.values_list("status", flat=True)
    assert sorted(kept) == ["FAILED", "READY"]


def test_a_rebuild_writes_all_and_forgets_the_rest(sheet, titles, engine, known):
    for n in range(3):
        sheet(f"Isee {n}")
    known(*[("Isee altrove", {"page_id": 9999})])
    assert rebuilding.rebuild(engine) == 3
    engine.refresh()
    assert len(titles("isee")) == 3
    assert 9999 not in engine.page_ids()


def test_changes_during_a_rebuild_are_not_lost(
    sheet, titles, engine, committed, monkeypatch
):
    monkeypatch.setattr(index, "BATCH", 1)
    pages = [sheet(f"Isee {n}") for n in range(4)]

    def meanwhile(done, total):
        if done == 2:
            with committed():
                first = SheetPage.objects.get(pk=pages[0].pk)
                first.title = "Bonus"
                first.save()
                SheetPage.objects.get(pk=pages[3].pk).unpublish()

    rebuilding.rebuild(engine, meanwhile)
    rebuilding.catch_up(engine)
    assert titles("bonus") == ["Bonus"]
    assert titles("isee") == ["Isee 1", "Isee 2"]
    assert not OutboxRow.objects.filter(engine=engine.name).exists()


def test_searches_go_on_during_a_rebuild(sheet, titles, engine, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 1)
    for n in range(3):
        sheet(f"Isee {n}")
    # During a rebuild it is the new index that is refreshed; what answers is the old one.
    engine.refresh()
    seen = []
    rebuilding.rebuild(engine, lambda done, total: seen.append(titles("isee")))
    assert [len(found) for found in seen] == [3, 3, 3]


def test_the_database_is_always_kept(sheet, engine):
    page = sheet("Isee")
    assert page.pk in database_engine().page_ids()
    assert {one.name for one in all_engines()} >= {DATABASE, engine.name}
