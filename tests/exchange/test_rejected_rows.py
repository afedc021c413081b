"""What a row of the product's own table is refused for, in words that say how to mend it."""

import datetime as dt

import pytest

from exchange.mapping import NATIVE, read_mapping
from exchange.rows import RowReader

KNOWN = {
    "organisation": {"ente-a"},
    "service": {"isee", "bonus"},
    "need": {"soldi"},
    "audience": {"anziani"},
    "category": {"salute"},
    "topic": {"lavoro"},
    "life_event": {"pensione"},
    "municipality": {"cremona"},
    "language": {"it", "ar"},
    "accessibility": {"ascensore"},
}
ORIGIN = {"fonte": "prova", "id": "7", "titolo": "Titolo"}
BODY = {**ORIGIN, "tipo": "ente", "genere": "comune", "indirizzo_pagina": "ente-b"}
DESK = {**ORIGIN, "tipo": "sportello", "ente": "ente-a", "genere": "caf"}
HOURS = '[{"weekday": "%s", "opens": "%s", "closes": "%s"}]'


@pytest.fixture(scope="module")
def read():
    reader = RowReader(read_mapping(NATIVE), dt.date(2026, 11, 22))

    def found(cells):
        (one,) = reader.found(cells, KNOWN, "riga 2")
        return one

    return found


def refused(read, row, cells):
    """What is said of a row with these cells: `field: message`."""
    found = read({**row, **cells})
    assert found.record is None
    return [f"{p.field}: {p.message}" for p in found.problems]


@pytest.mark.parametrize("row", [BODY, DESK], ids=["ente", "sportello"])
def test_the_rows_below_are_refused_for_one_thing_alone(read, row):
    assert read(row).problems == ()
    assert read(row).record.title == "Titolo"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"titolo": ""}, "title: è obbligatorio: scrivilo"),
        ({"titolo": "x" * 200}, "title: ha 200 caratteri: al massimo 160"),
        ({"genere": "bar"}, "kind: «bar» non va bene: scegli tra "),
        ({"genere": ""}, "kind: è obbligatorio: scrivilo"),
        ({"ente": "nessuno"}, "organisation: «nessuno» non esiste tra i codici (enti)"),
        ({"ente": ""}, "organisation: è obbligatorio: scrivilo"),
        ({"indirizzo_pagina": "Così No"}, "slug: «Così No»: usa lettere minuscole"),
        ({"cap": "2610"}, "postal_code: «2610»: il CAP ha cinque cifre"),
        ({"cap": "261000"}, "postal_code: ha 6 caratteri: al massimo 5"),
        ({"provincia": "cr"}, "province: «cr»: scrivi la sigla"),
        ({"luogo_protetto": "forse"}, "is_confidential: «forse»: scrivi sì o no"),
        ({"su_appuntamento": "a volte"}, "by_appointment: «a volte»: scrivi sì o no"),
        ({"luogo_protetto": "sì", "via": "Via Po 1"}, "street: di un luogo protetto"),
        ({"luogo_protetto": "x", "come_arrivare": "A est."}, "directions: di un luogo"),
        ({"latitudine": "45,13"}, "latitude: scrivi sia la latitudine sia la"),
        ({"latitudine": "91", "longitudine": "1"}, "latitude: 91: deve stare tra -90"),
        ({"latitudine": "a", "longitudine": "1"}, "latitude: «a» non è un numero"),
        ({"latitudine": "nan", "longitudine": "1"}, "latitude: nan: deve stare tra"),
        ({"telefoni": "12"}, "phones[1].number: «12»: "),
        ({"telefoni": "0372 123456; abc"}, "phones[2].number: «abc»: "),
        ({"telefoni": "[1522"}, "phones: il contenuto della cella non è un elenco"),
        (
            {"telefoni": '[{"number": "1522", "numero": "1"}]'},
            "phones[1].numero: campo sconosciuto: correggi il nome o toglilo",
        ),
        ({"telefoni": '["1522"]'}, "phones[1]: qui vanno campi e valori"),
        ({"email": "niente"}, "email: «niente» non è un indirizzo e-mail"),
        (
            {"sito": "www.example.org"},
            "website: «www.example.org»: l'indirizzo comincia",
        ),
        (
            {"sito": "javascript:alert(1)"},
            "website: «javascript:alert(1)»: l'indirizzo",
        ),
        ({"orari": "lunedì 9-12"}, "hours: il contenuto della cella non è un elenco"),
        ({"orari": HOURS % ("7", "09:00", "12:00")}, "hours[1].weekday: 7: deve stare"),
        ({"orari": HOURS % ("0.5", "09:00", "12:00")}, "hours[1].weekday: 0.5: qui va"),
        ({"orari": HOURS % ("0", "25:00", "12:00")}, "hours[1].opens: «25:00»: scrivi"),
        (
            {"orari": HOURS % ("0", "09:00", "09:00")},
            "hours[1]: l'orario finisce quando",
        ),
        ({"orari": '[{"weekday": 0, "opens": "09:00"}]'}, "hours[1].closes: è obblig"),
        (
            {"chiusure": '[{"starts_on": "2026-08-01"}]'},
            "closures[1].ends_on: è obblig",
        ),
        (
            {"chiusure": '[{"starts_on": "2026-08-31", "ends_on": "2026-08-01"}]'},
            "closures[1]: la fine viene prima dell'inizio",
        ),
        (
            {"chiusure": '[{"starts_on": "1/8/2026", "ends_on": "2026-08-01"}]'},
            "closures[1].starts_on: «1/8/2026»: scrivi la data come 2026-12-31",
        ),
        ({"lingue": "it tedesco"}, "languages: «tedesco» non esiste tra i codici"),
        ({"lingue": "it ar it"}, "languages: lo stesso codice è scritto due volte"),
        ({"come_arrivare": "# Titolo"}, "directions: togli i titoli (#)"),
        ({"come_arrivare": "Un *posto*."}, "directions: il corsivo (*testo*) non è"),
        (
            {"accessibilita": '[{"feature": "piscina", "is_present": true}]'},
            "accessibility[1].feature: «piscina» non esiste tra i codici",
        ),
        (
            {"accessibilita": '[{"feature": "ascensore"}, {"feature": "ascensore"}]'},
            "accessibility: «ascensore» è scritto due volte",
        ),
        (
            {"servizi": '[{"service": "altro", "level": "information"}]'},
            "services[1].service: «altro» non esiste tra i codici (servizi)",
        ),
        (
            {"servizi": '[{"service": "isee", "level": "molto"}]'},
            "services[1].level: «molto» non va bene: scegli tra information",
        ),
        ({"servizi": '[{"service": "isee"}]'}, "services[1].level: è obbligatorio"),
    ],
)
def test_a_desk_is_refused_and_told_why(read, cells, reason):
    (told,) = refused(read, DESK, cells)
    assert told.startswith(reason)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"genere": "sindacato-giallo"}, "kind: «sindacato-giallo» non va bene"),
        ({"codice_fiscale": "00297960198"}, "tax_code: «00297960198»: Codice fiscale"),
        ({"codice_fiscale": "123"}, "tax_code: «123»: Il codice fiscale di un ente"),
        ({"codice_fiscale": "RSSMRA80A01D150X"}, "tax_code: ha 16 caratteri"),
        ({"pec": "pec"}, "pec: «pec» non è un indirizzo e-mail"),
        ({"fa_parte_di": "nessuno"}, "parent_body: «nessuno» non esiste tra i codici"),
        (
            {"informativa_privacy": "vedi sito"},
            "privacy_notice_url: «vedi sito»: l'ind",
        ),
        ({"indirizzo_pagina": ""}, "slug: è obbligatorio: scrivilo"),
        ({"in_breve": "x" * 300}, "summary: ha 300 caratteri: al massimo 255"),
    ],
)
def test_a_body_is_refused_and_told_why(read, cells, reason):
    (told,) = refused(read, BODY, cells)
    assert told.startswith(reason)


def test_everything_that_is_wrong_is_told_at_once(read):
    cells = {"cap": "123456", "email": "niente", "lingue": "xx", "titolo": ""}
    fields = {told.partition(":")[0] for told in refused(read, DESK, cells)}
    assert fields == {"postal_code", "email", "languages", "title"}


@pytest.mark.parametrize("name", ["fonte", "id"])
def test_a_row_without_source_or_identifier_is_refused(read, name):
    found = read({**DESK, name: " "})
    assert [p.message for p in found.problems] == ["manca l'identificativo o la fonte"]


@pytest.mark.parametrize("kind", ["", "bar", "Ente"])
def test_a_row_of_no_known_type_gives_nothing(kind):
    reader = RowReader(read_mapping(NATIVE), dt.date(2026, 11, 22))
    assert list(reader.found({**BODY, "tipo": kind}, KNOWN, "riga 2")) == []
