"""The outcome of a review as a document to sign."""

import datetime as dt
import io

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from accounts.actions import withdraw_membership
from accounts.models import Acceptance, Instructions
from accounts.reviewing import report as reports
from accounts.reviewing import views
from accounts.reviewing.actions import review
from core.pdf import PdfUnavailable

TODAY = dt.date.today()


@pytest.fixture
def reviewed(people, profile, body):
    """Anna confirmed Bruno, and Carla is out."""
    who = people["anna"]
    decisions = {profile("bruno").pk: "confirmed", profile("carla").pk: "withdrawn"}
    review(by=who, decisions=decisions, on=TODAY)
    return who


def words(reviewed, body, on=TODAY):
    context = reports.report(body, reviewed, on)
    html = render_to_string("accounts/reviewing/report.html", context)
    return " ".join(html.split())


def test_each_profile_with_its_outcome_and_who_did_it(reviewed, body):
    text = words(reviewed, body)
    assert "Comune di prova</strong>, situazione al" in text
    assert f"Confermato il {TODAY:%d/%m/%Y}" in text
    assert "Mai verificato" in text
    before, withdrawn = text.split("Profili revocati")
    assert "carla@example.org" not in before
    assert "carla@example.org" in withdrawn
    assert withdrawn.count("anna@example.org") == 2
    assert "Luogo e data" in withdrawn
    assert "Firma" in withdrawn


@pytest.mark.parametrize("by", ["administrator", None])
def test_who_confirmed_before_is_not_said_to_have_withdrawn(
    reviewed, people, profile, body, by
):
    withdraw_membership(membership=profile("bruno"), by=by and people[by])
    withdrawn = words(reviewed, body).split("Profili revocati")[1]
    theirs = withdrawn.split("bruno@example.org")[1].split("</tr>")[0]
    assert ("capo@example.org" if by else "–") in theirs
    assert "anna" not in theirs


def test_who_left_before_the_last_review_is_not_in_it(reviewed, body, settings):
    settings.ACCESS_REVIEW_MONTHS = 1
    text = words(reviewed, body, TODAY + dt.timedelta(days=60))
    assert "carla@example.org" not in text


def test_it_says_who_has_the_instructions(reviewed, body, people):
    assert "Mancano" in words(reviewed, body)
    text = Instructions.objects.create(
        organisation=body,
        body_name="Comune di prova",
        version=3,
        text="x",
        published_on=TODAY,
    )
    Acceptance.objects.create(
        instructions=text, user=people["bruno"], accepted_on=TODAY, is_oral=True
    )
    told = words(reviewed, body)
    assert f"Versione 3, {TODAY:%d/%m/%Y} (a voce)" in told
    assert "Non lette" in told


def test_an_empty_body_has_a_report_too(people, other_body):
    who = people["administrator"]
    assert "Nessun profilo." in words(who, other_body)


@pytest.mark.pango
@pytest.mark.parametrize("path", ["{pk}/verbale.pdf", "senza-ente/verbale.pdf"])
def test_it_comes_as_a_pdf(client_of, people, body, path):
    address = "/accesso/verifica/" + path.format(pk=body.pk)
    answer = client_of("administrator").get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    reader = PdfReader(io.BytesIO(answer.content))
    text = reader.pages[0].extract_text()
    assert "Verbale di verifica" in text
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("Titillium" in font.get_object()["/BaseFont"] for font in fonts)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_without_the_libraries_it_says_what_is_missing(client_of, body, monkeypatch):
    def missing(*_):
        raise PdfUnavailable("apt-get install libpango-1.0-0")

    monkeypatch.setattr(views, "report_pdf", missing)
    client = client_of("anna")
    answer = client.get(f"/accesso/verifica/{body.pk}/verbale.pdf", follow=True)
    assert answer.status_code == 200
    assert "apt-get install libpango" in answer.content.decode()
