"""Finds what records name by code: terms, bodies, services. Each vocabulary is read once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Model
from wagtail.models import Locale

from directory.models import Municipality, OrganisationPage, ServicePage
from exchange.transforms import slug


class References:
    """Lookups of one run; `locale` is the language that is written."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._terms: dict[type[Model], dict[str, Any]] = {}
        self._keys: dict[type[Model], dict[int | None, Any]] = {}
        self._pages: dict[type[Model], dict[str, int]] = {}
        self._bodies: dict[str, OrganisationPage] = {}
        self._names: dict[type[Model], dict[int, str]] = {}

    def terms(self, model: Any) -> dict[str, Any]:
        """All terms of a vocabulary by code."""
        if model not in self._terms:
            rows = model.objects.filter(locale=self.locale)
            self._terms[model] = {term.code: term for term in rows}
        return self._terms[model]

    def codes(self, models: Mapping[str, Any]) -> dict[str, Collection[str]]:
        """The codes of each vocabulary, by its name."""
        return {name: self.terms(model).keys() for name, model in models.items()}

    def pages(self, model: Any) -> dict[str, int]:
        """All pages of a type by slug."""
        if model not in self._pages:
            rows = model.objects.filter(locale=self.locale)
            self._pages[model] = dict(rows.values_list("slug", "pk"))
        return self._pages[model]

    def remember(self, page: OrganisationPage | ServicePage) -> None:
        """A body or a service was just made."""
        self.pages(type(page))[page.slug] = page.pk
        self._names.pop(type(page), None)

    def slug_of(self, model: Any, key: int | None) -> str:
        """The slug of a page by its key; "" for none."""
        if model not in self._names:
            self._names[model] = {pk: slug for slug, pk in self.pages(model).items()}
        return self._names[model].get(key or 0, "")

    def term(self, model: Any, key: int | None) -> Any:
        """A term by its key, or None."""
        if model not in self._keys:
            self._keys[model] = {t.pk: t for t in self.terms(model).values()}
        return self._keys[model].get(key)

    def body(self, slug: str) -> OrganisationPage:
        """The page of a body, to add pages below it."""
        if slug not in self._bodies:
            key = self.pages(OrganisationPage)[slug]
            self._bodies[slug] = OrganisationPage.objects.get(pk=key)
        return self._bodies[slug]

    def forget_bodies(self) -> None:
        """What lies below a body may have changed since it was read."""
        self._bodies.clear()

    def municipality(self, name: str, province: str) -> Municipality:
        """The municipality of that name or code, made if it is new.

        Two of the same name lie in two provinces: the second one's code says which.
        """
        code = slug(name)
        known = self.terms(Municipality)
        found = known.get(code)
        if found is None or (
            province and found.province and found.province != province
        ):
            code = code if found is None else f"{code}-{province.lower()}"
            found = known.get(code) or self._new_municipality(code, name, province)
        return found

    def _new_municipality(self, code: str, name: str, province: str) -> Municipality:
        made = Municipality.objects.create(
            code=code, name=name, province=province, locale=self.locale
        )
        self.terms(Municipality)[code] = made
        self._keys.pop(Municipality, None)
        return made
