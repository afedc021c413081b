"""What is asked of an address beside the address: searches, exports, pages of a list."""

from __future__ import annotations

from tests.walk.addresses import Address
from tests.walk.objects import World

LISTS = ("?export=csv", "?export=xlsx", "?p=2")
# As long as a word, and in nothing.
NOTHING = "canzzzzzzzzz"
SOUGHT = (
    "canzafferano",
    "cangelsomino",
    "canfresia",
)


def questions(address: Address, world: World) -> list[str]:
    """The same address, asked for more."""
    name, path = address.pattern.name, address.path
    if extra := _extra(name, world):
        return [f"{path}?{one}" for one in extra]
    is_list = "<" not in address.pattern.route and "snippet" not in name
    is_list &= name not in ("wagtail_serve", "wagtailadmin_pages:revisions_compare")
    return [path + one for one in LISTS] if is_list else []


def searches(address: Address, word: str) -> list[str]:
    """The same list, asked for a word."""
    name, path = address.pattern.name, address.path
    is_one = "<" in address.pattern.route or "compare" in path or "?" in path
    if is_one:
        return []
    if name == "wagtail_serve":
        return [f"{path}?q={word}"] if path in ("/servizi/", "/sportelli/") else []
    keys = ["q", "search"] if name.startswith("wagtailadmin_api") else ["q"]
    if name == "wagtailadmin_tag_autocomplete":
        keys = ["term"]
    return [f"{path}?{key}={word}" for key in keys]


def _extra(name: str, world: World) -> list[str]:
    numbers = world.numbers
    if name == "wagtail_bulk_action":
        every = (*numbers["page"][:4], *numbers["image"], *numbers["user"])
        chosen = "&".join(f"id={one}" for one in every)
        return [chosen, "id=all", f"id=all&childOf={world.b.pk}"]
    if name.startswith("wagtailadmin_api:") and name.endswith("listing"):
        return [
            "fields=*",
            "type=directory.ServicePage&fields=*",
            f"child_of={world.b.pk}&fields=*",
            f"descendant_of={world.b.pk}&order=title",
            "for_explorer=1&fields=*",
            "type=directory.ServicePage&title=canginestra",
        ]
    if name.endswith("chosen_multiple"):
        kinds = ("page", "image", "document")
        return ["&".join(f"id={one}" for kind in kinds for one in numbers[kind][:4])]
    if name == "wagtailadmin_tag_autocomplete":
        return ["term=can"]
    if name == "suggestions":
        return ["q=can", "q=cang"]
    return []
