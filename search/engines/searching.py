"""One search while it runs: which statements are asked, and what is done when time is short."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from search.distance import kilometres_of
from search.engines.gathering import Gathered, are_enough, gather
from search.engines.ranking import Ranking
from search.engines.running import Runner, TooSlow
from search.engines.selecting import NAMES, chosen_values, select
from search.engines.statements import Selection
from search.query import Query
from search.request import SearchRequest
from search.result import Hit, SearchResult
from search.text.marking import marks
from search.weights import needed

log = logging.getLogger(__name__)

# A visitor never waits longer for the database, in seconds; and so long again for titles alone.
LIMIT = 0.8
HURRY = 0.3
# Where more entries are found, titles are looked at first: they nearly always fill the page.
MANY = 500
TIERS = (1, 2)

Row = tuple[Any, ...]


class Search:
    """One request at work: some three statements, whatever is found."""

    def __init__(self, request: SearchRequest, query: Query) -> None:
        self.request = request
        self.query = query
        self.runner = Runner(LIMIT)
        self.chosen = chosen_values(request)

    def result(self) -> SearchResult:
        """What is found; in a hurry what titles alone hold, and the result says so."""
        said = SearchResult(
            per_page=self.request.per_page,
            missing=self.query.missing,
            did_you_mean=self.query.did_you_mean,
        )
        selection = select(self.request, self.query, self.chosen)
        try:
            return self._found(selection, said)
        except TooSlow:
            log.warning("a search took more than %s s: titles alone answer", LIMIT)
            return self._in_a_hurry(selection, said)

    def _found(self, selection: Selection, said: SearchResult) -> SearchResult:
        selection, gathered, is_partial = self._gathered(selection)
        selection, total, open_total = self._counted(selection, gathered)
        found = open_total if self.request.is_open_only else total
        result = replace(
            said,
            total=found,
            open_total=None if self.request.open_ids is None else open_total,
            is_partial=is_partial and found > 0,
        )
        page = min(max(self.request.page, 1), result.pages)
        rows = self._rows(selection, found, page) if found else []
        facets = gathered.facets(NAMES, self.chosen) if gathered.is_complete else {}
        hits = tuple(map(self._hit, rows))
        return replace(result, page=page, hits=hits, facets=facets)

    def _gathered(self, selection: Selection) -> tuple[Selection, Gathered, bool]:
        """Who answers all clauses; where few do, who answers most, if they are more."""
        full = gather(selection, self.runner)
        has_several = len(self.query.required) > 1
        if has_several and not are_enough(full, selection, self.runner):
            known = len(self.query.required) - len(self.query.missing)
            wider = replace(selection, least=needed(known))
            most = gather(wider, self.runner)
            if len(most.held) > len(full.held):
                return wider, most, True
        return selection, full, False

    def _counted(
        self, selection: Selection, gathered: Gathered
    ) -> tuple[Selection, int, int]:
        """How many there are, how many of them open; what is known of few is not asked again."""
        if gathered.is_complete:
            listed = replace(selection, ids=gathered.ids)
            return listed, len(gathered.held), gathered.open_total
        counts = self.runner.rows(selection.total())
        return selection, sum(row[0] for row in counts), sum(row[1] for row in counts)

    def _rows(self, selection: Selection, found: int, page: int) -> list[Row]:
        """One page. Of many, first those that stand out, if that is sure to be the same."""
        size = self.request.per_page
        offset = (page - 1) * size
        by_score = self.query.clauses and not self.request.by_distance
        for tier in TIERS if found > MANY and by_score else ():
            best = Ranking(selection, size, offset, tier)
            rows = self.runner.rows(best.statement())
            if len(rows) == size and rows[-1][5] > selection.most_elsewhere(tier):
                return rows
        return self.runner.rows(Ranking(selection, size, offset).statement())

    def _in_a_hurry(self, selection: Selection, said: SearchResult) -> SearchResult:
        best = Ranking(selection, self.request.per_page, 0, tier=1)
        try:
            rows = Runner(HURRY).rows(best.statement())
        except TooSlow:
            rows = []
        found = tuple(map(self._hit, rows))
        return replace(said, hits=found, total=len(found), is_reduced=True)

    def _hit(self, row: Row) -> Hit:
        page_id, kind, title, summary, url, score, chord = row
        said = [way for clause in self.query.clauses for way in clause.alternatives]
        stems = {stem for a in said for stem in a.stems[: -1 if a.is_prefix else None]}
        starts = {way.stems[-1] for way in said if way.is_prefix}
        return Hit(
            page_id=page_id,
            kind=kind,
            title=title,
            summary=summary,
            url=url,
            score=int(score),
            title_marks=marks(title, stems, starts),
            summary_marks=marks(summary, stems, starts),
            kilometres=None if chord is None else kilometres_of(chord),
            is_open=page_id in (self.request.open_ids or ()),
        )
