"""The forms of an agreement and of a practice, in the order of their pages."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from core.panels import fields_beside

AGREEMENT_PANELS = [
    FieldPanel("kind"),
    FieldPanel("summary"),
    FieldPanel("subject"),
    FieldPanel("description"),
    MultiFieldPanel(
        [
            fields_beside("signed_on", "starts_on", "ends_on"),
            FieldPanel("is_applied"),
            fields_beside("applied_from", "applied_note"),
            PageChooserPanel("predecessor"),
        ],
        heading="Durata",
        help_text="Lo stato (in firma, in vigore, in scadenza…) segue da queste date.",
    ),
    InlinePanel("parties", heading="Parti", label="parte"),
    InlinePanel("duties", heading="Impegni", label="impegno"),
    InlinePanel("fulfilments", heading="Come sono attuati gli impegni", label="pagina"),
    InlinePanel("modifications", heading="Modifiche", label="modifica"),
    MultiFieldPanel(
        [
            FieldPanel("needs_evaluation"),
            fields_beside("evaluation_article", "evaluated_on"),
            FieldPanel("evaluation"),
        ],
        heading="Valutazione congiunta",
    ),
    MultiFieldPanel(
        [fields_beside("terminated_on", "termination_act")], heading="Disdetta"
    ),
    InlinePanel("acts", heading="Atti", label="atto"),
    InlinePanel("documents", heading="Documenti", label="documento"),
    InlinePanel("clauses", heading="Testo degli articoli", label="articolo"),
]

PRACTICE_PANELS = [
    FieldPanel("summary"),
    FieldPanel("state"),
    MultiFieldPanel(
        [
            FieldPanel("audiences", widget=CheckboxSelectMultiple),
            FieldPanel("addressed"),
        ],
        heading="Per chi",
    ),
    FieldPanel("description"),
    InlinePanel("partners", heading="Con chi", label="ente"),
    MultiFieldPanel(
        [
            fields_beside("starts_on", "ends_on"),
            FieldPanel("municipalities"),
            FieldPanel("territory"),
        ],
        heading="Quando e dove",
    ),
    FieldPanel("results"),
    FieldPanel("joining"),
    InlinePanel("services", heading="Servizi collegati", label="scheda"),
    MultiFieldPanel(
        [
            PageChooserPanel("promoter"),
            FieldPanel("promoter_name"),
            FieldPanel("is_sample"),
        ],
        heading="Per il coordinamento",
    ),
]
