"""Markdown to the few tags that rich text allows, and nothing else.

Paragraphs, lists, bold and links; HTML in the text is shown as text, never let through.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token


class NotRichTextError(ValueError):
    """The text holds something that rich text cannot; the message says what, in Italian."""


RULES = ("list", "emphasis", "link", "escape", "newline")
LINK = re.compile(r"(https?://|mailto:|tel:|/(?!/))", re.IGNORECASE)
HEADING = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(list(RULES))
    parser.add_render_rule("strong_open", _bold)
    parser.add_render_rule("strong_close", _bold)
    parser.add_render_rule("softbreak", _space)
    return parser


def _bold(_: RendererHTML, tokens: list[Token], index: int, *__: object) -> str:
    return "<b>" if tokens[index].nesting == 1 else "</b>"


def _space(*_: object) -> str:
    return " "


def to_html(text: str) -> str:
    """`text` as rich text. Raises NotRichTextError for what rich text cannot hold."""
    if HEADING.search(text):
        raise NotRichTextError("togli i titoli (#): qui non sono ammessi")
    tokens = _parser().parse(text.strip())
    _tighten(tokens)
    for token in tokens:
        for child in token.children or ():
            _check(child)
    html: str = _parser().renderer.render(tokens, _parser().options, {})
    return html.replace("\n", "")


def _check(token: Token) -> None:
    if token.type == "em_open":
        raise NotRichTextError(
            "il corsivo (*testo*) non è ammesso: usa **testo** o niente"
        )
    if token.type == "link_open":
        href = str(token.attrGet("href") or "")
        if not LINK.match(href):
            raise NotRichTextError(
                f"il collegamento «{href}» deve cominciare con https:// o /"
            )


def _tighten(tokens: list[Token]) -> None:
    """List items hold text, not paragraphs: the editor's rich text knows no other."""
    paragraphs = 0
    for token in tokens:
        if token.type == "list_item_open":
            paragraphs = 0
        elif token.type == "paragraph_open" and token.level > 0:
            paragraphs += 1
            if paragraphs > 1:
                raise NotRichTextError("una voce di elenco ha un solo capoverso")
        if token.type.startswith("paragraph_") and token.level > 0:
            token.hidden = True
