"""Who promised what to whom, in two steps; a document in hand against the published one."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

INTENTS = "/amministrazione/accordi/documento-di-intenti-inclusione-attiva/"
ANNEX = "5F535174 A1B86278 41F9848B F3BC1F04 972A925D 06C4FC03 4A21DF1D FEB5F965"


@pytest.fixture
def hand(server, phone):
    """The page with the fingerprints; what it asks of the network from here on is noted."""
    phone.goto(server.url(INTENTS), wait_until="networkidle")
    phone.asked = []
    phone.on("request", lambda request: phone.asked.append(request.url))
    return phone


def told(page):
    answer = page.locator("#impronta-esito")
    expect(answer).to_have_text(re.compile(r"\S"))
    expect(answer).not_to_contain_text("Calcolo")
    return answer.inner_text()


def test_from_the_home_page_to_what_was_promised(server, phone):
    phone.goto(server.url("/"))
    follow(
        phone.get_by_role(
            "link", name="Protocollo d'intesa tra Comune, CGIL e SPI CGIL"
        )
    )
    text = phone.locator("main").inner_text()
    for words in (
        "In vigore",
        "Data di sottoscrizione da confermare",
        "fornire l'elenco dei servizi",
        "Un intervallo tra i due accordi",
    ):
        assert words in text
    assert phone.get_by_role("link", name="Sportello Sociale CGIL e SPI").count()


def test_from_the_menu_to_all_agreements(server, phone):
    phone.goto(server.url("/amministrazione/"))
    follow(phone.locator("main").get_by_role("link", name="Accordi", exact=True))
    assert phone.locator("main").inner_text().count("Scaduto") == 1


def test_from_the_home_page_a_document_in_hand_is_the_published_one(server, phone):
    phone.goto(server.url("/"))
    follow(phone.get_by_role("link", name="Hai in mano un documento?"))
    phone.locator("#impronta-testo").fill(ANNEX)
    phone.get_by_role("button", name="Confronta").click()
    answer = told(phone)
    assert "L’impronta è uguale: è proprio «Allegato A" in answer
    assert "Documento di intenti" in answer


def test_by_keyboard_a_pasted_fingerprint_is_the_published_one(hand):
    hand.locator("#impronta-file").focus()
    hand.keyboard.press("Tab")
    hand.keyboard.type(ANNEX)
    hand.keyboard.press("Enter")
    answer = told(hand)
    assert "L’impronta è uguale: è proprio «Allegato A" in answer
    assert "Questo non vuol dire che l’accordo sia ancora in vigore" in answer
    assert hand.asked == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (f"{re.sub(' ', '', ANNEX).lower()}  allegato.pdf", "L’impronta è uguale"),
        ("0" * 64, "non vuol dire che il documento sia falso"),
        ("abc", "ha 64 caratteri: questi sono 3"),
        ("a" * 40, "è di un altro tipo"),
        ("zz", "solo di cifre e di lettere"),
    ],
)
def test_what_is_pasted_is_answered_in_words(hand, typed, words):
    hand.locator("#impronta-testo").fill(typed)
    hand.get_by_role("button", name="Confronta").click()
    assert words.lower() in told(hand).lower()


def test_a_file_is_compared_and_goes_nowhere(hand):
    content = b"%PDF-1.7 il mio documento"
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": content}
    hand.set_input_files("#impronta-file", file)
    assert "diversa da quelle pubblicate" in told(hand)
    published = hashlib.sha256(content).hexdigest()
    mark = "(print) => document.querySelector('[data-sha256]').dataset.sha256 = print"
    hand.evaluate(mark, published)
    hand.get_by_role("button", name="Confronta").click()
    expect(hand.locator("#impronta-esito .alert-success")).to_be_visible()
    assert hand.asked == []


def test_with_nothing_chosen_it_says_what_to_do(hand):
    hand.get_by_role("button", name="Confronta").click()
    assert "Scegli un file o incolla un’impronta." in told(hand)


def test_without_javascript_values_and_commands_remain(server, plain_phone):
    plain_phone.goto(server.url(INTENTS))
    assert not plain_phone.locator("[data-fingerprint]").is_visible()
    text = plain_phone.locator("main").text_content()
    assert re.sub(r"\s", "", ANNEX).lower() in re.sub(r"\s", "", text)
    for command in (
        "certutil -hashfile documento.pdf SHA256",
        "shasum -a 256 documento.pdf",
        "sha256sum documento.pdf",
    ):
        assert command in text
