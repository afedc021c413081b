"""A *responsabile* of the Comune convenes, the union proposes, the minutes are agreed to.

The union on a phone without JavaScript; every page is asked for barriers at the counter's screen.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.walking import follow

COMUNE = "Comune di Cremona"
UNION = "cgil-cremona"
TITLE = "Incontro del percorso"
REFERENT = "referente.percorso@demo.example"
HAS_REFERENT = (
    "from accounts.models import User; from accounts.actions import grant;"
    "from accounts.login.demo import keep_app;"
    "from accounts.roles import RoleCode; from directory.models import OrganisationPage;"
    f"b = OrganisationPage.objects.get(slug={UNION!r});"
    f"u = User.objects.create_user({REFERENT!r}, 'una parola lunga');"
    "grant(user=u, role=RoleCode.REFERENT, organisation=b, bond='employed');"
    "print(keep_app(u, ''))"
)
# The hour of the meeting comes.
IS_HELD = (
    "import datetime as dt; from django.utils import timezone;"
    "from intranet.models import Meeting; now = timezone.now();"
    f"Meeting.objects.filter(title={TITLE!r}).update("
    "starts_at=now - dt.timedelta(hours=3), ends_at=now - dt.timedelta(hours=1))"
)
GONE = (
    "from accounts.models import User; from intranet.models import Meeting;"
    f"Meeting.objects.filter(title={TITLE!r}).delete();"
    f"User.objects.filter(email={REFERENT!r}).delete()"
)


@pytest.fixture
def screen(chromium):
    """A counter's screen."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="it-IT"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def referent(server):
    """Somebody of the union; what this journey made goes afterwards."""
    secret = server.run(HAS_REFERENT).strip()
    yield {
        "email": REFERENT,
        "password": "una parola lunga",
        "totp_secret": secret,
    }
    server.run(GONE)


def clean(page):
    assert Axe().run(page).response["violations"] == []


def press(page, name):
    follow(page.get_by_role("button", name=name).first)


def go(page, name):
    follow(page.locator("main").get_by_role("link", name=name).first)


def test_from_the_invitation_to_the_approved_minutes(
    server, screen, plain_phone, referent
):
    server.enter(screen, server.account("responsabile", COMUNE), "/intranet/riunioni/")
    go(screen, "Prepara una riunione")
    screen.get_by_label("Titolo").fill(TITLE)
    screen.get_by_label("Dove").fill("Sala di prova")
    clean(screen)
    press(screen, "Salva")
    expect(screen.locator("h1")).to_have_text(TITLE)
    go(screen, "Convoca")
    press(screen, "Manda")
    expect(screen.locator("main")).to_contain_text("gli inviti partono adesso")

    # The union's referent, on a phone: answers, looks what there is, proposes a point.
    server.enter(plain_phone, referent, "/intranet/")
    expect(plain_phone.locator("main")).to_contain_text("La prossima riunione")
    plain_phone.goto(server.url("/intranet/riunioni/"))
    go(plain_phone, TITLE)
    plain_phone.get_by_role("radio", name="Vengo", exact=True).check()
    press(plain_phone, "Rispondi")
    expect(plain_phone.locator("main")).to_contain_text("Hai risposto: vengo")
    go(plain_phone, "Guarda che cosa c’è da discutere")
    expect(plain_phone.locator("main")).to_contain_text("Finora nessuna attestazione")
    go(plain_phone, "Proponi un punto")
    plain_phone.get_by_label("Di che cosa vuoi parlare").fill("Gli orari di agosto")
    press(plain_phone, "Aggiungi")
    expect(plain_phone.locator("main")).to_contain_text("Gli orari di agosto")
    width = plain_phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 360

    for part in ("Da discutere", "Riunione"):
        follow(screen.get_by_role("link", name=part, exact=True))
        clean(screen)

    # The meeting is held: who was there, what was said.
    server.run(IS_HELD)
    screen.reload()
    go(screen, "Segna chi c’era")
    for box in screen.get_by_label("L’ente era presente").all():
        box.check()
    clean(screen)
    press(screen, "Salva")
    go(screen, "Scrivi il verbale")
    screen.get_by_label("1. Gli orari di agosto").fill("Si chiude una settimana.")
    screen.get_by_label("Decisione").first.fill("Si avvisa chi viene.")
    screen.get_by_label("Che cosa c'è da fare").first.fill("Scrivere l'avviso")
    screen.get_by_label("Se ne occupa").first.select_option(index=1)
    screen.get_by_label("Entro il").first.fill("2099-01-31")
    clean(screen)
    press(screen, "Salva la bozza")
    press(screen, "Manda in approvazione")
    expect(screen.locator("main")).to_contain_text("In approvazione")
    clean(screen)
    with screen.expect_download() as found:
        screen.get_by_role("link", name="Scarica il verbale in PDF").click()
    assert found.value.path().read_bytes().startswith(b"%PDF")

    # The union agrees, as far as it is its word.
    plain_phone.goto(server.url("/intranet/riunioni/"))
    go(plain_phone, TITLE)
    follow(plain_phone.get_by_role("link", name="Verbale", exact=True))
    go(plain_phone, "Approva o chiedi una correzione")
    plain_phone.get_by_role("radio", name="Approvo il verbale").check()
    press(plain_phone, "Salva")
    expect(plain_phone.locator("main")).to_contain_text("ha approvato")
    for address in ("", "compiti/?di=tutti"):
        screen.goto(server.url(f"/intranet/riunioni/{address}"))
        clean(screen)
