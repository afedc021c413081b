"""The facets of services and desks in the public search: the codes each entry holds.

What is not known gives no code: a filter finds what is known to be so, and no value says "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page

from core import memo
from core.querysets import published_q
from core.search_entry import EVERY
from directory.reading import model_named
from directory.vocabulary import terms_by_id

if TYPE_CHECKING:
    from directory.models import DeskPage, DeskService, OrganisationPage, ServicePage

Codes = tuple[str, ...]
STEP_FREE = "senza-gradini"
FREE = "gratuito"
AT_HOME = "a-casa"
ONLINE = "online"

# Facet → codes that come from no vocabulary, and how they read.
FIXED_LABELS = {
    "accesso": {STEP_FREE: "Si entra senza gradini"},
    "costo": {FREE: "È gratuito"},
    "modo": {AT_HOME: "Vengono a casa tua", ONLINE: "Si fa online"},
}


def of_service(
    page: ServicePage, rows: Iterable[DeskService], bodies: Iterable[OrganisationPage]
) -> Mapping[str, Codes]:
    """Codes of a sheet; `rows` are those of the published desks that help with it."""
    rows = list(rows)
    means = {AT_HOME: page.at_home, ONLINE: bool(page.online_url)}
    return {
        "bisogno": _codes(page.needs),
        "per": _codes(page.audiences),
        "comune": _codes(page.municipalities) or (EVERY,),
        "categoria": (page.category.code,) if page.category else (),
        "evento": _codes(page.life_events),
        "ente": tuple(body.slug for body in bodies),
        "sportello": _each(row.page.kind for row in rows),
        "aiuto": _each(row.level for row in rows),
        "costo": (FREE,) if page.is_free else (),
        "modo": tuple(code for code, is_so in means.items() if is_so),
    }


def of_desk(
    page: DeskPage, body: Page, services: Collection[int]
) -> Mapping[str, Codes]:
    """Codes of a desk; `services` are the published sheets that it helps with."""
    rows = [row for row in page.services.all() if row.service_id in services]
    return {
        "bisogno": _named_by(services, "needs", "need"),
        "per": _named_by(services, "audiences", "audience"),
        "comune": _town(page),
        "ente": (body.slug,) if body.live else (),
        "sportello": (page.kind,),
        "aiuto": _each(row.level for row in rows),
        "lingua": _codes(page.languages),
        "accesso": (STEP_FREE,) if _is_step_free(page) else (),
    }


def bodies_of_service(
    page: ServicePage, desks: Iterable[DeskPage]
) -> list[OrganisationPage]:
    """Published bodies that answer for a sheet, run it or help with it: one query.

    Who keeps the sheet counts where no other body answers for it.
    """
    paths = {desk.path[: -Page.steplen] for desk in desks}
    if page.owner_body_id is None:
        paths.add(page.path[: -Page.steplen])
    wanted = Q(pk__in=filter(None, [page.owner_body_id, page.manager_body_id]))
    bodies = model_named("OrganisationPage").objects.filter(published_q())
    found = bodies.filter(wanted | Q(path__in=paths)).only("slug", "title")
    return list(found.order_by("title", "pk"))


def named_by_body(body: OrganisationPage) -> set[int]:
    """Pages whose entry holds a body's title or code: what lies below it, what it answers
    for or runs, and the sheets that its desks help with."""
    below = Q(path__startswith=body.path, depth__gt=body.depth)
    services = model_named("ServicePage").objects.filter(
        below
        | Q(owner_body=body)
        | Q(manager_body=body)
        | Q(desk_rows__page__path__startswith=body.path)
    )
    desks = model_named("DeskPage").objects.filter(below)
    return {*services.values_list("pk", flat=True), *desks.values_list("pk", flat=True)}


def names_of_bodies(language: str = "it") -> dict[str, str]:
    """Title of each published body by its code, kept a minute."""
    return memo.remembered(f"directory.bodies.{language}", lambda: _names(language))


def _names(language: str) -> dict[str, str]:
    bodies = model_named("OrganisationPage").objects.filter(published_q())
    named = bodies.filter(locale__language_code=language)
    return dict(named.values_list("slug", "title"))


def points(desks: Iterable[DeskPage]) -> tuple[tuple[float, float], ...]:
    """Where desks are; a desk without coordinates stands in its municipality's main town.

    Never of a protected place, and of a line that is called there is none.
    """
    found = (_point(desk) for desk in desks)
    return tuple(dict.fromkeys(point for point in found if point))


def _point(desk: DeskPage) -> tuple[float, float] | None:
    if desk.is_confidential or desk.is_line:
        return None
    for place in (desk, desk.municipality):
        if place and place.latitude is not None and place.longitude is not None:
            return float(place.latitude), float(place.longitude)
    return None


def _town(desk: DeskPage) -> Codes:
    # A line is called from anywhere; that a protected place keeps its town to itself must
    # not hide it from whoever filters by municipality.
    if desk.is_line or desk.is_confidential:
        return (EVERY,)
    return (desk.municipality.code,) if desk.municipality else ()


def _is_step_free(desk: DeskPage) -> bool:
    features = terms_by_id(model_named("AccessibilityFeature"))
    there = [row.feature_id for row in desk.accessibility.all() if row.is_present]
    return any(pk in features and features[pk].code == STEP_FREE for pk in there)


def _named_by(services: Collection[int], field: str, term: str) -> Codes:
    """Codes that sheets hold in a many-to-many: one query."""
    through = model_named("ServicePage")._meta.get_field(field).remote_field.through
    rows = through.objects.filter(servicepage_id__in=list(services))
    codes = rows.order_by().values_list(f"{term}__code", flat=True)
    return tuple(sorted(set(codes)))


def _codes(field: Any) -> Codes:
    return tuple(term.code for term in field.all())


def _each(values: Iterable[str]) -> Codes:
    return tuple(sorted(set(values)))
