"""The addresses that a pattern stands for, with the numbers of B's things in them, and A's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from wagtail.models import Page

from core.short_codes import code_of
from tests.walk.objects import World
from tests.walk.patterns import Pattern
from tests.walk.rows import ROWS

# What the number of that name counts; `pk` says nothing without its namespace.
KINDS = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "destination_id": "page",
    "page_pk": "page",
    "revision_id": "revision",
    "task_state_id": "task_state",
    "workflow_state_id": "workflow_state",
    "workflow_pk": "workflow",
    "task_id": "task",
    "collection_id": "collection",
    "document_id": "document",
    "doc_id": "document",
    "image_id": "image",
    "uploaded_file_id": "upload",
    "redirect_id": "redirect",
    "session_id": "session",
    "page_view_restriction_id": "page_restriction",
    "restriction_id": "page_restriction",
    "object_id": "page",
    "body": "meeting_body",
    "item": "agenda_item",
    "document": "meeting_document",
    "agreement_id": "agreement",
    "evidence_id": "evidence",
}
SPACES = {
    "wagtailadmin_api:pages:": "page",
    "wagtailadmin_api:documents:": "document",
    "wagtailadmin_api:images:": "image",
    "wagtailadmin_collections:": "collection",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows:": "workflow",
    "wagtailsettings:": "site",
    "wagtailsites:": "site",
    "wagtailusers_users:": "user",
    "wagtailusers_groups:": "group",
    "wagtaildocs_chooser:": "document",
    "wagtailimages_chooser:": "image",
    "mfa_": "user",
    "wagtailadmin_pages:": "page",
    "meeting": "meeting",
    "training_add_material": "course",
    "training_attest": "agreement",
    "training_take_back": "agreement",
}
# Words that are no number: every one that means something there.
FIXED = {
    "filter_spec": ("max-165x165",),
    "provider_id": ("comune",),
    "uidb64": ("MQ",),
    "token": ("set-password",),
    "content_type_app_name": ("directory",),
    "content_type_model_name": ("servicepage", "deskpage"),
    "year": ("2026",),
    "kind": ("testo",),
}
ACTIONS = {
    "wagtailadmin_api:pages:action": ("copy", "delete", "move", "publish", "unpublish"),
    "wagtailadmin_pages:": ("approve", "reject"),
}
BULK = {
    "page": ("delete", "move", "publish", "unpublish", "confirm_pages"),
    "customimage": ("delete", "add_tags", "add_to_collection"),
    "customdocument": ("delete", "add_tags", "add_to_collection"),
    "user": ("delete", "set_active_state", "assign_role"),
}
MODELS = {
    "wagtail_bulk_action": tuple(
        (apps_label, model, action)
        for apps_label, models in (
            ("wagtailcore", ("page",)),
            ("core", ("customimage", "customdocument")),
            ("accounts", ("user",)),
        )
        for model in models
        for action in BULK[model]
    ),
    "wagtailadmin_pages:choose_parent": (("directory", "servicepage"),),
    "wagtailadmin_tag_model_autocomplete": (("taggit", "tag"),),
    "wagtailadmin_workflows:add_task": (("wagtailcore", "groupapprovaltask"),),
    "wagtailsettings:edit": (("core", "sitesettings"), ("accounts", "auditsettings")),
    "wagtailsettings:preview_on_edit": (("core", "sitesettings"),),
    "wagtailadmin_editing_sessions:ping": (("directory", "servicepage"),),
}
PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """One address; `of_b` says that a thing of B's is named in it."""

    pattern: Pattern
    path: str
    of_b: bool


class NotFilled(LookupError):
    """A parameter that nothing here knows how to fill."""


def addresses(pattern: Pattern, world: World) -> list[Address]:
    """All that the pattern stands for. Raises NotFilled."""
    special = _special(world).get(pattern.label)
    if special is not None:
        return [Address(pattern, path, of_b) for path, of_b in special]
    names = [found["name"] for found in PARAMETER.finditer(pattern.route)]
    return [
        Address(pattern, _filled(pattern.route, values), any(b for _, b in values))
        for values in _choices(pattern, names, world)
    ]


def _filled(route: str, values: Iterable[tuple[Any, bool]]) -> str:
    rest = iter(values)
    path = PARAMETER.sub(lambda _: str(next(rest)[0]), route)
    return path.replace("^", "").replace("$", "")


def _choices(pattern: Pattern, names: list[str], world: World) -> list[tuple]:
    """Each way to fill the parameters, as (value, is it B's)."""
    models = MODELS.get(pattern.name)
    if models is None:
        pools = [_values(pattern, name, world) for name in names]
        # Of pairs, the first of each kind are enough: hundreds would say the same.
        return list(product(*(pools if len(pools) < 2 else map(_few, pools))))
    width = len(models[0])
    others = [_values(pattern, name, world) for name in names[width:]]
    heads = [tuple((word, False) for word in words) for words in models]
    return [(*head, *rest) for head in heads for rest in product(*others)]


def _few(pool: list[tuple[Any, bool]]) -> list[tuple[Any, bool]]:
    return [one for one in pool if one[1]][:3] + [one for one in pool if not one[1]][:2]


def _values(pattern: Pattern, name: str, world: World) -> list[tuple[Any, bool]]:
    if name == "action_name":
        known = (v for k, v in ACTIONS.items() if pattern.name.startswith(k))
        return [(word, False) for word in next(known)]
    if name in FIXED:
        return [(word, False) for word in FIXED[name]]
    if name in ("pk", "number") and pattern.name.startswith("wagtailsnippet"):
        return [(_term(pattern), False)]
    kind = _kind(pattern, name)
    theirs = [(value, True) for value in world.numbers.get(kind, [])]
    found = theirs + [(value, False) for value in world.own.get(kind, [])]
    if not found:
        raise NotFilled(f"{pattern.label}: nothing for <{name}> ({pattern.route})")
    return found


def _kind(pattern: Pattern, name: str) -> str:
    if pattern.name in ROWS and ROWS[pattern.name].kind:
        return ROWS[pattern.name].kind
    found = KINDS.get(name)
    spaces = (kind for space, kind in SPACES.items() if pattern.name.startswith(space))
    return found or next(spaces, "")


def _term(pattern: Pattern) -> Any:
    """A number of the vocabulary; where it is empty, one of nothing."""
    label, model = pattern.name.partition(":")[0].split("_")[1:3]
    return (
        apps.get_model(label, model).objects.values_list("pk", flat=True).first() or 1
    )


def _special(world: World) -> dict[str, list[tuple[str, bool]]]:
    """Patterns that are written as regular expressions, by name or route."""
    served = [(f"/documenti/{pk}/{name}", True) for pk, name in world.numbers["served"]]
    pages = world.numbers["page"][:3] + world.own["page"][:1]
    compared = [
        (f"/admin/pages/{page}/revisions/compare/{one}...{other}/", True)
        for page in pages
        for one in ("live", "earliest", *world.numbers["revision"][:2])
        for other in ("latest", world.numbers["revision"][-1])
    ]
    lists = [(f"/elenco-dei-servizi/1/elenco.{kind}", True) for kind in ("pdf", "xlsx")]
    key = "/accesso/password/reset/key/1-abc-def/"
    return {
        "wagtaildocs_serve": served,
        "wagtailadmin_pages:revisions_compare": compared,
        "account_reset_password_from_key": [(key, False)],
        "wagtail_serve": [(path, True) for path in _variants(world.paths)],
        "list_release_file": lists,
        "short_link": _coded(world, "/s/{}/"),
        "my_list_of": _coded(world, "/la-mia-lista/{}/"),
        "event_calendar": [(path, True) for path in world.numbers["calendar"]],
        "/admin/^.*/$": [("/admin/che-non-esiste/", False)],
        "/admin/.*/$": [("/admin/che-non-esiste/", False)],
        "/admin/password_reset/": [("/admin/password_reset/", False)],
        "/media/images/(?P<path>.+)$": [
            (f"/media/{path}", True)
            for name in world.numbers["file"]
            for path in (name, f"images/../{name}")
        ],
    }


def _coded(world: World, form: str) -> list[tuple[str, bool]]:
    """Addresses with the short codes of B's pages, drafts too, and of A's."""
    theirs, own = world.numbers["page"], world.own["page"]
    keys = Page.objects.filter(pk__in=[*theirs, *own])
    rows = keys.order_by("pk").values_list("pk", "translation_key")
    return [(form.format(code_of(key)), pk in theirs) for pk, key in rows]


def _variants(paths: list[str]) -> list[str]:
    """A page's address, and what people and machines make of it."""
    changed = (
        *("{0}", "{0}?page=2", "{0}?q=x", "/it{0}", "/{0}", "{1}", "{2}"),
        "{0}edit/",
    )
    return [
        one.format(path, path.upper(), path.rstrip("/") or "/")
        for path in paths
        for one in changed
    ]
