"""Blocks of restricted pages: words alone.

Wagtail gives images and documents out at addresses that ask nobody, so none is offered here: files
are `PrivateFile`s.
"""

from wagtail import blocks

TEXT = ["h3", "bold", "ol", "ul", "link"]

BODY_BLOCKS = [
    (
        "heading",
        blocks.CharBlock(
            label="titolo", max_length=160, icon="title", template="blocks/heading.html"
        ),
    ),
    (
        "text",
        blocks.RichTextBlock(label="testo", features=TEXT, template="blocks/text.html"),
    ),
]
