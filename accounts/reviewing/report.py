"""The outcome of a review as a document to sign off (Art. 5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings

from accounts.models import Membership, User
from accounts.permissions import standing
from accounts.reviewing.reading import rows_of
from core.dates import add_months
from core.pdf import render_pdf
from directory.models import OrganisationPage


def report_pdf(organisation: OrganisationPage | None, by: User, on: dt.date) -> bytes:
    """The report as PDF. Raises `core.pdf.PdfUnavailable`."""
    return render_pdf("accounts/reviewing/report.html", report(organisation, by, on))


def report(
    organisation: OrganisationPage | None, by: User, on: dt.date
) -> dict[str, Any]:
    """Every profile with its last outcome, and those withdrawn since the review before."""
    since = add_months(on, -settings.ACCESS_REVIEW_MONTHS)
    withdrawn = Membership.objects.filter(
        organisation=organisation, withdrawn_at__date__gte=since
    )
    return {
        "where": organisation.title
        if organisation
        else "Coordinamento e amministrazione",
        "on": on,
        "rows": rows_of(organisation, standing(by, on), on),
        "since": since,
        "withdrawn": withdrawn.select_related("user", "reviewed_by"),
        "printed_by": by,
    }
