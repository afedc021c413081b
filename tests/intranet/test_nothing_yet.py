"""A body that has just signed: every part opens, and says in words that there is nothing yet."""

import re

import pytest

from tests.intranet.conftest import client_of

pytestmark = pytest.mark.django_db
PAGES = {
    "": "mai verificata",
    "da-curare/": "Da curare",
    "referenti/": "non hanno ancora indicato nessuno",
    "referenti/stampa/": "non hanno ancora indicato nessuno",
    "referenti/chi-chiamo/?per=b-casa": "nessuno ha indicato questo argomento",
    "domande/": "Nessuna domanda aperta",
    "domande/?mostra=da-rispondere": "Nessuna domanda aspetta il tuo ente",
    "domande/?mostra=risolte": "Nessuna domanda risolta",
    "procedure/": "Non ce n’è ancora nessuna",
    "procedure/note/": "Non ce n’è ancora nessuna",
    "avvisi/": "Oggi non c’è nessun avviso",
    "formazione/": "non c’è nessun incontro in programma",
    "formazione/conclusi/": "Ancora nessuno",
    "formazione/miei/": "Non sei iscritto a nessun incontro",
    "formazione/materiali/": "Ancora nessuno",
    "riunioni/": "Nessuna riunione in programma",
    "riunioni/compiti/": "Nessun compito aperto",
    "riunioni/compiti/?stato=fatti": "Ancora nessuno",
    "file/": "Ancora nessun file",
    "cerca/?q=zzzqqq": "Nulla con tutte queste parole",
}


@pytest.mark.parametrize("path", PAGES)
def test_it_says_so(operator, path):
    answer = client_of(operator).get(f"/intranet/{path}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert PAGES[path] in page, re.sub(r"<[^>]+>|\s+", " ", page.split("<h1")[1])[:600]
    assert page.count("<h1") == 1


def test_what_a_body_keeps_is_found_though_nothing_is_due(operator, manager):
    """The look at the data was led to by its panel alone, on the days on which it was due."""
    places = {"referenti/tieni/", "verifica-dati/"}
    page = client_of(manager).get("/intranet/da-curare/").content.decode()
    assert [p for p in places if f'href="/intranet/{p}"' not in page] == []
    page = client_of(operator).get("/intranet/da-curare/").content.decode()
    assert [p for p in places if f'href="/intranet/{p}"' in page] == []
    assert 'href="/intranet/procedure/note/"' in page
