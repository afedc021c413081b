"""The database engine does what the contract says: compared with a plain list, word by word."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search_entry import EVERY, SearchEntry
from search.distance import kilometres
from search.engines import database, gathering, writing
from search.engines.dialects import Sql
from search.engines.running import Runner, TooSlow
from search.models import IndexPoint, IndexWord
from search.query import Alternative, Clause, Query
from search.request import Point, SearchRequest
from search.vocabulary import current_vocabulary
from search.word_counts import recount
from tests.search.plain_engine import PlainEngine

WORDS = ("alfa", "beta", "gamma", "delta", "deltone", "zeta")
CREMONA = Point(45.1332, 10.0227)
SPOTS = ((45.1332, 10.0227), (45.36, 9.69), (45.13, 10.03), (-10.0, 170.0))

texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
entries = st.lists(
    st.builds(
        SearchEntry,
        page_id=st.integers(1, 10_000),
        kind=st.sampled_from(("service", "desk")),
        title=texts,
        url=st.just("/x/"),
        summary=texts,
        citizen_words=st.lists(texts, max_size=2).map(tuple),
        text=texts,
        facets=st.fixed_dictionaries(
            {"per": st.sampled_from([(), ("a",), ("a", "b"), (EVERY,)])}
        ),
        points=st.lists(st.sampled_from(SPOTS), max_size=3).map(tuple),
        is_crisis=st.booleans(),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: entry.page_id,
)
ways = st.builds(
    Alternative,
    stems=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple),
    share=st.sampled_from((100, 60)),
    is_prefix=st.booleans(),
)


def _clause(alternatives, is_typed, worth, is_required):
    """What was typed is one of the ways to say it, or several words."""
    first = next((way.stems[0] for way in alternatives if len(way.stems) == 1), "")
    folded = first if first and is_typed else "due parole"
    return Clause("x", folded, tuple(alternatives), worth, is_required)


clauses = st.builds(
    _clause,
    alternatives=st.lists(ways, min_size=1, max_size=3),
    is_typed=st.booleans(),
    worth=st.sampled_from((100, 250, 311)),
    is_required=st.sampled_from((True, True, False)),
)
queries = st.lists(clauses, min_size=1, max_size=4, unique=True).filter(
    lambda found: any(clause.is_required for clause in found)
)


def _order(request):
    def key(hit):
        entry = hit.entry
        far = kilometres(request.near, entry.points)
        away = 0 if entry.is_crisis else 1e9 if far is None else round(far, 6)
        is_open = entry.is_crisis or entry.page_id in (request.open_ids or ())
        asked = request.open_ids is not None
        by = [-hit.score, -(is_open and asked)]
        at = 0 if request.by_distance else len(by)
        by.insert(at, away if request.near else 0)
        return (*by, entry.title_words, entry.title_key.encode(), entry.page_id)

    return key


def _expected(plain, query, request):
    """What the plain list finds, narrowed and ordered as the request asks."""
    hits, is_partial = plain.search(query)
    required = len(query.required)
    full = [hit for hit in hits if hit.coverage == required]
    chosen = [hit for hit in hits if _is_chosen(hit.entry, request)]
    is_partial = is_partial and any(hit.coverage < required for hit in chosen)
    if request.is_open_only:
        chosen = [hit for hit in chosen if hit.entry.page_id in request.open_ids]
    chosen.sort(key=_order(request))
    assert len(full) < 3 or not is_partial
    return [(h.entry.page_id, h.score) for h in chosen], is_partial and bool(chosen)


def _is_chosen(entry, request):
    held = {*entry.facets.get("per", ())}
    wanted = request.filters.get("per")
    return not wanted or held & {*wanted, EVERY}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    given_entries=entries,
    found=queries,
    filters=st.sampled_from([{}, {"per": ("a",)}, {"per": ("b", "none")}]),
    open_ids=st.one_of(st.none(), st.frozensets(st.integers(1, 10_000), max_size=5)),
    near=st.sampled_from([None, CREMONA]),
    by_distance=st.booleans(),
    data=st.data(),
)
def test_it_finds_what_a_plain_list_finds(
    engine,
    monkeypatch,
    given_entries,
    found,
    filters,
    open_ids,
    near,
    by_distance,
    data,
):
    query = Query(tuple(found))
    if open_ids is not None:
        own = st.sampled_from([entry.page_id for entry in given_entries])
        open_ids |= data.draw(st.frozensets(own))
    request = SearchRequest(
        "x",
        filters=filters,
        open_ids=open_ids,
        near=near,
        by_distance=by_distance,
        is_open_only=open_ids is not None and data.draw(st.booleans()),
    )
    engine.remove(engine.page_ids())
    engine.index(given_entries)
    monkeypatch.setattr(database, "understood", lambda text: query)
    expected, is_partial = _expected(PlainEngine(given_entries), query, request)
    result = engine.search(request)
    assert [(hit.page_id, hit.score) for hit in result.hits] == expected
    assert (result.total, result.is_partial) == (len(expected), is_partial)


def test_the_nearest_place_counts_and_is_told(known, engine):
    known(
        ("Isee lontano", {"points": ((45.36, 9.69),)}),
        ("Isee vicino e lontano", {"points": ((45.36, 9.69), (45.14, 10.03))}),
        ("Isee senza luogo", {}),
        ("Isee in pericolo", {"is_crisis": True}),
    )
    hits = engine.search(SearchRequest("isee", near=CREMONA, by_distance=True)).hits
    assert [hit.page_id for hit in hits] == [4, 2, 1, 3]
    assert [hit.kilometres for hit in hits] == [
        None,
        pytest.approx(0.947, abs=0.01),
        pytest.approx(36.3, abs=0.1),
        None,
    ]


def test_who_is_open_comes_first_among_equals_and_is_counted(known, engine):
    known(("Isee uno", {}), ("Isee due", {}), ("Altro", {"text": "isee"}))
    request = SearchRequest("isee", open_ids=frozenset({1, 3}))
    result = engine.search(request)
    assert [(hit.page_id, hit.is_open) for hit in result.hits] == [
        (1, True),
        (2, False),
        (3, True),
    ]
    assert (result.total, result.open_total) == (3, 2)
    assert engine.search(SearchRequest("isee")).open_total is None


def test_open_now_alone(known, engine):
    known(("Isee uno", {"facets": {"per": ("a",)}}), ("Isee due", {}))
    asked = SearchRequest("isee", open_ids=frozenset({2}), is_open_only=True)
    result = engine.search(asked)
    assert [hit.page_id for hit in result.hits] == [2]
    assert (result.total, result.open_total) == (1, 1)
    assert result.facets["per"] == ()


def test_no_phrase_runs_from_one_value_into_the_next(engine, known, monkeypatch):
    known(("Uno", {"citizen_words": ("carta", "famiglia")}), ("Carta famiglia", {}))
    way = Alternative(("carta", "famigl"))
    query = Query((Clause("carta famiglia", "carta famiglia", (way,), 100),))
    monkeypatch.setattr(database, "understood", lambda text: query)
    assert [hit.page_id for hit in engine.search(SearchRequest("x")).hits] == [2]


def test_words_are_counted_as_entries_come_change_and_go(known, engine):
    known(("Assegni", {"text": "assegno unico"}), ("Unico", {}))
    words = current_vocabulary()
    assert words.entries == 2
    assert words.stems == {"assegn": 1, "unico": 2}
    assert words.forms == {"assegni": 1, "assegno": 1, "unico": 2}
    engine.index([SearchEntry(1, "service", "Bonus", "/1/")])
    assert current_vocabulary().forms == {"bonus": 1, "unico": 1}
    engine.remove([1, 2, 3])
    assert current_vocabulary().forms == {}
    assert current_vocabulary().entries == 0


def test_a_rebuild_counts_the_words_anew(known, engine):
    known(("Isee", {}))
    IndexWord.objects.update(entries=7)
    assert engine.rebuild(lambda: 1) == 1
    assert current_vocabulary().stems == {"isee": 1}
    recount()
    assert IndexWord.objects.count() == 2


def test_whoever_counts_anew_lets_no_writer_in_meanwhile(known, engine, monkeypatch):
    known(("Isee", {}))
    events = []
    monkeypatch.setattr(writing, "_take_turns", lambda: events.append("turn"))
    monkeypatch.setattr(writing, "recount", lambda: events.append("count"))
    engine.rebuild(lambda: 1)
    assert events == ["turn", "count"]


def test_words_of_many_entries_are_counted_in_one_go(engine, monkeypatch):
    monkeypatch.setattr(writing, "BATCH", 2)
    counted = []
    count = writing.count_words
    monkeypatch.setattr(
        writing, "count_words", lambda **said: counted.append(1) or count(**said)
    )
    engine.index(SearchEntry(n, "service", "Bonus", f"/{n}/") for n in range(1, 6))
    engine.index(SearchEntry(n, "service", "Isee", f"/{n}/") for n in range(2, 6))
    assert current_vocabulary().forms == {"bonus": 1, "isee": 4}
    engine.remove(range(2, 6))
    assert current_vocabulary().forms == {"bonus": 1}
    assert len(counted) == 3


def test_the_same_place_is_kept_once(known):
    known(("Isee", {"points": ((45.0, 10.0), (45.0, 10.0))}))
    assert IndexPoint.objects.count() == 1


def test_titles_are_suggested_first(known, engine):
    known(
        ("Assegno unico", {"citizen_words": ("soldi per figli",)}),
        ("Soldi subito", {}),
        ("Isee", {"text": "soldi"}),
        ("Carta soldi", {"locale": "en"}),
    )
    found = engine.suggest("sol")
    assert [(s.page_id, s.text, s.url) for s in found] == [
        (2, "Soldi subito", "/2/"),
        (1, "Assegno unico", "/1/"),
    ]
    assert found[0].marks == ((0, 5),)
    assert [s.page_id for s in engine.suggest("figli sol")] == [1]
    assert [s.page_id for s in engine.suggest("unico sol")] == [1]
    assert [s.page_id for s in engine.suggest("soldi", limit=1)] == [2]


def test_nothing_to_suggest(known, engine):
    known(("Isee", {}))
    for text in ("", "  ", "per la", "xyz", '"', "\x00", "a" * 10_000):
        assert engine.suggest(text) == ()


def test_a_suggestion_is_one_statement(known, engine, django_assert_num_queries):
    known(*[(f"Isee {n}", {}) for n in range(30)])
    engine.suggest("ise")
    with django_assert_num_queries(1):
        assert len(engine.suggest("ise")) == 8


def test_how_it_is_doing(known, engine):
    known(("Isee", {}))
    status = engine.status()
    assert (status.name, status.is_available, status.entries) == ("database", True, 1)


def test_too_many_to_count(known, engine, monkeypatch):
    monkeypatch.setattr(gathering, "COUNTED", 2)
    known(*[(f"Isee {n}", {"facets": {"per": ("a",)}}) for n in range(3)])
    result = engine.search(SearchRequest("isee"))
    assert (len(result.hits), result.facets) == (3, {})


SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " LIMIT 100000000) SELECT COUNT(*) FROM n",
    "postgresql": "SELECT pg_sleep(20)",
}


@pytest.mark.django_db(transaction=True)
def test_a_statement_ends_in_time():
    slow = Sql(SLOW[connection.vendor])
    with pytest.raises(TooSlow):
        Runner(0.1).rows(slow)
    with pytest.raises(TooSlow):
        Runner(0.0).rows(slow)
    assert Runner(5).rows(Sql("SELECT 1")) == [(1,)]
