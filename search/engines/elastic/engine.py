"""Keeps entries in an Elasticsearch and asks it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from core.search_entry import SearchEntry
from search.engines.base import EngineStatus, EngineUnavailable
from search.engines.elastic import indices
from search.engines.elastic.answers import (
    facets_of,
    hits_of,
    open_of,
    total_of,
    unfiltered_of,
)
from search.engines.elastic.documents import batches, remove_lines, write_lines
from search.engines.elastic.scoring import Body, Scoring
from search.engines.elastic.selecting import COUNTED, Selection, last_page, select
from search.engines.elastic.servers import Budget, Servers
from search.engines.elastic.suggesting import suggesting, suggestions_of
from search.prepared import prepare
from search.query import Query
from search.request import SearchRequest
from search.result import FacetCount, SearchResult, Suggestion
from search.understood import understood
from search.weights import ENOUGH, needed

Answer = Mapping[str, Any]
ABSENT = (
    "l'indice non c'è ancora: manage.py search_index rebuild --engine elasticsearch"
)
SCAN = 5_000


@contextmanager
def readable() -> Iterator[None]:
    """An answer that is not what Elasticsearch answers is a fault of the server."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise EngineUnavailable("risponde in modo illeggibile") from error


class ElasticEngine:
    """One index of one cluster. `asking` and `writing` are time limits in seconds."""

    name = "elasticsearch"

    def __init__(
        self, servers: Servers, alias: str, *, asking: float = 1, writing: float = 30
    ) -> None:
        self.servers = servers
        self.alias = alias
        self.asking = asking
        self.writing = writing
        # While a rebuild is at work: the index that is being written.
        self.building = ""

    def search(self, request: SearchRequest) -> SearchResult:
        """Entries that answer all of the query; where few do, those that answer most."""
        empty = SearchResult(per_page=request.per_page)
        if request.is_blank:
            return empty
        query = understood(request.text)
        if query.has_no_words:
            return replace(empty, has_no_words=True)
        budget = self.servers.within(self.asking)
        selection = select(request, Scoring(query.clauses))
        with readable():
            return self._found(budget, selection, query)

    def _found(
        self, budget: Budget, selection: Selection, query: Query
    ) -> SearchResult:
        required = least = len(query.required)
        answer, page = self._page(budget, selection, least=required)
        is_partial = False
        if required > 1 and unfiltered_of(answer) < ENOUGH:
            fewer = needed(required - len(query.missing))
            most = self._page(budget, selection, least=fewer)
            is_partial = total_of(most[0]) > total_of(answer)
            if is_partial:
                (answer, page), least = most, fewer
        return SearchResult(
            hits=hits_of(answer, selection, query),
            total=total_of(answer),
            page=page,
            per_page=selection.request.per_page,
            facets=self._facets(budget, selection, answer, least),
            is_partial=is_partial,
            missing=query.missing,
            did_you_mean=query.did_you_mean,
            open_total=open_of(answer),
        )

    def _facets(
        self, budget: Budget, selection: Selection, answer: Answer, least: int
    ) -> dict[str, tuple[FacetCount, ...]]:
        """The filters' counts, where they are soon counted."""
        if unfiltered_of(answer) > COUNTED:
            return {}
        return facets_of(self._ask(budget, selection.counting(least=least)), selection)

    def _page(
        self, budget: Budget, selection: Selection, *, least: int
    ) -> tuple[Answer, int]:
        """The page asked for, or the last one where there are not so many."""
        per_page = selection.request.per_page
        page = min(max(selection.request.page, 1), last_page(per_page))
        answer = self._ask(budget, selection.body(page, least=least))
        pages = max(1, -(-total_of(answer) // per_page))
        if page > pages:
            page = pages
            answer = self._ask(budget, selection.body(page, least=least))
        return answer, page

    def _ask(self, budget: Budget, body: Body) -> Answer:
        return budget.ask(
            lambda client: (
                client.search(
                    index=self.alias, body=body, allow_partial_search_results=False
                ).body
            )
        )

    def suggest(
        self, text: str, *, locale: str = "it", limit: int = 8
    ) -> tuple[Suggestion, ...]:
        """Entries whose title or citizen's words hold what is typed."""
        body = suggesting(text, locale, limit)
        if body is None:
            return ()
        answer = self._ask(self.servers.within(self.asking), body)
        with readable():
            return suggestions_of(answer, text)

    def index(self, entries: Iterable[SearchEntry]) -> int:
        """Write entries in place of what their pages had; how many were written."""
        by_page = {entry.page_id: entry for entry in entries}
        self._bulk(write_lines(prepare(entry)) for entry in by_page.values())
        return len(by_page)

    def remove(self, page_ids: Collection[int]) -> None:
        """Forget pages, known or not."""
        self._bulk(remove_lines(page_id) for page_id in page_ids)

    def _bulk(self, operations: Iterable[tuple[bytes, ...]]) -> None:
        target = self.building or self.alias
        for lines in batches(operations):
            send = partial(_send, lines, target, require_alias=not self.building)
            answer = self._write(send)
            with readable():
                _refuse_errors(answer)

    def page_ids(self) -> set[int]:
        """Pages that have an entry."""
        return set(self.versions())

    def versions(self) -> dict[int, str]:
        """Pages that have an entry, and the version of what is kept of each."""
        found: dict[int, str] = {}
        with readable():
            last = 0
            while rows := self._rows_after(last):
                found.update(rows)
                last = max(rows)
        return found

    def _rows_after(self, last: int) -> dict[int, str]:
        answer = self._write(
            lambda client: (
                client.search(
                    index=self.alias,
                    query={"range": {"page_id": {"gt": last}}},
                    sort=["page_id"],
                    size=SCAN,
                    source=False,
                    docvalue_fields=["page_id", "version"],
                    track_total_hits=False,
                    allow_partial_search_results=False,
                ).body
            )
        )
        fields = [row["fields"] for row in answer["hits"]["hits"]]
        return {int(row["page_id"][0]): row["version"][0] for row in fields}

    def rebuild(self, write: Callable[[], int]) -> int:
        """Write a new index while the old one answers, then switch.

        One rebuild at a time (`search.turns`): whatever stands beside the alias is removed.
        """
        self._write(lambda client: indices.clean(client, self.alias))
        self.building = self._write(lambda client: indices.create(client, self.alias))
        try:
            number = write()
            made = self.building
            self._write(lambda client: indices.switch(client, self.alias, made))
        except BaseException:
            with suppress(EngineUnavailable):
                made = self.building
                self._write(lambda client: indices.drop(client, made))
            raise
        finally:
            self.building = ""
        return number

    def is_to_rebuild(self) -> bool:
        """True where there is no index, or one made with another mapping."""
        names = self._write(lambda client: indices.behind(client, self.alias))
        return not any(indices.is_of_this_form(name, self.alias) for name in names)

    def refresh(self) -> None:
        """Make what was written findable at once."""
        target = self.building or self.alias
        self._write(lambda client: client.indices.refresh(index=target).body)

    def status(self) -> EngineStatus:
        """How it is doing; never raises."""
        budget = self.servers.within(self.asking)
        try:
            with readable():
                info = budget.ask(lambda client: client.info().body)
                names = budget.ask(lambda client: indices.behind(client, self.alias))
                if not names:
                    return EngineStatus(self.name, False, detail=ABSENT)
                count = budget.ask(lambda client: client.count(index=self.alias).body)
                health = budget.ask(
                    lambda client: client.cluster.health(index=self.alias).body
                )
                detail = (
                    f"Elasticsearch {info['version']['number']}, nodi "
                    f"{health['number_of_nodes']}, stato {health['status']}, "
                    f"indice {names[0]}"
                )
                return EngineStatus(self.name, True, int(count["count"]), detail)
        except EngineUnavailable as fault:
            return EngineStatus(self.name, False, detail=str(fault))

    def _write(self, call: Callable[[Any], Any]) -> Any:
        with readable():
            return self.servers.within(self.writing).ask(call)


def _send(
    lines: Any, target: str, client: Elasticsearch, *, require_alias: bool
) -> Answer:
    answer = client.bulk(operations=lines, index=target, require_alias=require_alias)
    return answer.body


def _refuse_errors(answer: Answer) -> None:
    """A line that was not taken is a fault; forgetting what is not known is none."""
    if answer["errors"]:
        faults = [
            result["error"]["type"]
            for item in answer["items"]
            for result in item.values()
            if "error" in result
        ]
        raise EngineUnavailable(f"non ha scritto tutto ({faults[0]})")
