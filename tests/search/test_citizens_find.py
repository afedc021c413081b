"""What people type leads to the sheet that answers: the product's own content, its own words."""

from pathlib import Path

import pytest
import yaml

from core.search_entry import SearchEntry
from exchange.content import read_content
from search.engines import current_engine
from search.request import SearchRequest

QUERIES = yaml.safe_load(
    (Path(__file__).parent / "data" / "citizen-queries.yaml").read_text("utf-8")
)
ALL = QUERIES["first"] | QUERIES["among_three"]
PROSE = ("addressed", "description", "on_behalf", "output", "timing", "cost")


def service_entries(content, titles):
    """A sheet gives what `directory.entries` takes from its page."""
    helps = {record.slug: [] for record in content.services}
    lists = (content.terms["need"], content.terms["audience"])
    names = {term.code: term.name for terms in lists for term in terms}
    for desk in content.desks:
        for row in desk.services:
            helps[row.service].append(desk.title)
    for record in content.services:
        bodies = [titles[c] for c in (record.owner_body, record.manager_body) if c]
        yield (
            record.slug,
            {
                "kind": "service",
                "title": record.title,
                "summary": record.summary,
                "citizen_words": record.citizen_words,
                "names": (*bodies, *helps[record.slug]),
                "text": service_text(record, names),
            },
        )


def service_text(record, names):
    prose = [getattr(record, name) for name in PROSE]
    steps = [f"{step.title} {step.text}" for step in record.steps]
    documents = [f"{row.name} {row.where}" for row in record.documents]
    terms = [names[code] for code in (*record.needs, *record.audiences)]
    return " ".join(
        [*prose, record.access.text, record.terms.text, *steps, *documents, *terms]
    )


def desk_entries(content, titles):
    named = {record.slug: record.title for record in content.services}
    for desk in content.desks:
        services = [named[row.service] for row in desk.services]
        yield (
            f"desk {desk.slug}",
            {
                "kind": "desk",
                "title": desk.title,
                "summary": desk.summary,
                "names": (titles[desk.organisation], desk.kind.replace("-", " ")),
                "text": " ".join([desk.street, desk.directions, *services]),
            },
        )


def body_entries(content):
    for body in content.organisations:
        yield (
            f"body {body.slug}",
            {
                "kind": "organisation",
                "title": body.title,
                "summary": body.summary,
                "text": body.description,
            },
        )


@pytest.fixture
def hits(db):
    """Slugs of the first hits for a text, bodies and desks among them."""
    content = read_content()
    titles = {body.slug: body.title for body in content.organisations}
    entries = [
        *service_entries(content, titles),
        *desk_entries(content, titles),
        *body_entries(content),
    ]
    engine = current_engine()
    engine.index(
        SearchEntry(page_id=number, url=f"/{number}/", **fields)
        for number, (_, fields) in enumerate(entries)
    )
    slugs = [slug for slug, _ in entries]
    return lambda text: [slugs[h.page_id] for h in engine.search(asked(text)).hits]


def asked(text):
    return SearchRequest(text, per_page=3)


def missing(queries, found):
    """The queries whose sheet is not among what is found, with what is."""
    results = {text: found(text) for text in queries}
    return {text: got for text, got in results.items() if not {*queries[text]} & {*got}}


def test_queries_name_sheets_that_exist():
    sheets = {record.slug for record in read_content().services}
    assert {slug for slugs in ALL.values() for slug in slugs} <= sheets


def test_a_query_that_names_a_sheet_finds_it_first(hits):
    missed = missing(QUERIES["first"], lambda text: hits(text)[:1])
    assert missed == {}


def test_nine_queries_of_ten_find_their_sheet_among_three(hits):
    missed = missing(ALL, hits)
    assert len(missed) <= len(ALL) // 10, missed
