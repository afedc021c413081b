"""A small content folder, a small table, and the pages they need."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from exchange.content import CONTENT, VOCABULARIES
from exchange.samples import Samples

DATA = Path(__file__).parent / "data"
MAPPINGS = CONTENT.parent / "mappings"
AT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Rome"))

TERMS = {
    "category": [{"code": "salute", "name": "Salute"}],
    "topic": [{"code": "lavoro", "name": "Lavoro"}],
    "life_event": [{"code": "pensionamento", "name": "Pensionamento"}],
    "need": [
        {
            "code": "soldi",
            "name": "Soldi",
            "category": "salute",
            "topics": ["lavoro"],
            "life_events": ["pensionamento"],
        }
    ],
    "audience": [{"code": "tutti", "name": "Tutti"}],
    "municipality": [{"code": "cremona", "name": "Cremona", "province": "CR"}],
    "language": [{"code": "it", "name": "Italiano"}],
    "accessibility": [{"code": "senza-gradini", "name": "Senza gradini"}],
}
ORGANISATION = {
    "slug": "ente-a",
    "title": "Ente A",
    "kind": "comune",
    "description": "Che **cosa** fa.",
    "street": "Via Roma 1",
    "postal_code": "26100",
    "municipality": "cremona",
    "province": "CR",
}
SERVICE = {
    "slug": "isee",
    "title": "ISEE",
    "summary": "Un numero.",
    "status": "active",
    "keeper": "ente-a",
    "needs": ["soldi"],
    "audiences": ["tutti"],
    "min_age": 0.25,
    "addressed": "A tutti.",
    "description": "Che cos'è.\n\n- uno\n- due",
    "steps": [
        {"title": "Primo", "text": "Vai."},
        {"title": "Secondo", "text": "Torna."},
    ],
    "on_behalf": "Con la delega.",
    "documents": [{"name": "Documento", "condition": "se ce l'hai"}],
    "output": "Un foglio.",
    "timing": "Dieci giorni.",
    "deadlines": [
        {"title": "Fine", "kind": "deadline", "closes_on": dt.date(2026, 12, 31)}
    ],
    "free": True,
    "cost": "È gratuito.",
    "amounts": [
        {
            "label": "Soglia",
            "value": 1234.5,
            "unit": "euro",
            "valid_until": dt.date(2026, 12, 31),
            "source": "Legge",
        }
    ],
    "access": {
        "text": "Al CAF.",
        "online_url": "https://www.inps.it",
        "phone": "803 164",
    },
    "terms": {
        "text": "La legge.",
        "label": "Legge 1",
        "url": "/condizioni-di-servizio/",
    },
    "contact": {"office": "Ufficio"},
    "rules": [{"title": "Ora", "text": "Vale **questo**.", "source": "Legge"}],
    "sources": [{"title": "Legge 1", "url": ""}],
    "related": ["bonus"],
    "prerequisites": [],
    "citizen_words": ["isee", "redditi bassi"],
    "to_check": ["la soglia"],
}
DESK = {
    "organisation": "ente-a",
    "slug": "sportello-a",
    "title": "Sportello A",
    "kind": "sportello-sociale",
    "municipality": "cremona",
    "province": "CR",
    "phones": [{"number": "1522", "label": "Aiuto"}],
    "hours": [{"weekday": 0, "opens": "09:00", "closes": "12:00"}],
    "by_appointment": False,
    "languages": ["it"],
    "directions": "Vicino al [fiume](https://example.org).",
    "accessibility": [{"feature": "senza-gradini", "is_present": True}],
    "services": [{"service": "isee", "level": "information"}],
}


class ContentFolder:
    """A folder of YAML files that tests may change before they are read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.terms = copy.deepcopy(TERMS)
        self.organisations = [copy.deepcopy(ORGANISATION)]
        bonus = {**copy.deepcopy(SERVICE), "slug": "bonus", "related": ["isee"]}
        self.services = {"isee": copy.deepcopy(SERVICE), "bonus": bonus}
        self.desks = [copy.deepcopy(DESK)]

    def write(self) -> Path:
        for name, file in VOCABULARIES.items():
            self._dump(f"vocabularies/{file}.yaml", self.terms[name])
        self._dump("organisations.yaml", self.organisations)
        self._dump("desks.yaml", self.desks)
        for slug, data in self.services.items():
            self._dump(f"services/tema/{slug}.yaml", data)
        return self.path

    def _dump(self, name: str, data: object) -> None:
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        place.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A complete small content: one body, two services, one desk."""
    return ContentFolder(tmp_path / "content")


@pytest.fixture
def load(services_index):
    """Load a content folder as the command does."""
    from exchange.loading import load as load_content

    def run(folder: ContentFolder, *, at=AT, sample=Samples.LOAD):
        return load_content(at=at, sample=sample, folder=folder.write())

    return run


@pytest.fixture
def centres():
    """A table of our own with the faults of real ones."""
    return DATA / "centri.csv"


@pytest.fixture
def mapping():
    """The mapping of the small table: the one of the real table."""
    from exchange.mapping import read_mapping

    return read_mapping(MAPPINGS / "consultori.yaml")


@pytest.fixture
def do_import(services_index, mapping):
    """Import a table; the rows' results by outcome come back."""
    from exchange.importing import Import

    def run(path, *, apply=True, publish=True, using=mapping, at=AT):
        job = Import(path, using, at=at, publish=publish)
        rows = list(job.apply() if apply else job.assess())
        return job, rows

    return run
