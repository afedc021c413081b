"""What paper must not tell: who reads the sheet may be whom the person fears.

Of what is told neutrally (`is_discreet`, a protected place) it says no name, no place and no
word of an editor: only that somebody answers the phone.
"""

from __future__ import annotations

from directory.handout.places import PhoneLine
from directory.handout.reading import PickedDesk, PickedService
from directory.phones import display

ANSWERED = "Telefona: risponde una persona."


def is_neutral(thing: PickedService | PickedDesk) -> bool:
    """True where paper must not say what it is."""
    if isinstance(thing, PickedDesk):
        return thing.view.desk.is_told_neutrally
    return thing.page.is_discreet


def neutral_phones(thing: PickedService | PickedDesk) -> tuple[PhoneLine, ...]:
    """The one number to call, without a word about it; none where none is known."""
    if isinstance(thing, PickedDesk):
        number = thing.view.phone
    else:
        page = thing.page
        number = page.crisis_phone or page.access_phone or page.contact_phone
    return (PhoneLine(display(number)),) if number else ()
