"""Bodies, services and desks for tests. Traits: `complete`, `crisis`, `confidential`…"""

from __future__ import annotations

import datetime as dt
import time

import factory
import wagtail_factories

from directory.models import (
    Amount,
    Audience,
    Category,
    Deadline,
    DeskHours,
    DeskPage,
    DeskPhone,
    DeskService,
    LegalSource,
    Municipality,
    Need,
    OrganisationPage,
    RequiredDocument,
    ServicePage,
    ServiceStep,
    Topic,
)


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"termine-{n}")
    name = factory.LazyAttribute(lambda o: o.code.replace("-", " ").capitalize())


class CategoryFactory(TermFactory):
    class Meta:
        model = Category


class TopicFactory(TermFactory):
    class Meta:
        model = Topic


class NeedFactory(TermFactory):
    class Meta:
        model = Need


class AudienceFactory(TermFactory):
    class Meta:
        model = Audience


class MunicipalityFactory(TermFactory):
    class Meta:
        model = Municipality

    code = "cremona"
    name = "Cremona"


class OrganisationFactory(wagtail_factories.PageFactory):
    class Meta:
        model = OrganisationPage

    title = factory.Sequence(lambda n: f"Ente di prova {n}")
    kind = "comune"
    summary = "Un ente per i test."


class ServiceFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ServicePage

    title = factory.Sequence(lambda n: f"Servizio di prova {n}")
    summary = "Un servizio per i test."

    class Params:
        crisis = factory.Trait(is_crisis=True, crisis_phone="1522")
        suspended = factory.Trait(status="suspended", status_reason="Mancano i fondi.")
        complete = factory.Trait(
            addressed="<p>A chi abita qui.</p>",
            description="<p>Che cos'è.</p>",
            on_behalf="<p>Basta la delega.</p>",
            output="<p>Un contributo.</p>",
            timing="<p>Trenta giorni.</p>",
            cost="<p>È gratuito.</p>",
            is_free=True,
            access="<p>Vai allo sportello.</p>",
            terms="<p>Secondo la legge.</p>",
            contact_office="Settore Politiche Sociali",
            citizen_words="aiuto\nuna mano",
        )


class DeskFactory(wagtail_factories.PageFactory):
    class Meta:
        model = DeskPage

    title = factory.Sequence(lambda n: f"Sportello di prova {n}")
    kind = "sportello-sociale"

    class Params:
        confidential = factory.Trait(is_confidential=True)
        placed = factory.Trait(
            street="Via Mantova 25",
            postal_code="26100",
            province="CR",
            municipality=factory.SubFactory(MunicipalityFactory),
        )


def open_every_weekday(desk: DeskPage, opens: int = 9, closes: int = 12) -> None:
    """Hours from Monday to Friday."""
    for weekday in range(5):
        DeskHours.objects.create(
            page=desk,
            weekday=weekday,
            opens=dt.time(opens),
            closes=dt.time(closes),
            sort_order=weekday,
        )


def offer(desk: DeskPage, service: ServicePage, level: str = "orientation", **more):
    """Let the desk help with the service."""
    return DeskService.objects.create(page=desk, service=service, level=level, **more)


def fill(service: ServicePage) -> ServicePage:
    """Rows in every list of the sheet."""
    ServiceStep.objects.create(page=service, title="Chiedi", text="<p>Di persona.</p>")
    RequiredDocument.objects.create(page=service, name="Documento d'identità")
    LegalSource.objects.create(page=service, title="Legge 8 novembre 2000, n. 328")
    Amount.objects.create(
        page=service, label="Soglia ISEE", value="9360", source="D.M. di prova"
    )
    Deadline.objects.create(
        page=service, title="Domanda", closes_on=dt.date.today() + dt.timedelta(30)
    )
    service.category = CategoryFactory(
        code="salute-benessere-e-assistenza", name="Salute, benessere e assistenza"
    )
    service.needs.add(NeedFactory(code="soldi"))
    service.audiences.add(AudienceFactory(code="anziani"))
    service.topics.add(TopicFactory(code="assistenza-sociale"))
    service.save()
    return ServicePage.objects.get(pk=service.pk)


def phone(desk: DeskPage, number: str = "0372 123456", **more):
    """Give the desk a phone."""
    return DeskPhone.objects.create(page=desk, number=number, **more)


def make_member(body: OrganisationPage | None, role: str, email: str, **more):
    """Somebody with one profile: a role in a body, or everywhere (`body` None)."""
    from accounts.actions import grant
    from accounts.models import User
    from accounts.roles import RoleCode

    user = User.objects.create_user(email, "una parola lunga")
    grant(user=user, role=RoleCode(role), organisation=body, **more)
    return User.objects.get(pk=user.pk)


def make_editor(body: OrganisationPage, email: str = "redattrice@example.org"):
    """Somebody who publishes for the body alone: it is trusted, and they answer for it."""
    from accounts.actions import set_trusted

    set_trusted(access=body.access, is_trusted=True)
    return make_member(body, "manager", email)


def restrict(page):
    """Let only people with an account read the page and what lies below it."""
    from wagtail.models import PageViewRestriction

    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def show_factor(client, user):
    """Let the client's session count as having shown the second factor of `user`."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": 0}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(user, secret: str = TOTP_SECRET):
    """The app for codes is set up."""
    from allauth.mfa.totp.internal.auth import TOTP

    return TOTP.activate(user, secret).instance


def code_of(secret: str = TOTP_SECRET, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    from accounts.login.codes import code_at

    return code_at(secret, time.time() + 30 * steps)
