"""Sentences, Gulpease, plain words, capitals, personal data: the pure part."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.personal_data.beneficiaries import looks_like_a_list
from directory.personal_data.detecting import Kind, findings
from directory.tax_code import is_persons_code
from editorial.writing.capitals import shouted
from editorial.writing.gulpease import gulpease
from editorial.writing.hints import MOST_SHOWN, Text, read
from editorial.writing.plain_words import bureaucratic
from editorial.writing.sentences import sentences, words
from editorial.writing.word_lists import plain_words

NAMES = frozenset({"mario", "maria", "anna", "rossi", "bianchi"})
ITALIAN = st.text(
    alphabet="abcdeèiopru ABCDE .,;:!?’'«»()\n0123456789-@€/", max_size=300
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Chiama il Comune. Ti rispondono.", 2),
        ("L'art. 5 del D.Lgs. 66/2017 vale anche per te.", 1),
        ("Il sig. Rossi e la dott.ssa Bianchi, n. 3, tel. 0372 407 111.", 1),
        ("Aperto dalle 9.30 alle 12.00. Chiuso il sabato!", 2),
        ("Porta un documento (es. Patente o C.I. valida).", 1),
        ("Servono 1.015,50 euro l'anno.", 1),
        ("- il documento\n- la delega\n3. Vai allo sportello", 3),
        ("Nel 2024 il limite era 9.000. Nel 2026 è più alto.", 2),
        ("Davvero? Sì… «Certo.» Poi vai.", 4),
        ("documento; delega; ricevuta", 3),
        ("", 0),
        (" .;\n!", 0),
    ],
)
def test_sentences(text, number):
    assert len(sentences(text)) == number, sentences(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dell'INPS", 1),
        ("Chiama lo 0372 407 111", 3),
        ("alle 9.30 o alle 10", 5),
        ("scrivi a sociale@comune.example.org", 3),
        ("va’ su www.example.org/a-b", 3),
    ],
)
def test_words(text, number):
    assert len(words(text)) == number, words(text)


def test_gulpease_is_the_formula():
    text = "Vai allo sportello con la carta. " * 4
    # 4 sentences, 24 words, 104 letters: 89 + (1200 − 1040) / 24.
    assert gulpease(text) == 96
    assert gulpease("Vai allo sportello.") is None
    hard = "Conformemente all'espletamento dell'amministrazione " * 10
    assert gulpease(hard) == 0


@given(ITALIAN)
def test_gulpease_stays_in_its_bounds(text):
    index = gulpease(text)
    assert index is None or 0 <= index <= 100


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text):
    reading = read([Text("a", "a", text)])
    assert len(reading.shown) <= MOST_SHOWN
    findings(text, NAMES)


@given(ITALIAN, ITALIAN)
def test_sentences_keep_every_word_and_blocks_add_up(one, other):
    found = [word for sentence in sentences(one) for word in words(sentence)]
    assert len("".join(found)) <= len(one)
    assert len(sentences(f"{one}\n{other}")) == len(sentences(one)) + len(
        sentences(other)
    )


@given(ITALIAN, ITALIAN)
def test_text_added_hides_nothing(one, other):
    before = {item.found.lower() for item in bureaucratic(one)}
    after = {item.found.lower() for item in bureaucratic(f"{one}\n{other}")}
    assert before <= after
    assert set(findings(one, NAMES)) - _lists(one) <= set(
        findings(f"{one}\n{other}", NAMES)
    )


def _lists(text):
    return {one for one in findings(text) if one.kind is Kind.BENEFICIARIES} | {
        one for one in findings(text, NAMES) if one.kind is Kind.BENEFICIARIES
    }


def test_the_list_is_long_and_each_form_is_found():
    pairs = [(forms, plain) for forms, plain in plain_words() if plain]
    assert len(pairs) >= 120
    every = [form for forms, _ in plain_words() for form in forms]
    assert len(every) == len(set(every)), {f for f in every if every.count(f) > 1}
    for forms, plain in pairs:
        for form in forms:
            written = form.replace("*", "o").replace("{a}", "al").replace("{di}", "del")
            written = written.replace("{da}", "dal").replace("{il}", "il")
            found = bureaucratic(f"Si vede {written} qui.")
            assert [one.plain for one in found] == [plain], (form, found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Per effettuare il pagamento vai in banca.", ["effettuare il pagamento"]),
        ("Effettuata la visita, torna.", ["Effettuata"]),
        (
            "L'istanza va inoltrata entro e non oltre il 3.",
            ["istanza", "inoltrata", "entro e non oltre"],
        ),
        (
            "L’utente può usufruirne presso l’ufficio.",
            ["utente", "usufruirne", "presso"],
        ),
        ("È tenuto al pagamento.", ["È tenuto al"]),
    ],
)
def test_words_of_the_office(text, found):
    assert [one.found for one in bureaucratic(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Chiedi l'Assegno di inclusione con l'ISEE.",
        "Lo dice la Legge quadro, e in prima istanza il tribunale.",
        "Per richiedenti asilo e rifugiati.",
        "La manda l'Agenzia per le Erogazioni in Agricoltura.",
        "I danni recati alla casa; il decorso della malattia; danni effettivi; usufrutto.",
        "Vieni una volta a settimana, in pratica sempre.",
    ],
)
def test_no_false_alarm(text):
    assert bureaucratic(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ATTENZIONE: porta l'ISEE", ["ATTENZIONE"]),
        ("NON SI PUÒ FARE qui", ["NON SI PUÒ FARE"]),
        ("CGIL CISL UIL e INPS", []),
        ("Il CAF e l'INAIL, SPID o CIE", []),
        ("Chiedi all'UNITALSI", []),
        ("RSSMRA80A01F205X", []),
    ],
)
def test_capitals(text, found):
    assert shouted(text, {"UNITALSI"}) == found


def test_a_long_sentence_is_quoted_with_its_number():
    long = " ".join(["parola"] * 26) + "."
    (hint,) = read([Text("description", "descrizione", f"Breve. Una {long}")]).shown
    assert hint.message.startswith("Frase lunga (27 parole): «Una parola")
    assert hint.message.endswith("Prova a dividerla.")
    assert not read([Text("title", "titolo", long, is_prose=False)]).shown


def test_ten_hints_the_most_useful_first():
    text = "\n".join([*(" ".join(["parola"] * n) for n in range(26, 40)), "ATTENZIONE"])
    reading = read([Text("a", "a", text)])
    assert (len(reading.shown), reading.rest, reading.total) == (10, 5, 15)
    assert "ATTENZIONE" in reading.shown[0].message
    assert "39 parole" in reading.shown[1].message


# --- personal data -----------------------------------------------------------------


def kinds(text):
    return [str(one.kind) for one in findings(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("cf RSSMRA80A01F205X", "tax_code"),
        ("cf rss mra 80a01 f205x.", "tax_code"),
        ("IBAN: IT60X0542811101000000123456", "iban"),
        ("su it60 x054 2811 1010 0000 0123 456 intestato a", "iban"),
        ("DE89370400440532013000", "iban"),
        ("dott.ssa Maria Rossi", "name"),
        ("la sig.ra Bianchi riceve", "name"),
        ("operatore: Mario Bianchi", "name"),
        ("Referente Anna Verdi", "name"),
        ("mario.rossi@comune.example.org", "email"),
        ("aiuto@gmail.com", "email"),
        ("cell. +39 333 123 4567", "mobile"),
        ("333/1234567", "mobile"),
        ("Rossi Mario, 300 euro\nBIANCHI ANNA € 20\nM. R., 12,50 €", "beneficiaries"),
        (
            "Mario Neri nato il 3\nAnna Neri 03/04/1980\nMaria Neri 3.4.1981",
            "beneficiaries",
        ),
    ],
)
def test_what_is_of_a_person(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "RSSMRA80A01F205A e IT61X0542811101000000123456",
        "Codice 00169750199, CAP 26100, tel. 0372 407 111, 800 334 444",
        "Responsabile Settore Politiche Sociali",
        "Vai in Piazza Dott. Rossi o in via Mario Bianchi 3",
        "servizi.sociali@comune.example.org",
        "Buono Sociale 300 euro\nDote Scuola 200 euro\nCarta Acquisti 80 euro",
        "Rossi Mario, 300 euro\nBianchi Anna, 20 euro",
        "D.Lgs. 3/2/2000\nD.P.C.M. 3/2/2001\nD.L. 3.2.2002, L. n. 3",
        "Assistente sociale: Via Mantova",
    ],
)
def test_what_is_not(text):
    assert kinds(text) == []


def test_what_blocks_is_masked_and_comes_first():
    found = findings("dott. Mario Rossi RSSMRA80A01F205X", NAMES)
    assert [one.is_blocking for one in found] == [True, False]
    assert "RSSMRA" not in found[0].message
    assert "RSS…05X" in found[0].message


def test_the_tax_code_of_a_person_checks_itself():
    assert is_persons_code("RSSMRA80A01F205X")
    assert is_persons_code("rssmra80a01f205x")
    for place in range(15):
        wrong = list("RSSMRA80A01F205X")
        wrong[place] = chr(ord(wrong[place]) + 1)
        assert not is_persons_code("".join(wrong)), wrong


@given(st.text(max_size=20))
def test_no_code_is_too_strange(text):
    assert is_persons_code(text) in (True, False)


@given(st.lists(ITALIAN, max_size=6))
def test_lists_of_people_only_grow(lines):
    numbers = [
        looks_like_a_list("\n".join(lines[:end]), NAMES)
        for end in range(len(lines) + 1)
    ]
    assert numbers == sorted(numbers)


def test_a_full_sheet_is_read_at_once():
    sheet = [
        Text(f"f{n}", "testo", "Porta la delega e vai allo sportello. " * 40)
        for n in range(10)
    ]
    read(sheet)
    begun = time.perf_counter()
    read(sheet)
    for text in sheet:
        findings(text.plain, NAMES)
    # Ten times what it takes on a quick machine.
    assert time.perf_counter() - begun < 0.5
