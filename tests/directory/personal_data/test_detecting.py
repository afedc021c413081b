"""What is of a person in a text, at its edges: one letter more or less, one word before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.personal_data.beneficiaries import looks_like_a_list
from directory.personal_data.detecting import BLOCKING, Finding, Kind, findings

NAMES = frozenset({"mario", "maria", "anna", "rossi", "bianchi", "nicolo"})
CODE = "RSSMRA80A01F205X"
# Examples of the registry of ISO 13616.
IBANS = (
    *("IT60X0542811101000000123456", "SM86U0322509800000000270100"),
    *("VA59001123000012345678", "DE89370400440532013000"),
    *("FR1420041010050500013M02606", "ES9121000418450200051332"),
    *("CH9300762011623852957", "AT611904300234573201", "BE68539007547034"),
    *("NL91ABNA0417164300", "LT121000011101001000", "IE29AIBK93115212345678"),
    *("LU280019400644750000", "MT84MALT011000012345MTLCAST001S"),
    *("RO49AAAA1B31007593840000", "GB29NWBK60161331926819"),
    *("BG80BNBG96611020345678", "PL61109010140000071219812874"),
    *("PT50000201231234567890154", "HR1210010051863000160"),
    *("SI56263300012039086", "EE382200221020145685"),
    *("HU42117730161111101800000000", "AL47212110090000000235698741"),
)


def kinds(text, names=NAMES):
    return [one.kind for one in findings(text, names)]


@pytest.mark.parametrize("iban", IBANS, ids=lambda iban: iban[:2])
@pytest.mark.parametrize("gap", ["", " ", ".", "-"], ids=repr)
def test_an_account_is_found_however_it_is_written(iban, gap):
    fours = [iban[start : start + 4] for start in range(0, len(iban), 4)]
    written = gap.join(fours)
    for text in (f"Paga su {written}.", written.lower(), f"({written})"):
        (found,) = findings(text, NAMES)
        assert found == Finding(Kind.IBAN, f"{iban[:4]}…{iban[-3:]}")


@given(st.sampled_from(IBANS), st.data())
def test_with_one_digit_wrong_it_is_no_account(iban, data):
    places = [n for n, char in enumerate(iban) if n > 1 and char.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("0123456789").filter(lambda c: c != iban[place]))
    assert kinds(f"{iban[:place]}{other}{iban[place + 1 :]}") == []


def with_check_digits(country, rest):
    """Reckoned as the standard tells those who give accounts out (ISO 13616, 6.2)."""
    places = {
        char: str(n) for n, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }
    number = int("".join(places[char] for char in f"{rest}{country}00"))
    return f"{country}{98 - number % 97:02}{rest}"


LENGTHS = {iban[:2]: len(iban) for iban in IBANS}
BODY = "ZY0123456789ABXW0123456789ABCDEFGHIJ"


@pytest.mark.parametrize("country", LENGTHS)
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_an_account_has_the_length_of_its_country_and_right_digits(country, more):
    iban = with_check_digits(country, BODY[: LENGTHS[country] - 4 + more])
    assert kinds(f"Su {iban}.") == [Kind.IBAN] * (more == 0)


@pytest.mark.parametrize(
    "text",
    [
        *(f"IT60{char * 23}" for char in "/²à_٣"),
        *("da 10 a 14, di 30 anni", "XX12 0000 0000 0000", "IT 60", "it60"),
    ],
)
def test_what_only_begins_like_an_account_is_none_and_no_fault(text):
    assert kinds(text) == []


@pytest.mark.parametrize("iban", IBANS, ids=lambda iban: iban[:2])
def test_of_an_account_no_character_may_be_missing(iban):
    assert kinds(iban[:-1]) == []
    assert kinds(f"X{iban}") == []


@pytest.mark.parametrize(
    "text", [f"x{CODE}", f"{CODE}1", f"{CODE}a", CODE[:-1], "RSS-MRA-80A01-F205X"]
)
def test_what_is_longer_or_shorter_is_no_tax_code(text):
    assert kinds(text) == []


@pytest.mark.parametrize("text", [CODE, f"({CODE})", f"CF:{CODE},", f"a {CODE}\nb"])
def test_a_tax_code_is_found_between_any_signs(text):
    for written in (text, text.lower()):
        assert findings(written) == [Finding(Kind.TAX_CODE, "RSS…05X")]


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("da m.rossi@a.example.org!", Kind.EMAIL, "m.rossi@a.example.org"),
        ("al  +39 333 123 4567 ", Kind.MOBILE, "+39 333 123 4567"),
        ("la dott.ssa  Maria   Rossi c'è", Kind.NAME, "dott.ssa Maria Rossi"),
        ("Referente:  Anna   Verdi", Kind.NAME, "Anna Verdi"),
    ],
)
def test_what_is_pointed_out_is_shown_as_it_stands(text, kind, shown):
    assert findings(text, NAMES) == [Finding(kind, shown)]


def test_the_same_is_told_once_and_what_blocks_comes_first():
    text = f"Sig.ra Maria Rossi, 333 1234567, {IBANS[0]}, {CODE}, {CODE} {IBANS[0]}"
    assert kinds(text) == [Kind.TAX_CODE, Kind.IBAN, Kind.MOBILE, Kind.NAME]


def test_what_blocks_is_what_can_be_of_nobody_else():
    assert {Kind.TAX_CODE, Kind.IBAN, Kind.BENEFICIARIES, Kind.FEW} == BLOCKING


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rossi@comune.example.org", False),  # One word may be an office.
        ("m.rossi@comune.example.org", True),
        ("anna_b@comune.example.org", True),
        ("MARIO-ROSSI@COMUNE.EXAMPLE.ORG", True),
        ("pronto.soccorso@comune.example.org", False),
        ("spesa@gmail.com", True),
        ("spesa@GMAIL.com", True),
        ("spesa@gmailx.com", False),
        ("spesa@mail.gmail.com", False),
    ],
)
def test_whose_a_mailbox_is(text, found):
    assert kinds(f"Scrivi a {text}") == [Kind.EMAIL] * found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3331234567", True),
        ("333 123456", True),
        ("0039 333-123-4567", True),
        ("+393331234567", True),
        ("333.123.456", True),
        ("33312345678", False),  # One digit too many.
        ("333 12345", False),
        ("1333 1234567", False),
        ("2/333 1234567", False),
        ("0372 407000", False),
        ("800 333 444", False),
    ],
)
def test_which_numbers_are_of_a_mobile(text, found):
    assert kinds(f"Chiama {text}") == [Kind.MOBILE] * found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("il sig. Neri", True),  # A title is enough.
        ("dr Neri", True),
        ("la geom. Verdi Gialli", True),
        ("il sig. La casa", False),
        ("il sig. Neri Via", True),
        ("ing. neri", False),
        ("via dott. Neri", False),
        ("largo Dott. Neri", False),
        ("responsabile Mario Neri", True),
        ("responsabile: Neri Mario", True),
        ("responsabile Area Minori", False),
        ("responsabile Mario", False),
        ("la volontaria Anna D'Angelo", True),
    ],
)
def test_when_words_are_somebodys_name(text, found):
    assert kinds(text) == [Kind.NAME] * found


THREE = ("Rossi Mario, 300 euro", "Bianchi Anna, € 20", "Neri Maria 03/04/1980")


@pytest.mark.parametrize("left_out", range(3))
def test_two_lines_are_no_list_and_three_are(left_out):
    few = [line for place, line in enumerate(THREE) if place != left_out]
    assert looks_like_a_list("\n".join(few), NAMES) == 0
    assert looks_like_a_list("\n".join([*few, "Altro", "", *few]), NAMES) == 4
    (found,) = findings("\n".join(THREE), NAMES)
    assert found.shown.startswith("3 righe")


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Mario Neri 300 €", True),
        ("Nicolò Neri 300 €", True),
        ("NERI MARIO 12,50 euro", True),
        ("M. N. 300 €", True),
        ("M.N. nata a Cremona", True),
        ("Mario Neri nato il 3", True),
        ("Mario Neri", False),  # Neither an amount nor a date.
        ("Mario Neri 300", False),
        ("Mario Neri 3/4/1880", False),
        ("Carlo Neri 300 €", False),  # In no list of names.
        ("ANNA D'ANGELO 300 €", True),
        ("Dell'Acqua Anna 300 €", True),
        ("D.P.R. 3/2/2001", False),
        ("D. P. C. M. 3/2/2001", False),
        ("mario neri 300 €", False),
    ],
)
def test_which_lines_are_about_somebody(line, counts):
    assert looks_like_a_list(f"{line}\n" * 3, NAMES) == 3 * counts
