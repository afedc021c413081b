"""`manage.py search_index`: what it does and how it says it."""

import json

import pytest
from django.core.management import CommandError, call_command

from search.engines import ELASTICSEARCH, database_engine
from search.models import IndexEntry, OutboxRow
from search.turns import turn

GONE = ("http://127.0.0.1:1",)


def test_rebuild(sheet, capsys):
    sheet("Isee")
    database_engine().remove(database_engine().page_ids())
    call_command("search_index", "rebuild")
    assert IndexEntry.objects.count() == 1
    assert "database: indice ricostruito, 1 pagine." in capsys.readouterr().out


def test_status(sheet, capsys):
    page = sheet("Isee")
    OutboxRow.objects.create(page_id=page.pk)
    call_command("search_index", "status")
    out = capsys.readouterr().out
    assert "1 voci, 1 pagine pubblicate, 1 modifiche in attesa" in out


def test_repair(sheet, capsys):
    page = sheet("Isee")
    database_engine().remove([page.pk])
    call_command("search_index", "repair")
    assert "1 schede mancanti, 0 cambiate" in capsys.readouterr().out
    assert IndexEntry.objects.count() == 1


@pytest.mark.parametrize("action", ["rebuild", "status", "repair"])
def test_with_json_there_is_nothing_else(sheet, capsys, action):
    sheet("Isee")
    call_command("search_index", action, "--json")
    (report,) = json.loads(capsys.readouterr().out)
    assert report["engine"] == "database"


def test_one_that_does_not_answer_keeps_no_other_from_it(sheet, settings, capsys):
    sheet("Isee")
    settings.SEARCH_URL = GONE
    with pytest.raises(CommandError, match="elasticsearch: non si collega"):
        call_command("search_index", "status")
    assert "database: 1 voci" in capsys.readouterr().out


def test_an_unknown_engine_is_named(db):
    with pytest.raises(CommandError, match=r"Ci sono: database\. .*SEARCH_URL"):
        call_command("search_index", "status", "--engine", ELASTICSEARCH)


def test_another_at_work_is_named(db, settings):
    settings.SEARCH_URL = GONE
    with turn(ELASTICSEARCH), pytest.raises(CommandError, match="riprova fra poco"):
        call_command("search_index", "rebuild", "--engine", ELASTICSEARCH)
