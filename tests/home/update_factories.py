"""News, notices, events and campaigns for tests, published where the parent says."""

from __future__ import annotations

import datetime as dt

import factory
import wagtail_factories
from django.utils import timezone

from home.models import (
    CampaignPage,
    EventPage,
    NewsPage,
    NoticeConcern,
    NoticePage,
)

DAY = dt.timedelta(days=1)


def today():
    return timezone.localdate()


def at_five(day):
    """Five in the afternoon of a day, in Italy."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(17)))


class NewsFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Notizia di prova {n}")
    slug = factory.Sequence(lambda n: f"notizia-{n}")
    summary = "Che cosa cambia."

    class Params:
        release = factory.Trait(kind="releases")


class NoticeFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NoticePage

    title = factory.Sequence(lambda n: f"Avviso di prova {n}")
    slug = factory.Sequence(lambda n: f"avviso-{n}")
    summary = "Lo sportello chiude prima."
    starts_on = factory.LazyFunction(today)
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + 10 * DAY)

    class Params:
        past = factory.Trait(
            starts_on=factory.LazyFunction(lambda: today() - 9 * DAY),
            ends_on=factory.LazyFunction(lambda: today() - DAY),
        )
        coming = factory.Trait(starts_on=factory.LazyFunction(lambda: today() + DAY))
        important = factory.Trait(importance=2)


class EventFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Incontro di prova {n}")
    slug = factory.Sequence(lambda n: f"incontro-{n}")
    summary = "Se ne parla insieme."
    starts_at = factory.LazyFunction(lambda: at_five(today() + 7 * DAY))
    place = "Sala di prova, Piazza del Comune 8"

    class Params:
        past = factory.Trait(
            starts_at=factory.LazyFunction(lambda: at_five(today() - DAY))
        )


class CampaignFactory(wagtail_factories.PageFactory):
    class Meta:
        model = CampaignPage

    title = factory.Sequence(lambda n: f"Campagna di prova {n}")
    slug = factory.Sequence(lambda n: f"campagna-{n}")
    summary = "Ti cerchiamo noi."
    addressed = "Alle persone anziane."

    class Params:
        past = factory.Trait(ends_on=factory.LazyFunction(lambda: today() - DAY))


FACTORIES = {
    "news": NewsFactory,
    "notice": NoticeFactory,
    "event": EventFactory,
    "campaign": CampaignFactory,
}


def concern(notice, *pages):
    """Let the pages show the notice."""
    for place, page in enumerate(pages):
        NoticeConcern.objects.create(page=notice, concerned=page, sort_order=place)
    return notice
