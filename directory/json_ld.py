"""schema.org data of services, desks and bodies.

The national model's checker (R.SI.1.1) wants ten values as plain texts, with one channel
and one place. Sample hours and protected places never appear here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from core.frame import frame_for
from directory.opening_hours import schema_org

if TYPE_CHECKING:
    from directory.desk_hours import DeskView
    from directory.desk_reading import Offer
    from directory.models import DeskPage, OrganisationPage, ServicePage

Data = dict[str, Any]
# `</script>` inside a text must not end the element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(data: Data) -> SafeString:
    """JSON that is safe inside a script element."""
    return mark_safe(json.dumps(_full(data), ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def _full(value: Any) -> Any:
    """Without the keys that have nothing to say."""
    if isinstance(value, dict):
        pairs = ((key, _full(inner)) for key, inner in value.items())
        return {key: inner for key, inner in pairs if inner not in ("", None, {}, [])}
    if isinstance(value, list):
        return [_full(inner) for inner in value]
    return value


def service_json_ld(
    page: ServicePage, bodies: dict[str, Any], offers: list[Offer], request: HttpRequest
) -> SafeString:
    """A GovernmentService with one channel."""
    comune = frame_for(request).settings.comune
    owner = bodies["owner"]
    areas = ", ".join(term.name for term in page.municipalities.all())
    return script(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": page.title,
            "description": page.summary,
            "identifier": str(page.translation_key),
            "url": page.get_full_url(request),
            "serviceType": page.category.name if page.category else "",
            "serviceOperator": {
                "@type": "Organization",
                "name": owner.full_name if owner else "",
            },
            "areaServed": {"@type": "AdministrativeArea", "name": areas or comune},
            "audience": {
                "@type": "Audience",
                "audienceType": ", ".join(t.name for t in page.audiences.all())
                or "Tutti",
            },
            "availableChannel": {
                "@type": "ServiceChannel",
                "name": "Dove andare",
                "serviceUrl": page.online_url or page.get_full_url(request),
                "serviceLocation": _place_of(bodies, offers),
            },
        }
    )


def _place_of(bodies: dict[str, Any], offers: list[Offer]) -> Data:
    """The first desk with a public address, else the seat of a body that has one."""
    candidates = [offer.desk for offer in offers] + list(bodies.values())
    place = next((c for c in candidates if c and c.street and c.municipality), None)
    return _place(place) if place else {}


def _place(place: DeskPage | OrganisationPage) -> Data:
    return {
        "@type": "Place",
        "name": place.title,
        "address": _address(place),
    }


def _address(place: DeskPage | OrganisationPage) -> Data:
    if not place.street:
        return {}
    return {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.municipality.name if place.municipality else "",
        "addressRegion": place.province,
        "addressCountry": "IT",
    }


def desk_json_ld(
    page: DeskPage,
    view: DeskView,
    keeper: OrganisationPage | None,
    request: HttpRequest,
) -> SafeString:
    """A GovernmentOffice, with hours only where they are real."""
    hours = (
        []
        if page.hours_are_sample
        else schema_org(
            [row.row for row in page.hours.all()],
            [row.closure for row in page.closures.all()],
            view.at.date(),
        )
    )
    data: Data = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": page.title,
        "description": page.summary,
        "url": page.get_full_url(request),
        "address": _address(page),
        "telephone": [phone.display for phone in page.phones.all()],
        "email": page.email,
        "openingHoursSpecification": hours,
        "parentOrganization": {"@type": "Organization", "name": keeper.full_name}
        if keeper
        else {},
    }
    if page.latitude is not None and page.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(page.latitude),
            "longitude": float(page.longitude),
        }
    return script(data)


def organisation_json_ld(page: OrganisationPage, request: HttpRequest) -> SafeString:
    """An Organization with its seat."""
    return script(
        {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": page.full_name,
            "alternateName": page.title,
            "url": page.website or page.get_full_url(request),
            "taxID": page.tax_code,
            "address": _address(page),
            "telephone": [phone.display for phone in page.phones.all()],
            "email": page.email,
        }
    )
