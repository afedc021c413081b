"""Which field of a record goes where on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from directory.models import (
    AccessibilityFeature,
    Amount,
    Audience,
    Category,
    DatedRule,
    Deadline,
    DeskAccessibility,
    DeskClosure,
    DeskHours,
    DeskPage,
    DeskPhone,
    DeskService,
    Language,
    LegalSource,
    LifeEvent,
    Municipality,
    Need,
    OrganisationPage,
    OrganisationPhone,
    RelatedService,
    RequiredDocument,
    ServicePage,
    ServiceStep,
    Topic,
)
from exchange import records as r
from exchange.building import kinds_of
from exchange.writer.columns import (
    Children,
    Joined,
    PageLink,
    Place,
    Plain,
    Relations,
    Rich,
    Term,
    Terms,
    plain_columns,
)
from exchange.writer.references import References


@dataclass(frozen=True)
class Layout:
    """A record's type, its page's type, and the columns between them."""

    record: Any
    page: Any
    columns: tuple[Plain, ...]
    # The record's field that names the body it lies under; "" for bodies themselves.
    parent: str = ""

    @property
    def checked_elsewhere(self) -> list[str]:
        """Links, which were found by code, and what Wagtail itself keeps of a page."""
        fields = self.page._meta.fields
        return [f.name for f in fields if f.is_relation or f.model is Page]

    @property
    def children(self) -> list[str]:
        """Relations of the page that hold child rows or several terms."""
        many = (Children, Terms, Relations)
        return [c.attribute for c in self.columns if isinstance(c, many)]

    def fill(self, page: Any, record: Any, refs: References) -> None:
        """Write a record to a page, in memory."""
        for column in self.columns:
            column.put(page, record, refs)

    def record_of(self, page: Any, body: str, refs: References) -> Any:
        """The record that would make this page; `body` is the slug of what it lies under."""
        values = dict(self._taken(page, refs))
        values["slug"] = page.slug
        if self.parent:
            values[self.parent] = body
        return _nested(self.record, values)

    def _taken(self, page: Any, refs: References) -> Iterator[tuple[str, Any]]:
        for column in self.columns:
            if isinstance(column, Relations):
                yield from column.take_all(page, refs).items()
            else:
                yield column.record, column.take(page, refs)


def _nested(record: Any, values: dict[str, Any]) -> Any:
    """A record out of values by (dotted) name."""
    found = {}
    for name in kinds_of(record):
        inner = {
            k.partition(".")[2]: v
            for k, v in values.items()
            if k.startswith(f"{name}.")
        }
        if inner:
            found[name] = _nested(kinds_of(record)[name].record, inner)
        elif name in values:
            found[name] = values[name]
    return record(**found)


def _plain(*names: str) -> tuple[Plain, ...]:
    return tuple(Plain(name) for name in names)


def _rows(name: str, model: Any, record: Any, page: str = "") -> Children:
    return Children(name, page, model, plain_columns(record), record)


ADDRESS = (*_plain("street", "postal_code", "province"), Place("municipality"))

ORGANISATION = Layout(
    r.OrganisationRecord,
    OrganisationPage,
    (
        *_plain("title", "legal_name", "kind", "summary"),
        Rich("description"),
        *ADDRESS,
        _rows("phones", OrganisationPhone, r.PhoneRecord),
        *_plain("email", "pec", "website", "tax_code", "ipa_code"),
        PageLink("parent_body", model=OrganisationPage),
        *_plain("privacy_notice_url", "dpo_contact"),
    ),
)

DESK = Layout(
    r.DeskRecord,
    DeskPage,
    (
        *_plain("title", "kind", "summary"),
        *ADDRESS,
        *_plain(
            "is_confidential",
            "is_discreet",
            "latitude",
            "longitude",
            "email",
            "website",
        ),
        *_plain("by_appointment", "hours_note", "hours_are_sample", "response_time"),
        Rich("directions"),
        Terms("languages", model=Language),
        _rows("phones", DeskPhone, r.PhoneRecord),
        _rows("hours", DeskHours, r.HoursRecord),
        _rows("closures", DeskClosure, r.ClosureRecord),
        Children(
            "accessibility",
            "",
            DeskAccessibility,
            (
                Term("feature", model=AccessibilityFeature),
                *_plain("is_present", "note"),
            ),
            r.AccessibilityRecord,
        ),
        Children(
            "services",
            "",
            DeskService,
            (
                PageLink("service", model=ServicePage),
                *plain_columns(r.DeskServiceRecord, without=("service",)),
            ),
            r.DeskServiceRecord,
        ),
    ),
    parent="organisation",
)

SERVICE = Layout(
    r.ServiceRecord,
    ServicePage,
    (
        *_plain("title", "summary", "status", "status_reason", "status_until"),
        PageLink("replaced_by", model=ServicePage),
        PageLink("owner_body", model=OrganisationPage),
        PageLink("manager_body", model=OrganisationPage),
        Plain("management_form"),
        Terms("needs", model=Need),
        Terms("audiences", model=Audience),
        Term("category", model=Category),
        Terms("topics", model=Topic),
        Terms("life_events", model=LifeEvent),
        Terms("municipalities", model=Municipality),
        *_plain("min_age", "max_age", "max_days"),
        *(Rich(n) for n in ("addressed", "description", "on_behalf", "output")),
        *(Rich(n) for n in ("timing", "cost")),
        Plain("free", "is_free"),
        Children(
            "steps", "", ServiceStep, (Plain("title"), Rich("text")), r.StepRecord
        ),
        _rows("documents", RequiredDocument, r.DocumentRecord),
        _rows("deadlines", Deadline, r.DeadlineRecord),
        _rows("amounts", Amount, r.AmountRecord),
        Children(
            "rules",
            "",
            DatedRule,
            (*plain_columns(r.RuleRecord, without=("text",)), Rich("text")),
            r.RuleRecord,
        ),
        _rows("sources", LegalSource, r.SourceRecord, "legal_sources"),
        Relations("related", "relations", RelatedService, ServicePage),
        Rich("access.text", "access"),
        Plain("access.online_label", "online_label"),
        Plain("access.online_url", "online_url"),
        Plain("access.phone", "access_phone"),
        Plain("access.phone_label", "access_phone_label"),
        Plain("access.at_home", "at_home"),
        Rich("terms.text", "terms"),
        Plain("terms.label", "terms_label"),
        Plain("terms.url", "terms_url"),
        Plain("contact.office", "contact_office"),
        Plain("contact.phone", "contact_phone"),
        Plain("contact.email", "contact_email"),
        Plain("activation"),
        Joined("citizen_words"),
        Plain("notice"),
        Plain("crisis", "is_crisis"),
        Plain("crisis_phone"),
        Plain("discreet", "is_discreet"),
        Plain("changes_in_month"),
        Joined("to_check"),
    ),
    parent="keeper",
)

LAYOUTS = {layout.record: layout for layout in (ORGANISATION, SERVICE, DESK)}
PAGES = {layout.page: layout for layout in LAYOUTS.values()}
