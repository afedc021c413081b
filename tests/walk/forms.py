"""The forms that the administrator finds, filled in as they stand: what somebody else may try."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

Form = tuple[str, dict[str, Any]]
IGNORED = {"submit", "button", "image", "reset", "file"}
# Ends the session, which has no thing of B's in it.
LEAVING = ("/logout/", "/blocca/", "/cambia-persona/")


def forms_of(page: str, path: str) -> list[Form]:
    """Where each form of the page is sent, and what with: one for each button that has a name."""
    found: list[Form] = []
    for form in BeautifulSoup(page, "html.parser").find_all("form"):
        where = urljoin(path, str(form.get("action") or path))
        if str(form.get("method", "")).lower() != "post" or where.endswith(LEAVING):
            continue
        values = _values(form)
        buttons = [b for b in form.find_all("button") if b.get("name")]
        found += [(where, values | _pressed(one)) for one in buttons] or [
            (where, values)
        ]
    return found


def _pressed(button: Tag) -> dict[str, Any]:
    return {str(button["name"]): button.get("value", "")}


def _values(form: Tag) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in form.find_all(["input", "textarea", "select"]):
        name, value = one.get("name"), _value(one)
        if name and value is not None and name != "csrfmiddlewaretoken":
            values.setdefault(str(name), []).append(value)
    return values


def _value(one: Tag) -> str | None:
    if one.name == "textarea":
        return one.get_text()
    if one.name == "select":
        options = one.find_all("option")
        chosen = [o for o in options if o.has_attr("selected")] or options[-1:]
        return str(chosen[0].get("value", "")) if chosen else None
    kind = one.get("type", "text")
    if kind in IGNORED or (
        kind in ("checkbox", "radio") and not one.has_attr("checked")
    ):
        return None
    return str(one.get("value", "on" if kind == "checkbox" else ""))
