"""Codice fiscale of bodies: eleven digits, the last of which checks the others.

The rule is that of the ministerial decree of 23 December 1976, the same as for VAT
numbers: digits in even position count double, the digits of the double are added up, and
the sum of all is a multiple of ten. Persons have another code, of sixteen characters.
"""

LENGTH = 11
PERSON_LENGTH = 16


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


# Of a person's code: what a character is worth in odd place (the first is odd); in even place
# a digit is worth itself and a letter its place in the alphabet.
_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (
    *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18),
    *(20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
)


def is_persons_code(code: str) -> bool:
    """Whether sixteen characters are a person's code: the last one checks the others."""
    code = code.upper()
    if len(code) != PERSON_LENGTH or not (code.isascii() and code.isalnum()):
        return False
    total = sum(map(_odd, code[0:15:2])) + sum(map(_even, code[1:15:2]))
    return code[15] == chr(ord("A") + total % 26)


def _odd(char: str) -> int:
    return _ODD_DIGITS[int(char)] if char.isdigit() else _ODD_LETTERS[_even(char)]


def _even(char: str) -> int:
    return int(char) if char.isdigit() else ord(char) - ord("A")
