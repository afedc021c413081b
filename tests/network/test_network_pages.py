"""Every page of the network is shown, full and empty, with few queries; each state on its day."""

import datetime as dt
import gzip
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from network.models import DutyEvidence, NetworkBodyDocument, NetworkMember
from tests.factories import (
    DeskFactory,
    OrganisationFactory,
    ServiceFactory,
    restrict,
)

END = dt.date(2029, 12, 31)
SHA = "5f535174a1b8627841f9848bf3bc1f04972a925d06c4fc034a21df1dfeb5f965"
NOTE = {"is_applied": True, "applied_note": "Lo dice il coordinamento."}


@pytest.fixture
def on(monkeypatch):
    """`on("2029-11-01")` makes it that day."""

    def travel(text):
        day = dt.date.fromisoformat(text)
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    return travel


def get(page):
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def flat(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def full(agree, body, number=1):
    others = [OrganisationFactory(parent=body.get_parent()) for _ in range(number - 1)]
    codes = [f"impegno-{n}" for n in range(number)]
    page = agree(
        f"Protocollo {number}",
        ends_on=END,
        subject="Per lavorare insieme",
        **NOTE,
        parties=[
            {"name": f"Parte {n}", "organisation": o, "side": "Il Comune"}
            for n, o in enumerate([body, *others])
        ],
        duties=[
            {"code": c, "side": "Il Comune", "article": "Art. 2", "text": f"fare {c};"}
            for c in codes
        ],
        fulfilments=[
            {"duty": c, "target": make(parent=body)}
            for c in codes
            for make in (ServiceFactory, DeskFactory)
        ],
        clauses=[{"article": "Art. 3", "title": "Durata", "text": "Dura."}] * number,
        modifications=[{"text": f"Cambia {n}."} for n in range(number)],
        acts=[
            {"body": "Giunta", "kind": "delibera", "number": str(n)}
            for n in range(number)
        ],
        documents=[{"title": f"Allegato {n}", "sha256": SHA} for n in range(number)],
    )
    for code in codes:
        DutyEvidence.objects.create(
            agreement=page,
            duty=code,
            dated_on=END,
            title="Incontri",
            count=3,
            source="x",
        )
    return page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2026-11-28",
            "In vigore Data di sottoscrizione da confermare Fino al 31 dicembre 2029.",
        ),
        ("2029-07-04", "In scadenza"),
        ("2029-07-04", "Mancano 180 giorni."),
        ("2029-12-31", "Oggi è l'ultimo giorno."),
        ("2030-01-01", "Scaduto"),
    ],
)
def test_the_state_of_each_day_stands_on_page_and_in_the_list(
    agree, agreements, on, day, words
):
    page = agree(ends_on=END, **NOTE)
    on(day)
    assert words in flat(get(page)).replace("&#x27;", "'")
    label = words.split(" Data")[0]
    if label in ("In vigore", "In scadenza", "Scaduto"):
        assert label in flat(get(agreements))


def test_what_was_never_signed_is_not_told_to_have_been_in_force(agree, on):
    signed = dt.date(2026, 3, 1)
    parties = [{"name": "CISL"}, {"name": "UIL", "signed_on": signed}]
    page = agree(ends_on=END, parties=parties)
    on("2030-01-01")
    text = flat(get(page))
    assert "Scaduto Doveva valere fino al 31 dicembre 2029." in text
    assert "Non tutti gli enti hanno firmato." in text
    assert "Sottoscritto No Fino al" in text
    assert "CISL Non risulta che abbia firmato" in text
    assert "UIL Ha firmato il 1° marzo 2026" in text


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        ([], "Nessun ente ha ancora firmato."),
        ([None, None], "Nessun ente ha ancora firmato."),
        ([None, dt.date(2026, 4, 1)], "Nessun ente ha ancora firmato."),
        ([None, dt.date(2026, 3, 1)], "Non tutti gli enti hanno ancora firmato."),
        ([dt.date(2026, 3, 1)] * 2, "Tutti gli enti hanno firmato."),
    ],
)
def test_it_is_told_whether_anybody_has_signed(agree, on, signed, words):
    rows = [{"name": f"Ente {n}", "signed_on": day} for n, day in enumerate(signed)]
    page = agree(parties=rows)
    on("2026-03-31")
    assert f"In firma {words}" in flat(get(page))


def test_nobody_is_told_to_have_signed_what_ended_unsigned(agree, on):
    page = agree(ends_on=END, parties=[{"name": "CISL"}])
    on("2030-01-01")
    assert "Nessun ente ha firmato." in flat(get(page))


def test_what_is_to_hold_later_is_not_told_to_be_signed(agree, on):
    page = agree(starts_on=dt.date(2026, 5, 1), **NOTE)
    on("2026-04-30")
    text = flat(get(page))
    assert "Non ancora in vigore Data di sottoscrizione da confermare" in text
    on("2026-05-01")
    assert "In vigore Data di sottoscrizione da confermare" in flat(get(page))


def test_nobody_applies_already_what_they_will_apply_later(agree, on):
    on("2026-03-31")
    later = {"applied_from": dt.date(2026, 4, 1), "ends_on": END}
    with pytest.raises(ValidationError, match="deve ancora venire"):
        agree(**NOTE, **later)
    agree("Con la firma", signed_on=dt.date(2026, 3, 1), **NOTE, **later)
    on("2026-04-01")
    assert "In vigore" in flat(get(agree("Da oggi", **NOTE, **later)))


def test_an_agreement_tells_what_each_organ_has_to_do_with_it(agree, sit):
    page = agree()
    sit("Assemblea", summary="Ha approvato il documento.", agreement=page)
    text = flat(get(page))
    assert "Gli organi della rete legati a questo accordo" in text
    assert "Assemblea Ha approvato il documento." in text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("planned", "Da costituire"),
        ("active", "In attività"),
        ("unknown", "Non sappiamo se è in attività"),
        ("ended", "Attività conclusa"),
    ],
)
def test_the_state_of_an_organ_agrees_with_any_name(sit, network, status, words):
    page = sit("Assemblea dei Sindaci", status=status)
    assert f"Stato {words}" in flat(get(page))
    assert words in flat(get(network))


def test_a_range_of_years_is_not_broken(agree, sit):
    page = sit(status_note="Del Piano di Zona 2021–2023.", agreement=agree("Piano 25"))
    assert "Zona 2021–\u20602023." in get(page)
    assert "Piano 2025–\u20602027</h1>" in get(agree("Piano 2025–2027"))


def test_an_agreement_to_be_signed_says_so_and_its_members_are_expected(
    agree, agreements
):
    text = flat(
        get(agree(parties=[{"name": "Confcooperative", "signatory": "Presidente"}]))
    )
    assert "In firma Nessun ente ha ancora firmato." in text
    assert "Aderenti previsti" in text
    assert "Aderenti previsti: Confcooperative" in flat(get(agreements))
    assert "Confcooperative Chi firma: Presidente. Firma prevista" in text


def test_the_notice_to_the_parties_is_told_where_there_are_parties(agree):
    words = "Le parti ricevono un avviso 180 giorni prima della scadenza"
    assert words in flat(get(agree(ends_on=END, **NOTE, parties=[{"name": "CISL"}])))
    assert words not in flat(get(agree("Un altro", ends_on=END, **NOTE)))


def test_who_has_signed_is_told_with_the_day(agree):
    signed = dt.date(2026, 3, 11)
    page = agree(signed_on=signed, parties=[{"name": "ASST", "signed_on": signed}])
    text = flat(get(page)).replace("&#x27;", "'")
    assert "Ha firmato l'11 marzo 2026" in text
    assert "da confermare" not in text


def test_the_gap_to_the_agreement_before_is_shown(agree):
    before = agree("Il primo", ends_on=dt.date(2024, 12, 31), **NOTE)
    after = agree("Il secondo", ends_on=END, predecessor=before, **NOTE)
    text = flat(get(after))
    assert (
        "Prima di questo: Il primo (scaduto; valeva fino al 31 dicembre 2024)" in text
    )
    assert "Dal 1° gennaio 2025 e fino alla sottoscrizione" in text
    first = flat(get(before))
    assert "Dopo questo: Il secondo (in vigore; fino al 31 dicembre 2029)" in first
    assert "Dal 1° gennaio 2025 e fino alla sottoscrizione" in first
    assert "Le parti lo applicavano" in flat(get(before))
    assert "Le parti lo applicano" in text
    after.is_applied, after.signed_on = False, dt.date(2025, 3, 1)
    after.save()
    for page in (before, after):
        told = flat(get(page))
        assert "Dal 1° gennaio 2025 al 28 febbraio 2025 (59 giorni)" in told


@pytest.mark.parametrize(
    ("signed", "day", "words"),
    [
        (None, "2024-12-31", ""),
        (None, "2025-01-01", "Dal 1° gennaio 2025 nessun accordo è in vigore"),
        ("2025-03-01", "2025-03-01", "(59 giorni) nessun accordo era in vigore"),
        ("2024-11-01", "2024-11-02", "(59 giorni) nessun accordo sarà in vigore"),
        ("2024-11-01", "2025-02-28", "(59 giorni) nessun accordo è in vigore"),
        ("2024-11-01", "2025-03-01", "(59 giorni) nessun accordo era in vigore"),
    ],
)
def test_the_gap_is_told_as_it_stands_on_each_day(agree, on, signed, day, words):
    before = agree("Il primo", ends_on=dt.date(2024, 12, 31), **NOTE)
    signs = dt.date.fromisoformat(signed) if signed else None
    after = agree(
        "Il secondo",
        predecessor=before,
        signed_on=signs,
        starts_on=dt.date(2025, 3, 1) if signs else None,
    )
    on(day)
    text = flat(get(after))
    assert words in text
    assert ("nessun accordo" in text) == bool(words)


def test_the_agreement_before_is_not_named_while_it_is_not_public(agree):
    before = agree("Una bozza", live=False, ends_on=dt.date(2024, 12, 31), **NOTE)
    after = agree("Il secondo", ends_on=END, predecessor=before, **NOTE)
    assert "Una bozza" not in get(after)


def test_a_modification_says_whether_it_holds(agree):
    approved = dt.date(2026, 1, 15)
    page = agree(
        ends_on=dt.date(2026, 6, 30),
        signed_on=dt.date(2025, 1, 1),
        modifications=[
            {
                "text": "Si proroga.",
                "approved_on": approved,
                "act": "Atto n. 3",
                "new_end": END,
            },
            {"text": "Si estende."},
        ],
    )
    text = flat(get(page)).replace("&#x27;", "'")
    assert "Atto n. 3. Approvata da tutte le parti il 15 gennaio 2026." in text
    assert "Porta la scadenza al 31 dicembre 2029." in text
    assert "Non vale ancora: manca l'approvazione di tutte le parti." in text
    assert "Fino al 31 dicembre 2029" in text


def test_a_termination_tells_its_act_and_its_day(agree, on):
    page = agree(
        signed_on=dt.date(2025, 1, 1),
        ends_on=END,
        terminated_on=dt.date(2026, 3, 31),
        termination_act="Atto sottoscritto dalle parti n. 9",
    )
    on("2026-04-01")
    text = flat(get(page))
    assert "Disdetto" in text
    assert "Atto sottoscritto dalle parti n. 9. Ultimo giorno: 31 marzo 2026." in text
    assert "Fino al 31 marzo 2026, per disdetta; sarebbe durato fino al 31" in text


def test_a_termination_ends_what_had_no_end(agree, on):
    page = agree(
        signed_on=dt.date(2025, 1, 1),
        terminated_on=dt.date(2026, 3, 31),
        termination_act="Atto n. 9",
        parties=[{"name": "CISL"}],
    )
    on("2026-01-10")
    text = flat(get(page))
    assert "Fino al 31 marzo 2026, per disdetta Disdetta" in text
    assert "Le parti ricevono un avviso 180 giorni prima" in text


@pytest.mark.parametrize(
    ("day", "done"), [("2029-12-31", "da fare"), ("2030-01-01", "non risulta fatta")]
)
def test_an_evaluation_that_nobody_made_is_due_until_the_end(agree, on, day, done):
    page = agree(
        ends_on=END, needs_evaluation=True, evaluation_article="Art. 3", **NOTE
    )
    on(day)
    assert f"Valutazione congiunta dei risultati (Art. 3): {done}." in flat(get(page))


def test_who_promised_what_and_what_is_there_of_it(agree, body):
    text = flat(get(full(agree, body)))
    assert (
        "Il Comune fare impegno-0; Art. 2 Che cosa c’è Servizio: Servizio di prova"
        in text
    )
    assert "Sportello: Sportello di prova" in text
    assert "31 dicembre 2029: Incontri (3)" in text


def test_what_an_act_lists_with_dashes_is_a_list(agree):
    text = "garantendo:\n- l'ascolto;\n- <b>l'invio</b>;\n\nInfine."
    html = get(agree(duties=[{"code": "uno", "text": text}]))
    assert "<p>garantendo:</p><ul><li>l&#x27;ascolto;</li><li>&lt;b&gt;" in html
    assert "</ul><p>Infine.</p>" in html


def test_what_an_act_numbers_keeps_its_numbers(agree):
    text = "Delibera:\n1. Di prendere atto;\n2. Di dare <b>mandato</b>.\n4. Altro."
    html = get(agree(duties=[{"code": "uno", "text": text}]))
    assert (
        '<p>Delibera:</p><ol><li value="1">Di prendere atto;</li><li value="2">Di dare '
        '&lt;b&gt;mandato&lt;/b&gt;.</li><li value="4">Altro.</li></ol>'
    ) in html


def test_since_when_the_parties_apply_it_begins_a_sentence(agree):
    page = agree(applied_from=dt.date(2025, 1, 1), **NOTE)
    told = "Le parti lo applicano Dal 1° gennaio 2025. Lo dice il coordinamento."
    assert told in flat(get(page))


def test_a_duty_that_nothing_attests_says_so(agree):
    page = agree(duties=[{"code": "uno", "text": "fare;"}])
    assert "Tutte le parti fare; Su questo sito non c’è ancora nulla" in flat(get(page))


def test_what_is_not_public_fulfils_no_duty(agree, body):
    draft, hidden = ServiceFactory(parent=body, live=False), ServiceFactory(parent=body)
    restrict(hidden)
    page = agree(
        duties=[{"code": "uno", "text": "fare;"}],
        fulfilments=[{"duty": "uno", "target": t} for t in (draft, hidden)],
    )
    text = get(page)
    assert draft.title not in text
    assert hidden.title not in text


def test_a_full_agreement_asks_as_much_for_many_rows_as_for_few(agree, body, queries):
    few, many = full(agree, body), full(agree, body, 10)
    numbers = []
    for page in (few, many):
        get(page)
        with queries() as found:
            get(page)
        numbers.append(len(found))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 16


def test_the_lists_ask_as_much_for_many_as_for_few(
    agree, sit, agreements, network, queries
):
    numbers = {}
    for number in (2, 20):
        for n in range(number):
            agree(f"Accordo {number} {n}", ends_on=END, parties=[{"name": "CISL"}])
            organ = sit(f"Organo {number} {n}")
            NetworkMember.objects.create(page=organ, name="CISL")
        for page in (agreements, network):
            get(page)
            with queries() as found:
                get(page)
            numbers.setdefault(page.slug, []).append(len(found))
    assert all(few == many <= 12 for few, many in numbers.values()), numbers


def test_an_agreement_of_usual_size_is_light(agree, body):
    page = full(agree, body, 10)
    assert len(gzip.compress(get(page).encode())) <= 15_000


def test_the_machine_readable_data_name_parties_and_end(agree, body):
    text = get(full(agree, body))
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.S)[1])
    assert data["@type"] == "DigitalDocument"
    assert data["expires"] == "2029-12-31"
    assert [party["name"] for party in data["contributor"]] == ["Parte 0"]


def test_a_body_of_the_network_tells_who_is_there_and_who_is_expected(sit, on):
    organ = sit(status="active")
    for name, joined, left in (
        ("CISL", dt.date(2026, 1, 1), None),
        ("UIL", None, None),
        ("CGIL", dt.date(2020, 1, 1), dt.date(2025, 1, 1)),
    ):
        NetworkMember.objects.create(
            page=organ, name=name, joined_on=joined, left_on=left
        )
    on("2026-05-01")
    text = get(organ)
    assert "CISL dal 1° gennaio 2026" in flat(text)
    assert "UIL ingresso previsto" in flat(text)
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', text, re.S)[1])
    assert [member["name"] for member in data["member"]] == ["CISL"]


def test_an_empty_body_says_what_is_not_known(sit):
    text = flat(get(sit()))
    assert "non dicono che compiti ha" in text
    assert "non elencano i componenti" in text


def test_empty_lists_say_so(agreements, network):
    for page in (agreements, network):
        assert "Qui non c’è ancora nulla" in get(page)


def test_the_network_names_those_expected_to_join(agree, network):
    network.agreement = agree("Intenti", kind="intenti", parties=[{"name": "Cr.Forma"}])
    network.save()
    text = flat(get(network))
    assert "Aderenti previsti Cr.Forma" in text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-28", "Chi aderisce Cr.Forma Firma: data da confermare"),
        ("2030-01-01", "Chi aderiva Cr.Forma"),
    ],
)
def test_the_network_says_whether_its_agreement_binds(agree, network, on, day, words):
    network.agreement = agree(ends_on=END, parties=[{"name": "Cr.Forma"}], **NOTE)
    network.save()
    on(day)
    text = flat(get(network))
    assert words in text
    assert "Data di sottoscrizione da confermare" in text


def test_a_network_whose_agreement_names_nobody_says_so(agree, network):
    network.agreement = agree()
    network.save()
    assert "I documenti pubblicati non elencano le parti." in flat(get(network))


def test_the_home_page_and_a_bodys_page_lead_to_what_was_agreed(agree, body, home):
    page = full(agree, body)
    agree(
        "Scaduto",
        ends_on=dt.date(2020, 1, 1),
        parties=[{"name": "x", "organisation": body}],
    )
    first = get(HomePage.objects.get(pk=home.pk))
    assert f'href="{page.url}"' in first
    assert "/accordi/scaduto/" not in first
    own = get(body)
    assert f'href="{page.url}"' in own
    assert "/accordi/scaduto/" in own


def test_it_is_found_by_the_search(agree, body):
    entry = full(agree, body).search_entry()
    assert "Parte 0" in entry.names
    assert "fare impegno-0" in entry.text
    assert "Giunta" in entry.text


def test_a_page_of_the_network_is_found_by_its_members(sit):
    organ = sit(mandate="<p>Coordina i percorsi.</p>")
    NetworkMember.objects.create(page=organ, name="Cr.Forma")
    entry = organ.search_entry()
    assert entry.names == ("Cr.Forma",)
    assert "Coordina i percorsi." in entry.text


def test_each_side_says_to_whom_it_promises(agree):
    duties = [
        {"code": "uno", "side": "Il Comune", "text": "fare;"},
        {"code": "due", "side": "I sindacati", "text": "dire;"},
    ]
    text = flat(get(agree(duties=duties)))
    assert "Il Comune Verso: I sindacati fare;" in text
    assert "I sindacati Verso: Il Comune dire;" in text
    assert "Verso" not in flat(get(agree("Altro", duties=duties[:1])))


def test_an_agreement_is_printed_and_passed_on_like_every_page(agree):
    text = get(agree())
    assert "Stampa" in flat(text)
    assert "mailto:?" in text


def test_a_long_agreement_leads_to_its_parts(agree, body):
    text = get(full(agree, body))
    for name in re.findall(r'<a class="chip chip-simple" href="#(\w+)"', text):
        assert f'id="{name}"' in text
    assert 'href="#impegni"' in text
    assert 'href="#organi"' not in text
    assert 'href="#impegni"' not in get(agree("Vuoto"))


def test_a_document_in_hand_is_compared_with_all_that_is_published(
    agree, sit, agreements, home, body
):
    assert "data-fingerprint" not in get(agreements)
    shown = full(agree, body)
    agree("Bozza", live=False, documents=[{"title": "Segreto", "sha256": "a" * 64}])
    organ = sit(
        "Cabina", documents=[NetworkBodyDocument(title="Atto", sha256="b" * 64)]
    )
    text = get(agreements)
    assert f'data-sha256="{SHA}">Allegato 0 ({shown.title})' in text
    assert f'href="{organ.url}"' in text
    assert "b" * 8 in text
    assert "Segreto" not in text
    first = get(HomePage.objects.get(pk=home.pk))
    assert f'href="{agreements.url}#verifica"' in first
    assert f'href="{agreements.url}"' in first
