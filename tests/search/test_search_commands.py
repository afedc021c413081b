"""`search` and `search_quality`, as typed in a terminal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.engines import EngineUnavailable, database_engine
from search.quality.measuring import measure, plain
from search.quality.queries import Expected, QueriesError, read_queries
from search.result import Hit, SearchResult

HEAD = "query\tintent\texpected service keywords\n"


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err, **options)
    assert err.getvalue() == ""
    return out.getvalue()


@pytest.fixture
def sheets(sheet):
    sheet("ISEE")
    sheet("Contributo affitto [fondo]")


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "ricerche.tsv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def hit(title, summary=""):
    return Hit(1, "service", title, summary, "/1/")


def test_search_gives_a_json_list_and_nothing_else(sheets):
    (found,) = json.loads(run("search", "afitto", "--json"))
    assert list(found) == ["type", "title", "summary", "url", "score"]
    assert found["title"] == "Contributo affitto [fondo]"
    assert found["url"].startswith("/")
    assert found["score"] > 0
    assert json.loads(run("search", "zzz", "--json", "--engine", "database")) == []


def test_search_is_readable(sheets):
    told = run("search", "afitto pizza")
    assert "Forse cercavi: affitto pizza" in told
    assert "Non trovato: pizza" in told
    assert "Contributo affitto [fondo]" in told
    assert "Solo parole che non dicono" in run("search", "io non ho")
    assert "0 risultati" in run("search", "zzz")


@pytest.mark.parametrize(
    "text",
    ["", "'\"(*:", "\x00\u202e", "--", "a" * 10_000],
    ids=["empty", "quotes", "control", "dashes", "long"],
)
def test_search_takes_any_text(sheets, text):
    assert isinstance(json.loads(run("search", "--json", "--", text)), list)


@pytest.mark.parametrize("command", ["search", "search_quality"])
def test_an_engine_that_is_not_there_is_an_error(db, table, command):
    argument = "isee" if command == "search" else table(HEAD + "isee\t\tisee\n")
    with pytest.raises(CommandError, match="non è configurato"):
        run(command, argument, "--engine", "elasticsearch")


def test_an_engine_that_does_not_answer_is_an_error(db, monkeypatch):
    def fail(*_):
        raise EngineUnavailable("rifiuta")

    monkeypatch.setattr(type(database_engine()), "search", fail)
    with pytest.raises(CommandError, match="non risponde: rifiuta"):
        run("search", "isee", "--engine", "database")


def test_quality_in_json(sheets, table):
    path = table(
        f"{HEAD}isee\tx\tIndicatore; isee\naffitto\t\tcontributo affitto\n"
        "zzz\t\tISEE\nio non ho\t\t(nessuno)\nisee\t\t(nessuno)\n"
    )
    told = json.loads(run("search_quality", path, "--json"))
    assert told == {
        "queries": 5,
        "scored": 3,
        "success@1": 0.6667,
        "success@3": 0.6667,
        "MRR": 0.6667,
        "misses": [{"query": "zzz", "expected": ["ISEE"], "rank": None, "found": []}],
        "without_service": [
            {"query": "io non ho", "helped": True},
            {"query": "isee", "helped": False},
        ],
    }


def test_quality_is_readable(sheets, table):
    told = run("search_quality", table(f"{HEAD}isee\t\tisee\nzzz\t\t[x]\n"))
    assert "primo risultato giusto        50.0%" in told
    assert "zzz" in told
    assert "[x]" in told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Manca la colonna «query»"),
        ("query,expected\nisee,isee\n", "Manca la colonna «query»"),
        ("query\tintent\nisee\tx\n", "Manca la colonna «expected service keywords»"),
        (HEAD, "nessuna ricerca"),
        (
            f"{HEAD}isee\tx\t\n",
            "Riga 2: la colonna «expected service keywords» è vuota",
        ),
        (f"{HEAD}isee\tx\tisee\n\tx\tisee\n", "Riga 3: la colonna «query» è vuota"),
        (f"{HEAD}isee\n", "Riga 2: la colonna «expected service keywords» è vuota"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(db, table, text, problem):
    with pytest.raises(CommandError, match=problem):
        run("search_quality", table(text))


def test_a_file_that_cannot_be_read_says_why(db, table, tmp_path):
    with pytest.raises(CommandError, match="Non riesco a leggere"):
        run("search_quality", str(tmp_path / "none.tsv"))
    with pytest.raises(CommandError, match="non è un testo in UTF-8"):
        run("search_quality", table(f"{HEAD}città\t\tx\n", encoding="latin-1"))


def test_a_table_may_have_a_mark_blank_lines_quotes_and_more_columns(table):
    lines = [
        "query\tnota\texpected service keywords\textra",
        '"isee\tx\ta ; b;\ty',
        "",
        "io\tx\t(nessuno)\ty\tz",
    ]
    assert read_queries(lines) == [
        Expected('"isee', ("a", "b")),
        Expected("io", ("(nessuno)",)),
    ]
    with pytest.raises(QueriesError):
        read_queries([])


def test_a_hit_counts_by_title_or_summary_without_case_and_accents():
    queries = [Expected("q", ("indennità  di accompagnamento", "ISEE"))]
    hits = (hit("Altro"), hit("INDENNITA DI ACCOMPAGNAMENTO"), hit("x", "l'isee"))
    (outcome,) = measure(queries, lambda text: SearchResult(hits)).outcomes
    assert outcome.rank == 2
    (outcome,) = measure(queries, lambda text: SearchResult(hits[:1])).outcomes
    assert outcome.rank is None
    assert plain("È  Più") == "e piu"


def test_figures_of_quality():
    hits = (hit("a"), hit("b"), hit("c"), hit("d"))
    queries = [Expected("q", (title,)) for title in "abdz"]
    quality = measure(queries, lambda text: SearchResult(hits))
    assert quality.success(1) == 1 / 4
    assert quality.success(3) == 2 / 4
    assert quality.mean_reciprocal_rank == (1 + 1 / 2 + 1 / 4) / 4
    assert [one.expected.expressions for one in quality.misses] == [("d",), ("z",)]
    assert measure([], lambda text: SearchResult()).success(3) == 1


def test_the_tables_of_the_product_can_be_read():
    from pathlib import Path

    path = Path(__file__).parent / "data" / "citizen-queries-more.tsv"
    queries = read_queries(path.read_text("utf-8").splitlines())
    assert len(queries) > 200
    assert len({one.query for one in queries}) == len(queries)
