"""Mappings: what they say, and what is wrong with them."""

import datetime as dt

import pytest
import yaml

from exchange.mapping import NATIVE, FieldRule, field_names, read_mapping
from exchange.problems import WrongInput, WrongValue
from exchange.records import RECORDS
from exchange.rows import RowReader, value_of
from tests.exchange.conftest import MAPPINGS

SMALL = {
    "source": "prova",
    "licence": "CC0",
    "records": [
        {
            "type": "sportello",
            "external_id": "{id}",
            "fields": {
                "organisation": {"value": "ente-a"},
                "title": {
                    "column": "nome",
                    "with": ["capitals"],
                    "instead": {"X": "Ics"},
                },
                "kind": {"value": "altro"},
                "summary": {"template": "Da {nome} a {città}"},
                "email": "posta",
            },
        }
    ],
}


@pytest.fixture
def save(tmp_path):
    def run(data):
        path = tmp_path / "mappa.yaml"
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return path

    return run


def test_the_product_s_own_table_has_every_field():
    rules = {rule.type: rule for rule in read_mapping(NATIVE).records}
    for name, record in RECORDS.items():
        assert set(rules[name].fields) == set(field_names(record)), name
        columns = [field.column for field in rules[name].fields.values()]
        assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda p: p.stem)
def test_mappings_of_the_product_are_right(path):
    assert read_mapping(path).columns


def test_a_mapping_names_its_columns(save):
    mapping = read_mapping(save(SMALL))
    assert mapping.columns == {"id", "nome", "città", "posta"}
    assert mapping.must_have == mapping.columns
    mapping = read_mapping(save({**SMALL, "required": ["nome"]}))
    assert mapping.must_have == {"nome"}


def test_a_row_becomes_a_record(save):
    reader = RowReader(read_mapping(save(SMALL)), dt.date(2026, 11, 22))
    cells = {"id": " 7 ", "nome": "CASA", "città": "Cremona", "posta": "a@b.it"}
    (found,) = reader.found(cells, {}, "riga 2")
    assert found.problems == ()
    assert found.record.title == "Casa"
    assert found.record.summary == "Da CASA a Cremona"
    assert found.record.email == "a@b.it"
    assert found.origin.key == ("prova", "7")
    assert found.origin.licence == "CC0"


def test_a_row_without_an_identifier_is_refused(save):
    reader = RowReader(read_mapping(save(SMALL)), dt.date(2026, 11, 22))
    cells = {"id": "", "nome": "CASA", "città": "", "posta": ""}
    (found,) = reader.found(cells, {}, "riga 2")
    assert "identificativo" in found.problems[0].message


@pytest.mark.parametrize("spared", [False, True])
def test_a_repair_that_fails_costs_the_row_or_the_field(save, spared):
    fields = {
        **SMALL["records"][0]["fields"],
        "postal_code": {
            "column": "cap",
            "with": ["postal_code"],
            "may_be_left_out": spared,
        },
    }
    reader = RowReader(
        read_mapping(save(changed(fields=fields))), dt.date(2026, 11, 22)
    )
    cells = {"id": "7", "nome": "CASA", "città": "X", "posta": "", "cap": "2610A"}
    (found,) = reader.found(cells, {}, "riga 2")
    if spared:
        assert found.record.postal_code == ""
        assert found.notices == ("cap lasciato fuori: «2610A» non è un CAP",)
    else:
        assert [str(p) for p in found.problems] == ["riga 2: cap: «2610A» non è un CAP"]


def test_values():
    cells = {"a": "UNO", "b": "due"}
    assert value_of(FieldRule(value=5), cells) == 5
    assert value_of(FieldRule(column="a", repairs=("lower",)), cells) == "uno"
    assert value_of(FieldRule(column="manca"), cells) == ""
    assert value_of(FieldRule(template="{a}-{b}"), cells) == "UNO-due"
    assert (
        value_of(FieldRule(column="a", instead={"UNO": "1"}, repairs=("lower",)), cells)
        == "1"
    )
    with pytest.raises(WrongValue):
        value_of(FieldRule(column="b", repairs=("postal_code",)), cells)


def changed(**changes):
    (record,) = SMALL["records"]
    return {**SMALL, "records": [{**record, **changes}]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({**SMALL, "colore": 1}, "non conosco colore"),
        ({"source": "x"}, "servono source e records"),
        (["lista"], "campi e valori"),
        (changed(type="boh"), "type è uno tra"),
        (changed(fields={"boh": "nome"}), "campi sconosciuti: boh"),
        (changed(fields={"title": {"column": "x", "with": ["boh"]}}), "correzioni boh"),
        (changed(fields={"title": {"colonna": "x"}}), "non conosco colonna"),
        (
            {**SMALL, "split": [{"column": "a", "with": "boh", "into": ["b"]}]},
            "non conosco «boh»",
        ),
    ],
)
def test_a_wrong_mapping_says_what(save, data, words):
    with pytest.raises(WrongInput, match=words):
        read_mapping(save(data))


def test_a_mapping_that_cannot_be_read(tmp_path):
    with pytest.raises(WrongInput, match="non si legge"):
        read_mapping(tmp_path / "niente.yaml")
    path = tmp_path / "rotta.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(WrongInput, match="non si legge"):
        read_mapping(path)
