"""A row of a service that cannot be written says why; what is just within the rules is taken."""

import datetime as dt
import json

import pytest

from exchange.mapping import NATIVE, read_mapping
from exchange.rows import RowReader

KNOWN = {
    "organisation": {"comune", "inps"},
    "service": {"isee", "bonus"},
    "need": {"soldi", "casa", "lavoro", "salute"},
    "audience": {"tutti", "anziani", "donne", "giovani", "famiglie"},
    "category": {"salute"},
    "topic": {"lavoro"},
    "life_event": {"nascita"},
    "municipality": {"cremona"},
}


def cell(*rows):
    return json.dumps(rows)


def step(title="Vai", **more):
    return {"title": title, **more}


SHEET = {
    "tipo": "servizio",
    "fonte": "prova",
    "id": "7",
    "ente": "comune",
    "indirizzo_pagina": "isee",
    "titolo": "Titolo",
    "in_breve": "In breve.",
    "stato": "active",
    "bisogni": "soldi",
    "destinatari": "tutti",
    "a_chi_e_rivolto": "A tutti.",
    "descrizione": "Che cos'è.",
    "come_fare": cell(step(), step("Torna")),
    "per_un_altra_persona": "Con la delega.",
    "cosa_serve": cell({"name": "Documento"}),
    "cosa_si_ottiene": "Un foglio.",
    "tempi": "Un mese.",
    "quanto_costa": "Niente.",
    "accesso": "Allo sportello.",
    "condizioni": "La legge.",
    "condizioni_documento": "Legge 1",
    "condizioni_indirizzo": "/condizioni-di-servizio/",
    "ufficio": "Ufficio",
    "norme": cell({"title": "Legge 1"}),
    "parole_del_cittadino": "isee",
}


def amount(**more):
    return cell({"label": "S", "value": 1, "unit": "euro", "source": "Legge", **more})


def rule(**more):
    return cell({"title": "R", "text": "Vale.", **more})


def deadline(**more):
    return cell({"title": "D", "kind": "call", **more})


@pytest.fixture(scope="module")
def read():
    """Read a row as the import does."""
    reader = RowReader(read_mapping(NATIVE), dt.date(2026, 11, 22))

    def found(**cells):
        (one,) = reader.found({**SHEET, **cells}, KNOWN, "riga 2")
        return one

    return found


def test_the_row_below_is_refused_for_one_thing_alone(read):
    assert read().problems == ()
    assert read().record.title == "Titolo"


REFUSED = [
    ("titolo", "x" * 81, "title: ha 81 caratteri: al massimo 80"),
    ("in_breve", "x" * 256, "summary: ha 256 caratteri: al massimo 255"),
    ("stato", "aperto", "status: «aperto» non va bene: scegli tra active"),
    ("stato", "closed", "status_reason: scrivi perché il servizio non è attivo"),
    ("sostituito_da", "isee", "replaced_by: un servizio non sostituisce sé stesso"),
    ("sostituito_da", "boh", "replaced_by: «boh» non esiste tra i codici"),
    ("ente_responsabile", "boh", "owner_body: «boh» non esiste tra i codici (enti)"),
    ("forma_di_gestione", "boh", "management_form: «boh» non va bene"),
    ("bisogni", "soldi casa lavoro salute", "needs: sono 4: al massimo 3"),
    ("bisogni", "soldi soldi", "needs: lo stesso codice è scritto due volte"),
    ("destinatari", "boh", "audiences: «boh» non esiste tra i codici"),
    (
        "destinatari",
        "tutti anziani donne giovani famiglie",
        "audiences: sono 5: al massimo 4",
    ),
    ("categoria", "boh", "category: «boh» non esiste tra i codici"),
    ("argomenti", "boh", "topics: «boh» non esiste tra i codici"),
    ("eventi_della_vita", "boh", "life_events: «boh» non esiste tra i codici"),
    ("per_chi_abita_a", "roma", "municipalities: «roma» non esiste tra i codici"),
    ("eta_minima", "121", "min_age: 121: deve stare tra 0 e 120"),
    ("eta_minima", "-1", "min_age: -1: deve stare tra 0 e 120"),
    ("eta_massima", "tanti", "max_age: «tanti» non è un numero"),
    ("giorni_massimi", "1,5", "max_days: 1,5: qui va un numero intero"),
    ("giorni_massimi", "3651", "max_days: 3651: deve stare tra 0 e 3650"),
    ("cambia_nel_mese", "0", "changes_in_month: 0: deve stare tra 1 e 12"),
    ("cambia_nel_mese", "13", "changes_in_month: 13: deve stare tra 1 e 12"),
    ("come_fare", cell(step()), "steps: sono 1: da 2 a 6"),
    ("come_fare", cell(*[step()] * 7), "steps: sono 7: da 2 a 6"),
    ("come_fare", cell(step(), {}), "steps[2].title: è obbligatorio"),
    ("cosa_serve", "", "documents: è obbligatorio"),
    ("cosa_serve", cell({"name": "A", "url": "b"}), "documents[1].url: «b»"),
    ("norme", cell(*[{"title": "L"}] * 5), "sources: sono 5: da 1 a 4"),
    ("descrizione", "# Titolo", "description: togli i titoli (#)"),
    ("gratuito", "forse", "free: «forse»: scrivi sì o no"),
    ("aiuto_urgente", "sì", "crisis_phone: una scheda di aiuto urgente deve avere"),
    ("telefono_urgente", "abc", "crisis_phone: «abc»"),
    ("online_indirizzo", "inps.it", "access.online_url: «inps.it»: l'indirizzo"),
    ("ufficio_email", "a@b", "contact.email: «a@b» non è un indirizzo e-mail"),
    ("condizioni_indirizzo", "//a.it", "terms.url: «//a.it»: l'indirizzo comincia"),
    ("collegati", "isee", "related: una scheda non rimanda a sé stessa"),
    ("servono_prima", "isee", "prerequisites: una scheda non rimanda a sé stessa"),
    ("importi", amount(value="tanto"), "amounts[1].value: «tanto» non è un numero"),
    ("importi", amount(source=""), "amounts[1].source: è obbligatorio"),
    (
        "importi",
        amount(valid_from="2026-02-01", valid_until="2026-01-31"),
        "amounts[1].valid_until: viene prima di valid_from",
    ),
    (
        "regole_con_data",
        rule(valid_from="2026-02-01", valid_until="2026-01-31"),
        "rules[1].valid_until: viene prima di valid_from",
    ),
    ("regole_con_data", rule(text=""), "rules[1].text: è obbligatorio"),
    ("scadenze", deadline(), "deadlines[1]: scrivi almeno una data"),
    (
        "scadenze",
        deadline(opens_on="2026-02-01", closes_on="2026-01-31"),
        "deadlines[1]: la chiusura viene prima dell'apertura",
    ),
    ("scadenze", deadline(kind="boh", opens_on="2026-02-01"), "deadlines[1].kind"),
]


@pytest.mark.parametrize(
    ("column", "value", "reason"), REFUSED, ids=lambda value: str(value)[:30]
)
def test_a_sheet_is_refused_and_told_why(read, column, value, reason):
    found = read(**{column: value})
    assert found.record is None
    (said,) = [f"{p.field}: {p.message}" for p in found.problems]
    assert said.startswith(reason)


TAKEN = [
    {"titolo": "x" * 80},
    {"in_breve": "x" * 255},
    {"stato": "closed", "stato_motivo": "Mancano i fondi."},
    {"stato": "active", "stato_motivo": ""},
    {"sostituito_da": "bonus"},
    {"bisogni": "soldi; casa, lavoro"},
    {"eta_minima": "65", "eta_massima": "65"},
    {"eta_minima": "0", "eta_massima": ""},
    {"eta_minima": "", "eta_massima": "0"},
    {"eta_minima": "0,25", "eta_massima": "120"},
    {"giorni_massimi": "0"},
    {"giorni_massimi": "3650"},
    {"cambia_nel_mese": "1"},
    {"cambia_nel_mese": "12"},
    {"come_fare": cell(*[step()] * 6)},
    {"norme": cell(*[{"title": "L"}] * 4)},
    {"aiuto_urgente": "sì", "telefono_urgente": "1522"},
    {"aiuto_urgente": "no", "telefono_urgente": ""},
    {"collegati": "bonus", "servono_prima": "bonus"},
    {"importi": amount(valid_from="2026-02-01", valid_until="2026-02-01")},
    {"importi": amount(value=0, valid_until="2026-01-01")},
    {"regole_con_data": rule(valid_from="2026-02-01")},
    {"scadenze": deadline(opens_on="2026-02-01", closes_on="2026-02-01")},
    {"scadenze": deadline(closes_on="2026-02-01")},
    {"condizioni_indirizzo": "https://example.org/x"},
]


@pytest.mark.parametrize("cells", TAKEN, ids=str)
def test_what_is_just_within_the_rules_is_taken(read, cells):
    assert read(**cells).problems == ()


def test_two_ages_the_wrong_way_round_are_refused(read):
    (problem,) = read(eta_minima="18", eta_massima="17.99").problems
    assert (problem.field, problem.message) == (
        "max_age",
        "è più bassa dell'età minima",
    )


def test_everything_that_is_wrong_with_a_sheet_is_told_at_once(read):
    found = read(titolo="", bisogni="boh", come_fare="", eta_minima="x")
    named = {problem.field for problem in found.problems}
    assert named == {"title", "needs", "steps", "min_age"}
