"""What is typed in the restricted part."""

import pytest

from intranet.free_text import CarefulForm, FreeText

pytestmark = pytest.mark.django_db


class NoteForm(CarefulForm):
    text = FreeText(required=False)


def sent(text, **more):
    form = NoteForm({"text": text, **more})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    "text", ["Chiamare RSSMRA80A01F205X", "Conto IT60X0542811101000000123456"]
)
def test_tax_codes_and_accounts_are_refused_and_not_repeated(text):
    errors = sent(text).errors["text"]
    assert "toglilo" in errors[0]
    assert text.split()[-1] not in errors[0]


def test_they_are_refused_even_when_confirmed():
    assert "text" in sent("RSSMRA80A01F205X", confirmed="on").errors


@pytest.mark.parametrize(
    "text",
    [
        "Sentire la sig.ra Rossi, 333 1234567",
        "Il signor Rossi aspetta: 333 1234567",
        "Mario Rossi 333 1234567",
        "Chiamare Rossi Mario al 333.1234567",
    ],
)
def test_a_name_with_a_mobile_is_asked_about_once(text):
    first = sent(text)
    assert first.must_confirm
    assert "conferma in fondo" in " ".join(first.errors["text"])
    assert not sent(text, confirmed="on").errors


@pytest.mark.parametrize(
    "text",
    [
        "Chiedere alla dott.ssa Bianchi prima delle 10",
        "Il signor Mario Rossi aspetta",
        "Il cellulare di servizio dello sportello è 333 1234567",
    ],
)
def test_a_name_or_a_mobile_alone_passes(text):
    assert not sent(text).errors
