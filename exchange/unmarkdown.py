"""Rich text back to Markdown: the inverse of `core.markdown`, for the export."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SPECIAL = re.compile(r"([\\*\[\]_])")
LINE_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+#>])(?=\s|#|$)", re.MULTILINE)
BLOCKS = {"p", "h2", "h3", "h4"}


def to_markdown(html: str) -> str:
    """Paragraphs, lists, bold and links of `html`; other tags leave their text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects blocks; each is a paragraph or a whole list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.lists: list[int | None] = []
        self.items: list[str] = []
        self.inline: list[str] = []
        self.links: list[str] = []

    def text(self) -> str:
        """Everything read, blocks apart by an empty line."""
        self._end_block()
        return "\n\n".join(self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end_block()
        elif tag in {"ul", "ol"}:
            self._open_list(0 if tag == "ol" else None)
        elif tag == "li":
            self._end_item()
            self._open_item()
        elif tag in {"b", "strong"}:
            self.inline.append("**")
        elif tag == "br":
            self.inline.append("\\\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.inline.append("[" if self.links[-1] else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        elif tag in {"ul", "ol"}:
            self._close_list()
        elif tag == "li":
            self._end_item()
        elif tag in {"b", "strong"}:
            self._close_bold()
        elif tag == "a" and self.links:
            href = self.links.pop()
            self.inline.append(f"]({href})" if href else "")

    def handle_data(self, data: str) -> None:
        self.inline.append(SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data)))

    def _close_bold(self) -> None:
        """`**text **` is no bold in Markdown: the space goes outside."""
        last = self.inline[-1] if self.inline else ""
        kept = last.rstrip(" ")
        self.inline[-1:] = [kept, "**", " " if kept != last else ""]

    def _taken(self) -> str:
        text = "".join(self.inline).strip()
        self.inline = []
        return text

    def _end_block(self) -> None:
        if self.lists:
            return
        if text := self._taken():
            self.blocks.append(LINE_START.sub(_escaped, text))

    def _open_list(self, first: int | None) -> None:
        if self.lists:
            self._end_item()
        else:
            self._end_block()
        self.lists.append(first)

    def _close_list(self) -> None:
        self._end_item()
        if self.lists:
            self.lists.pop()
        if not self.lists and self.items:
            self.blocks.append("\n".join(self.items))
            self.items = []

    def _open_item(self) -> None:
        if not self.lists:
            self.lists.append(None)
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        self._bullet = "- " if number is None else f"{number + 1}. "

    def _end_item(self) -> None:
        text = self._taken()
        if text and self.lists:
            indent = "   " * (len(self.lists) - 1)
            self.items.append(f"{indent}{getattr(self, '_bullet', '- ')}{text}")
            self._bullet = "  "


def _escaped(match: re.Match[str]) -> str:
    number, mark, sign = match.groups()
    return f"{number}\\{mark}" if number else f"\\{sign}"
