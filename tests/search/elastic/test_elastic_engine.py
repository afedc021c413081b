"""What only Elasticsearch has: an alias, indices behind it, a window of pages."""

import pytest
from django.core.management import call_command

from core.search_entry import SearchEntry
from search import rebuilding
from search.engines import ELASTICSEARCH, engine_named
from search.engines.base import EngineUnavailable
from search.engines.elastic import indices, selecting
from search.find import find
from search.models import OutboxRow
from search.request import Point, SearchRequest
from search.tasks import bring_in_step

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(autouse=True)
def engine(elastic):
    return elastic


@pytest.fixture
def names(engine):
    """Indices whose names begin with this test's alias."""
    client = engine.servers.client
    return lambda: set(client.indices.get(index=f"{engine.alias}-*").body)


@pytest.fixture
def absent(engine, names):
    """No index at all, as after a first start or a lost disk."""
    for name in names():
        engine.servers.client.indices.delete(index=name)
    return engine


def test_a_rebuild_leaves_one_index_behind_the_alias(sheet, engine, names):
    sheet("Isee")
    before = names()
    assert rebuilding.rebuild(engine) == 1
    assert len(names()) == 1
    assert names() != before
    assert len(engine.page_ids()) == 1


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, EngineUnavailable])
def test_a_rebuild_that_breaks_off_leaves_the_old_index(sheet, engine, names, fault):
    page = sheet("Isee")
    before = names()

    def break_off(done, total):
        raise fault

    with pytest.raises(fault):
        rebuilding.rebuild(engine, break_off)
    assert names() == before
    engine.refresh()
    assert engine.page_ids() == {page.pk}


def test_what_a_killed_rebuild_left_is_removed_by_the_next(engine, names):
    left = indices.create(engine.servers.client, engine.alias)
    assert left in names()
    rebuilding.rebuild(engine)
    assert left not in names()
    assert len(names()) == 1


def test_without_an_index_the_database_answers(sheet, engine, names):
    page = sheet("Altro")
    for name in names():
        engine.servers.client.indices.delete(index=name)
    result = find(SearchRequest("altro"))
    assert result.is_reduced
    assert [hit.page_id for hit in result.hits] == [page.pk]
    assert "search_index rebuild" in engine.status().detail


def test_a_page_never_makes_an_index_of_its_own(absent, names):
    with pytest.raises(EngineUnavailable):
        absent.index([SearchEntry(1, "service", "Isee", "/1/")])
    assert names() == set()


def test_the_task_makes_the_index_where_there_is_none(sheet, absent, names):
    sheet("Isee")
    bring_in_step.call(ELASTICSEARCH)
    assert len(names()) == 1
    absent.refresh()
    assert len(absent.page_ids()) == 1
    assert not OutboxRow.objects.filter(engine=ELASTICSEARCH).exists()


def test_another_form_of_the_index_is_rebuilt(sheet, engine, names, monkeypatch):
    sheet("Isee")
    assert not engine.is_to_rebuild()
    monkeypatch.setattr(indices, "FORMAT", "0000ffff")
    assert engine.is_to_rebuild()
    bring_in_step.call(ELASTICSEARCH)
    assert not engine.is_to_rebuild()
    assert all("-0000ffff-" in name for name in names())


def test_pages_end_at_the_window(known, engine, monkeypatch):
    monkeypatch.setattr(selecting, "WINDOW", 10)
    known(*[(f"Isee {n:02d}", {}) for n in range(25)])
    result = engine.search(SearchRequest("isee", page=999_999, per_page=5))
    assert (result.page, result.total, len(result.hits)) == (2, 25, 5)


def test_many_entries_are_written_in_several_requests(known, engine, monkeypatch):
    from search.engines.elastic import documents

    monkeypatch.setattr(documents, "BATCH", 7)
    known(*[(f"Isee {n}", {}) for n in range(30)])
    assert len(engine.page_ids()) == 30


def test_nearer_ones_first_and_danger_before_all(known, engine, ask):
    here = Point(45.13, 10.02)
    known(
        ("Isee lontano", {"points": ((45.9, 10.9),)}),
        ("Isee senza luogo", {}),
        ("Isee vicino", {"points": ((46.5, 11.0), (45.14, 10.02))}),
        ("Isee pericolo", {"is_crisis": True}),
    )
    assert ask("isee", near=here, by_distance=True) == [4, 3, 1, 2]
    asked = SearchRequest("isee", near=here, by_distance=True)
    near = engine.search(asked).hits[1]
    assert near.kilometres == pytest.approx(1.11, abs=0.01)


def test_the_command_speaks_of_both(sheet, capsys):
    sheet("Isee")
    engine_named(ELASTICSEARCH).refresh()
    call_command("search_index", "status")
    out = capsys.readouterr().out
    assert "database: 1 voci" in out
    assert "elasticsearch: 1 voci" in out
    assert "Elasticsearch 9." in out
