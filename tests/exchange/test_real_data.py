"""The 927 family advice centres of the Ministry's list. The product does not hold that file."""

import os
import re
from pathlib import Path

import pytest

from directory.models import DeskPage, Municipality, OrganisationPage
from exchange.exporting import Export, export
from exchange.mapping import NATIVE, read_mapping
from exchange.writer import Outcome

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT.parent / "shared" / "data" / "consultori-familiari-italia.csv"
CENTRES = Path(os.environ.get("CONSULTORI_CSV", PLACE))

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.real_data,
    pytest.mark.skipif(
        not CENTRES.is_file(),
        reason="manca consultori.csv (onData, liberiamoli-tutti): CONSULTORI_CSV=percorso",
    ),
]


def test_all_centres_go_in_come_out_and_go_in_again(do_import, tmp_path):
    job, rows = do_import(CENTRES)
    assert job.report.counts["sportello", Outcome.CREATE] == 927
    assert job.report.counts["ente", Outcome.CREATE] == 60
    assert job.report.counts["sportello", Outcome.REJECT] == 0
    _everything_is_mended()
    _doubts_are_told(rows)
    path = tmp_path / "fuori.csv"
    assert export(path, Export(("ente", "servizio", "sportello"))) == 987
    job, _ = do_import(path, using=read_mapping(NATIVE))
    assert job.report.counts == {
        ("ente", Outcome.SAME): 60,
        ("sportello", Outcome.SAME): 927,
    }


def _everything_is_mended():
    assert DeskPage.objects.published().count() == 927
    assert OrganisationPage.objects.published().count() == 60
    codes = DeskPage.objects.values_list("postal_code", flat=True)
    assert all(re.fullmatch(r"\d{5}", code) for code in codes)
    phones = list(DeskPage.objects.values_list("phones__number", flat=True))
    assert sum(1 for phone in phones if not phone) == 8
    assert all(re.match(r"0|3", phone) for phone in phones if phone)
    for name in Municipality.objects.values_list("name", flat=True):
        assert name != name.upper(), name
        assert not re.search("[¶Ç?]", name), name


def _doubts_are_told(rows):
    alike = [row for row in rows if "possibile doppione" in row.notice]
    assert {row.line for row in alike} >= {824}
    assert len(alike) < 20
    left_out = [row for row in rows if "lasciato fuori" in row.notice]
    assert len(left_out) == 4
