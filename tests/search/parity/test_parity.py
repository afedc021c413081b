"""One list of queries, every engine: the same hits, the same order, the same counts.

And the contract written out in `tests.search.plain_engine` on top: what an engine finds in the
product's own content is what a plain reading of the contract finds, score by score.
"""

from pathlib import Path

import pytest
import yaml

from core.search_entry import SearchEntry
from exchange.content import read_content
from search.models import SynonymGroup
from search.quality.queries import read_queries
from search.request import Point, SearchRequest
from search.understood import understood
from tests.search.content_entries import content_entries
from tests.search.plain_engine import PlainEngine

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "queries.yaml").read_text("utf-8"))
CODES = list(TABLE["entries"])
IDS = {code: number for number, code in enumerate(CODES, start=1)}
CITIZENS = [
    one.query
    for one in read_queries(
        (HERE.parent / "data" / "citizen-queries-more.tsv")
        .read_text("utf-8")
        .splitlines()
    )
]


def entry(code, fields):
    given = {key: tuple(value) for key, value in fields.items() if type(value) is list}
    facets = {name: tuple(codes) for name, codes in fields.get("facets", {}).items()}
    points = tuple(map(tuple, fields.get("points", ())))
    return SearchEntry(
        **{"kind": "service", "text": ""}
        | fields
        | given
        | {"page_id": IDS[code], "url": f"/{code}/", "facets": facets, "points": points}
    )


def request_of(query):
    near = query.get("near")
    is_open = query.get("open")
    return SearchRequest(
        query["ask"],
        kinds=tuple(query.get("kinds", ())),
        filters={k: tuple(v) for k, v in query.get("filters", {}).items()},
        per_page=50,
        open_ids=None if is_open is None else frozenset(IDS[code] for code in is_open),
        is_open_only=query.get("open_only", False),
        near=Point(*near) if near else None,
        by_distance=query.get("by_distance", False),
    )


@pytest.fixture
def town(each_engine):
    """An engine that holds the entries of the table, and knows its synonyms alone."""
    SynonymGroup.objects.all().delete()
    for line in TABLE["synonyms"]:
        group = SynonymGroup(words=line)
        group.full_clean()
        group.save()
    return filled(each_engine, [entry(*item) for item in TABLE["entries"].items()])


def filled(engine, entries):
    """The database's index is always kept: it is where the words are counted."""
    from search.engines import database_engine

    for one in {
        database_engine().name: database_engine(),
        engine.name: engine,
    }.values():
        one.remove(one.page_ids())
        one.index(entries)
        one.refresh()
    return engine


def problems(query, result):
    """What the result lacks of what the query asks."""
    hits = [CODES[hit.page_id - 1] for hit in result.hits]
    order = query.get("order", [query["first"]] if "first" in query else [])
    wrong = {
        "must": sorted(set(query.get("must", ())) - set(hits)),
        "must_not": sorted(set(query.get("must_not", ())) & set(hits)),
        "order": order if hits[: len(order)] != order else [],
    }
    if "exactly" in query and sorted(hits) != sorted(query["exactly"]):
        wrong["exactly"] = hits
    for name, counts in query.get("facets", {}).items():
        found = {value.code: value.count for value in result.facets[name]}
        if found != counts:
            wrong[name] = found
    says = {
        "missing": list(result.missing),
        "meant": result.did_you_mean,
        "is_partial": result.is_partial,
        "has_no_words": result.has_no_words,
    }
    for name, value in says.items():
        if name in query and query[name] != value:
            wrong[name] = value
    wrong = {name: value for name, value in wrong.items() if value or value is None}
    return {"query": query["ask"], "hits": hits, **wrong} if wrong else {}


def test_the_table_names_entries_that_exist():
    for query in TABLE["queries"]:
        for key in ("must", "must_not", "order", "exactly", "open"):
            assert set(query.get(key, ())) <= set(CODES), query
        assert query.get("first", CODES[0]) in CODES, query


def test_every_query_finds_what_it_must(town):
    asked = [(query, town.search(request_of(query))) for query in TABLE["queries"]]
    wrong = [problems(query, result) for query, result in asked]
    assert [one for one in wrong if one] == []


@pytest.mark.parametrize("page", [1, 2, 3])
def test_pages_follow_one_another(town, page):
    whole = town.search(SearchRequest("casa", per_page=50))
    part = town.search(SearchRequest("casa", per_page=3, page=page))
    assert part.total == whole.total > 6
    assert part.hits == whole.hits[3 * page - 3 : 3 * page]


def test_an_engine_finds_what_the_contract_says(each_engine):
    entries = [
        SearchEntry(page_id=number, url=f"/{number}/", **fields)
        for number, (_, fields) in enumerate(content_entries(read_content()), start=1)
    ]
    engine = filled(each_engine, entries)
    plain = PlainEngine(entries)
    for text in CITIZENS:
        expected, is_partial = plain.search(understood(text))
        result = engine.search(SearchRequest(text, per_page=50))
        found = [(hit.page_id, hit.score) for hit in result.hits]
        assert found == [(hit.entry.page_id, hit.score) for hit in expected[:50]], text
        assert (result.total, result.is_partial) == (len(expected), is_partial), text
