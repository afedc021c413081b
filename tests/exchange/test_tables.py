"""Tables as people send them: encodings, delimiters, spreadsheets, broken files."""

import csv
import datetime as dt

import pytest
from openpyxl import Workbook

from exchange.problems import WrongInput
from exchange.tables import open_table


def written(tmp_path, text, encoding="utf-8", name="tabella.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def sheet(tmp_path, rows, title="Foglio"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    path = tmp_path / "tabella.xlsx"
    book.save(path)
    return path


def test_rows_with_their_lines(tmp_path):
    path = written(tmp_path, 'nome,via\nuno,"a\nb"\n\n , \ndue,c\n')
    table = open_table(path, {"nome"})
    assert [(row.line, row.cells) for row in table.rows()] == [
        (2, {"nome": "uno", "via": "a\nb"}),
        (6, {"nome": "due", "via": "c"}),
    ]
    assert table.count == 2


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, mark):
    path = written(tmp_path, f"nome{mark}via\nuno{mark}a, b\n".replace("a, b", "a"))
    assert next(open_table(path, {"nome", "via"}).rows()).cells["via"] == "a"


@pytest.mark.parametrize(("encoding", "notices"), [("utf-8-sig", 0), ("cp1252", 1)])
def test_encodings_of_spreadsheets(tmp_path, encoding, notices):
    path = written(tmp_path, "nome\ncittà\n", encoding)
    table = open_table(path, {"nome"})
    assert next(table.rows()).cells == {"nome": "città"}
    assert len(table.notices) == notices


def test_formula_guards_are_taken_off(tmp_path):
    path = written(tmp_path, "nome\n'+39 0372\n")
    assert next(open_table(path, {"nome"}).rows()).cells["nome"] == "+39 0372"


@pytest.mark.parametrize(
    ("cells", "words"), [("uno", "ha 1 celle"), ("uno,due,tre", "ha 3 celle")]
)
def test_a_row_of_another_length_is_told(tmp_path, cells, words):
    path = written(tmp_path, f"nome,via\n{cells}\n")
    assert words in next(open_table(path, {"nome"}).rows()).wrong


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "mancano le colonne nome"),
        (b"", "mancano le colonne nome"),
        (b"PK\x03\x04resto", "salvalo con il nome .xlsx"),
        (b"nome\0via", "non è un file di testo"),
        (b"nome\n\x81\x8d\n", "non riconosco la codifica"),
        (b"nome,nome\n1,2\n", "colonne ripetute"),
        (b'nome,via\n"aperte,2\n', "riga 2"),
        (b'nome,via\n"a"b,2\n', "non è un CSV ben fatto"),
    ],
)
def test_a_wrong_file_is_told_at_once(tmp_path, content, words):
    path = tmp_path / "tabella.csv"
    path.write_bytes(content)
    with pytest.raises(WrongInput, match=words):
        open_table(path, {"nome"})


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(WrongInput, match="non c'è"):
        open_table(tmp_path / "niente.csv", {"nome"})


def test_a_file_broken_at_the_end_is_refused_at_the_beginning(tmp_path):
    good = "nome,via\n" + "uno,due\n" * 500
    path = written(tmp_path, good + '"aperte,due\n')
    with pytest.raises(WrongInput, match="riga 50"):
        open_table(path, {"nome"})


def test_a_spreadsheet(tmp_path):
    rows = [["nome", "numero", "giorno", "sì"], ["uno", 372123.0, dt.datetime(2026, 1, 2), True],
            ["due", None, None, None]]  # fmt: skip
    table = open_table(sheet(tmp_path, rows), {"nome"})
    assert [row.cells for row in table.rows()] == [
        {"nome": "uno", "numero": "372123", "giorno": "2026-01-02", "sì": "sì"},
        {"nome": "due", "numero": "", "giorno": "", "sì": ""},
    ]


def test_a_sheet_by_name(tmp_path):
    path = sheet(tmp_path, [["nome"], ["uno"]], title="Dati")
    assert open_table(path, {"nome"}, sheet="Dati").count == 1
    with pytest.raises(WrongInput, match="manca il foglio «Altro»"):
        open_table(path, {"nome"}, sheet="Altro")


def test_a_spreadsheet_that_is_none(tmp_path):
    path = tmp_path / "tabella.xlsx"
    path.write_text("nome\nuno\n", encoding="utf-8")
    with pytest.raises(WrongInput, match="leggibile"):
        open_table(path, {"nome"})


def test_long_tables_are_read_row_by_row(tmp_path):
    """The rows of a long table are never all in memory."""
    import tracemalloc

    path = tmp_path / "lunga.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["nome", "via"])
        rows.writerows([f"nome {n}", "x" * 200] for n in range(20_000))
    tracemalloc.start()
    assert sum(1 for _ in open_table(path, {"nome"}).rows()) == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size > 4_000_000
    assert peak < 3_500_000
