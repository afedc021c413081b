"""Phone numbers of an Italian directory: checked, written, dialled, repaired.

Numbers are Italian unless they start with + or 00. Short ones (112, 1522, 116117) exist
only inside the country: they are stored, shown and dialled as they are.
"""

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

REGION = "IT"
ITALY = 39
# Numbers of social value harmonised in Europe; the metadata know only some of them.
HARMONISED = re.compile(r"116\d{3}")
PREFIX = re.compile(r"^(?:\+|00)39(?=\d)")
SEPARATORS = re.compile(r"[\s./\-–()]+")
SPREADSHEET_DECIMAL = re.compile(r"\.0$")
MOBILE_DIGITS = 10
EXAMPLE = "per esempio 0372 123456"
KEPT = 4096


def normalise(text: str) -> str:
    """The number for storing: E.164, or the short number.

    Empty for an empty text; ValueError with the Italian message for a wrong one.
    """
    if message := problem(text):
        raise ValueError(message)
    number = _parsed(text)
    if number is None:
        return _short(text)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display(text: str) -> str:
    """The number as people read it; what is no number comes back as it was."""
    number = _parsed(text)
    if number is None:
        return _short(text) or text.strip()
    is_italian = number.country_code == ITALY
    style = PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(
        number, style if is_italian else PhoneNumberFormat.INTERNATIONAL
    )


def tel_uri(text: str) -> str:
    """The `tel:` address (RFC 3966); empty for what nobody could dial."""
    if not text.strip() or problem(text):
        return ""
    return f"tel:{normalise(text)}"


@lru_cache(maxsize=KEPT)
def problem(text: str) -> str | None:
    """Why the text is no phone number, in Italian; None when it is one, or empty."""
    compact = _compact(text)
    if not text.strip() or _short(text):
        return None
    if not re.fullmatch(r"\+?[0-9]+", compact):
        return f"Scrivi un solo numero di telefono, con sole cifre: {EXAMPLE}."
    if repair_landline(text) != text.strip():
        return f"Manca lo zero iniziale del prefisso: {EXAMPLE}."
    if _parsed(text):
        return None
    if compact.startswith(("+", "00")) and not PREFIX.match(compact):
        return "Questo numero estero non esiste: controlla il prefisso e le cifre."
    return f"Questo numero non esiste: controlla il prefisso e le cifre ({EXAMPLE})."


def repair_landline(text: str) -> str:
    """Give back the leading zero that a spreadsheet took from a landline.

    What already is a short or special number, starts with zero, or comes from abroad is
    left alone. So is a valid mobile of ten digits: mobiles have had ten for decades,
    and a landline of ten without its zero is rare. Otherwise a landline is preferred
    where the number becomes a valid one with the zero: area code and length must fit.
    (An old nine-digit mobile such as 331 234567 is therefore read as 0331 234567.)
    What fits nothing comes back as it was.
    """
    digits = PREFIX.sub("", _compact(SPREADSHEET_DECIMAL.sub("", text.strip())))
    if not re.fullmatch(r"[1-9][0-9]+", digits) or _keeps_its_digits(digits):
        return text.strip()
    repaired = f"0{digits}"
    return repaired if _is_landline(repaired) else text.strip()


def _keeps_its_digits(digits: str) -> bool:
    number = _parsed(digits)
    if number is None:
        return bool(_short(digits))
    kind = phonenumbers.number_type(number)
    return kind != PhoneNumberType.MOBILE or len(digits) == MOBILE_DIGITS


def _is_landline(text: str) -> bool:
    number = _parsed(text)
    if number is None:
        return False
    return phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE


def _compact(text: str) -> str:
    return SEPARATORS.sub("", text)


def _short(text: str) -> str:
    """The short national number that the text holds, with or without +39."""
    digits = PREFIX.sub("", _compact(text))
    if HARMONISED.fullmatch(digits):
        return digits
    if not re.fullmatch(r"1[0-9]{2,4}", digits):
        return ""
    number = PhoneNumber(country_code=ITALY, national_number=int(digits))
    known = phonenumbers.is_valid_short_number_for_region(number, REGION)
    return digits if known else ""


@lru_cache(maxsize=KEPT)
def _parsed(text: str) -> PhoneNumber | None:
    """The valid number that the text holds, unless it is a short one."""
    if _short(text) or not re.fullmatch(r"\+?[0-9]+", _compact(text)):
        return None
    try:
        number = phonenumbers.parse(_compact(text), REGION)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
