"""Fields with habits of the house."""

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """StreamField whose blocks stay out of migrations.

    Removing a block type therefore makes no migration: look first whether any page still holds it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A migration rebuilds the field without blocks.
        super().__init__(*(args or ([],)), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


PLAIN_RICH_TEXT = ["bold", "ol", "ul", "link"]
RICH_TEXT = ["h3", "bold", "ol", "ul", "link", "document-link"]
