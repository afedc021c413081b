"""A responsabile invites somebody, who chooses a password, is in, and is out when withdrawn.

All of it on a phone without JavaScript.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import follow

BODY = "Comune di Cremona"
ADDRESS = "invitata@example.org"
PASSWORD = "tre gatti sul tetto"


@pytest.fixture
def manager(server, plain_phone):
    """A responsabile, in through the login page."""
    server.enter(plain_phone, server.account("responsabile", BODY))
    plain_phone.goto(server.url("/accesso/persone/"))
    expect(plain_phone.locator("h1")).to_have_text(f"Persone: {BODY}")
    return plain_phone


@pytest.fixture
def plain_visitor(chromium):
    """Another phone without JavaScript."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640},
        locale="it-IT",
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


def press(page, name):
    follow(page.locator("main").get_by_role("button", name=name).first)


def link_in_the_mail(server):
    """The demonstration writes its mails to the server's log."""
    text = (server.data_dir / "server.log").read_text(encoding="utf-8")
    found = re.findall(r"http://localhost:\d+/accesso/invito/\?codice=[\w-]+", text)
    return found[-1]


def test_from_the_invitation_to_the_withdrawal(server, manager, plain_visitor):
    follow(manager.get_by_role("link", name="Invita una persona"))
    manager.get_by_label("Indirizzo e-mail di lavoro").fill(ADDRESS)
    manager.get_by_label("Operatore").check()
    manager.get_by_label("rapporto con l'ente").select_option("employed")
    press(manager, "Manda l’invito")
    expect(manager.get_by_text(f"Invito mandato a {ADDRESS}.")).to_be_visible()

    guest = plain_visitor
    guest.goto(link_in_the_mail(server))
    expect(guest.get_by_text(BODY).first).to_be_visible()
    guest.get_by_label("Nome", exact=True).fill("Lia")
    guest.get_by_label("Cognome").fill("Verdi")
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_label("Di nuovo la password").fill(PASSWORD)
    press(guest, "Accetta ed entra")
    expect(guest.get_by_text("Ciao Lia.")).to_be_visible()

    manager.goto(server.url("/accesso/persone/"))
    row = manager.locator("li.it-card").filter(has_text=ADDRESS)
    expect(row).to_contain_text("Operatore, dipendente")
    follow(row.get_by_role("link", name="Revoca"))
    press(manager, "Revoca l’accesso")
    expect(manager.get_by_text("accesso revocato")).to_be_visible()
    guest.goto(server.url("/accesso/"))
    expect(guest.locator("input[name=password]")).to_be_visible()
    expect(guest.get_by_text("Il tuo accesso non è più valido")).to_be_visible()
