"""The coordinator's form of an agreement, in the order of the page."""

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
