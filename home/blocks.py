"""Blocks of text pages: few, closed, each with its template in `templates/blocks/`."""

from wagtail import blocks

from core.fields import RICH_TEXT


class QuestionBlock(blocks.StructBlock):
    """A frequent question with its answer."""

    question = blocks.CharBlock(label="domanda", max_length=255)
    answer = blocks.RichTextBlock(label="risposta", features=RICH_TEXT)

    class Meta:
        label = "domanda e risposta"
        icon = "help"
        template = "blocks/question.html"


class HeadingBlock(blocks.CharBlock):
    """A heading of second level."""

    class Meta:
        label = "titolo"
        icon = "title"
        template = "blocks/heading.html"


class NoticeBlock(blocks.StructBlock):
    """A text set apart."""

    text = blocks.RichTextBlock(label="testo", features=RICH_TEXT)

    class Meta:
        label = "riquadro"
        icon = "warning"
        template = "blocks/notice.html"


class LicenceBlock(blocks.StaticBlock):
    """The licence text of the national model (C.SI.3.4), to the letter: it is no one's to edit."""

    class Meta:
        label = "licenza dei contenuti (testo del modello nazionale)"
        icon = "doc-full"
        template = "blocks/licence.html"
        admin_text = "Il titolo e il testo della licenza CC BY 4.0 previsti dal modello nazionale."


BODY_BLOCKS = [
    ("heading", HeadingBlock(max_length=160)),
    (
        "text",
        blocks.RichTextBlock(
            label="testo", features=RICH_TEXT, template="blocks/text.html"
        ),
    ),
    ("question", QuestionBlock()),
    ("notice", NoticeBlock()),
    ("licence", LicenceBlock()),
]
