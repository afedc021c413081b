"""Each kind of field reads what files give, and says in Italian what is wrong."""

import datetime as dt
from decimal import Decimal

import pytest

from exchange import kinds as k
from exchange import value_kinds as v
from exchange.problems import WrongValue

GOOD = [
    (k.Text(), " ciao\r\nqui ", "ciao\nqui"),
    (k.Text(), 12, "12"),
    (k.Text(), "a\x00b", "a b"),
    (k.Slug(), "asl-1_b", "asl-1_b"),
    (k.LongText(), "- uno\n- due", "- uno\n- due"),
    (k.Phone(), "0372 123456", "0372 123456"),
    (k.Email(), "a@b.it", "a@b.it"),
    (k.Url(), "https://www.inps.it/x", "https://www.inps.it/x"),
    (k.UrlOrPath(), "/privacy/", "/privacy/"),
    (k.UrlOrPath(), "https://a.it", "https://a.it"),
    (k.Choice(options=("a", "b")), "b", "b"),
    (k.Term(vocabulary="need"), "soldi", "soldi"),
    (k.Term(vocabulary="nobody-knows"), "x", "x"),
    (v.Terms("need"), "soldi casa", ("soldi", "casa")),
    (v.Terms("need"), ["casa"], ("casa",)),
    (v.Lines(), "uno\n\n due ", ("uno", "due")),
    (v.Lines(), ["uno", "due"], ("uno", "due")),
    (v.Flag(), "Sì", True),
    (v.Flag(), False, False),
    (v.Day(), "2026-12-31", dt.date(2026, 12, 31)),
    (v.Day(), dt.datetime(2026, 12, 31, 9), dt.date(2026, 12, 31)),
    (v.Day(), dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
    (v.Clock(), "9:30", dt.time(9, 30)),
    (v.Clock(), dt.time(9), dt.time(9)),
    (v.Number(), "1234,5", Decimal("1234.50")),
    (v.Number(), 0.25, Decimal("0.25")),
    (v.Number(6, Decimal(-90), Decimal(90)), "45.1", Decimal("45.100000")),
    (v.Whole(0), 6, 6),
    (v.Whole(0), "6.0", 6),
]
BAD = [
    (k.Text(5), "troppo lungo", "al massimo 5"),
    (k.Text(), True, "virgolette"),
    (k.Text(), {"a": 1}, "testo"),
    (k.Slug(), "Con Spazi", "minuscole"),
    (k.LongText(), "# no", "titoli"),
    (k.Phone(), "12 34 56 xx", "12 34"),
    (k.Email(), "a@b", "e-mail"),
    (k.Url(), "javascript:alert(1)", "https"),
    (k.Url(), "https://senzapunto", "https"),
    (k.UrlOrPath(), "//host/x", "https"),
    (k.Choice(options=("a", "b")), "c", "a, b"),
    (k.Term(vocabulary="need"), "boh", "bisogni"),
    (v.Terms("need"), ["casa", "casa"], "due volte"),
    (v.Terms("need", most=1), ["casa", "soldi"], "al massimo 1"),
    (v.Terms("need"), 5, "elenco"),
    (v.Lines(), 5, "elenco"),
    (v.Flag(), "forse", "sì o no"),
    (v.Day(), "31/12/2026", "2026-12-31"),
    (v.Clock(), 540, "09:30"),
    (v.Clock(), "25:00", "09:30"),
    (v.Number(), "molto", "numero"),
    (v.Number(), "nan", "tra"),
    (v.Number(most=Decimal(5)), 6, "tra 0 e 5"),
    (v.Whole(0), 1.5, "intero"),
]
KNOWN = {"need": {"soldi", "casa"}}


@pytest.mark.parametrize(("kind", "given", "value"), GOOD)
def test_reads(kind, given, value):
    assert kind.read(given, KNOWN) == value


@pytest.mark.parametrize(("kind", "given", "value"), GOOD)
def test_a_cell_says_the_same(kind, given, value):
    assert kind.read(kind.cell(value), KNOWN) == value


@pytest.mark.parametrize(("kind", "given", "words"), BAD)
def test_refuses_and_says_why(kind, given, words):
    with pytest.raises(WrongValue, match=words):
        kind.read(given, KNOWN)


@pytest.mark.parametrize(
    ("kind", "cell"),
    [(k.Text(), ""), (v.Terms("need"), ""), (v.Flag(nullable=True), ""), (v.Day(), ""),
     (v.Flag(), "no"), (v.Clock(), ""), (v.Number(), ""), (v.Lines(), "")],
)  # fmt: skip
def test_nothing_is_an_empty_cell(kind, cell):
    assert kind.cell(kind.empty()) == cell


def test_lists_in_cells_are_json():
    assert v.decoded('[{"number": "1522"}]') == [{"number": "1522"}]
    assert v.decoded(["già", "letto"]) == ["già", "letto"]
    with pytest.raises(WrongValue, match="JSON"):
        v.decoded("[{")
