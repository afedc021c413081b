"""Codice fiscale of bodies: eleven digits, the last of which checks the others.

The rule is that of the ministerial decree of 23 December 1976, the same as for VAT
numbers: digits in even position count double, the digits of the double are added up, and
the sum of all is a multiple of ten. Persons have another code, of sixteen characters.
"""

LENGTH = 11
PERSON_LENGTH = 16


def is_valid_tax_code(code: str) -> bool:
    """Whether the code is one that a body may have."""
    return problem(code) is None


def problem(code: str) -> str | None:
    """Why the code is no tax code of a body, in Italian; None when it is one."""
    if len(code) == PERSON_LENGTH and code.isalnum():
        return "Questo è il codice di una persona: serve quello dell'ente, di 11 cifre."
    if not (code.isascii() and code.isdigit()):
        return "Il codice fiscale di un ente ha 11 cifre, senza lettere né spazi."
    if len(code) != LENGTH:
        return f"Il codice fiscale di un ente ha 11 cifre: qui sono {len(code)}."
    if _sum_of_digits(code) % 10 or int(code) == 0:
        return "Codice fiscale non valido: c'è una cifra sbagliata o scambiata."
    return None


def _sum_of_digits(code: str) -> int:
    simple = sum(int(digit) for digit in code[0::2])
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in code[1::2])
    return simple + doubled
