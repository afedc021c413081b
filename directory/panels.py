"""The editor's form of a service, in the order of the page and of the conversation at the desk."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from core.panels import fields_beside

SERVICE_PANELS = [
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldPanel("needs", widget=CheckboxSelectMultiple),
            FieldPanel("audiences", widget=CheckboxSelectMultiple),
        ],
        heading="A che cosa serve e per chi",
        help_text="Bastano questi: categoria, argomenti ed eventi della vita seguono da soli.",
    ),
    MultiFieldPanel(
        [
            FieldPanel("addressed"),
            fields_beside("min_age", "max_age"),
            FieldPanel("municipalities"),
        ],
        heading="A chi è rivolto",
    ),
    FieldPanel("description"),
    MultiFieldPanel(
        [InlinePanel("steps", label="passo")],
        heading="Come fare",
        help_text="In ordine, dal primo.",
    ),
    FieldPanel("on_behalf"),
    MultiFieldPanel(
        [InlinePanel("documents", label="cosa da portare")], heading="Cosa serve"
    ),
    FieldPanel("output"),
    MultiFieldPanel(
        [
            FieldPanel("timing"),
            fields_beside("max_days", "changes_in_month"),
            InlinePanel("deadlines", label="scadenza o bando"),
        ],
        heading="Tempi e scadenze",
    ),
    MultiFieldPanel(
        [
            FieldPanel("is_free"),
            FieldPanel("cost"),
            InlinePanel("amounts", label="importo o soglia"),
        ],
        heading="Quanto costa, importi e soglie",
        help_text="Un importo scaduto si nasconde da solo e si legge «in aggiornamento».",
    ),
    MultiFieldPanel(
        [
            FieldPanel("access"),
            fields_beside("online_url", "online_label"),
            FieldPanel("booking_url"),
            fields_beside("access_phone", "access_phone_label"),
            FieldPanel("at_home"),
            FieldPanel("activation"),
        ],
        heading="Accedi al servizio",
    ),
    MultiFieldPanel(
        [
            FieldPanel("terms"),
            fields_beside("terms_label", "terms_url"),
            FieldPanel("terms_document"),
            InlinePanel("rules", label="regola con una data"),
            InlinePanel("legal_sources", label="riferimento normativo"),
        ],
        heading="Condizioni di servizio",
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_office"),
            fields_beside("contact_phone", "contact_email"),
            PageChooserPanel("owner_body"),
            PageChooserPanel("manager_body"),
            FieldPanel("management_form"),
        ],
        heading="Contatti e chi ne risponde",
    ),
    MultiFieldPanel(
        [InlinePanel("relations", label="servizio")], heading="Servizi collegati"
    ),
    FieldPanel("citizen_words"),
    MultiFieldPanel(
        [
            fields_beside("status", "status_until"),
            FieldPanel("status_reason"),
            PageChooserPanel("replaced_by"),
            FieldPanel("notice"),
            fields_beside("notice_from", "notice_until"),
        ],
        heading="Stato e avviso",
    ),
    MultiFieldPanel(
        [fields_beside("is_crisis", "crisis_phone"), FieldPanel("is_discreet")],
        heading="Aiuto urgente",
    ),
    MultiFieldPanel(
        [
            FieldPanel("category"),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
            FieldPanel("life_events", widget=CheckboxSelectMultiple),
        ],
        heading="Classificazione nazionale",
        classname="collapsed",
    ),
    FieldPanel("to_check"),
]
