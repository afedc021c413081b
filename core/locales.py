"""Languages by the key of their row, kept a minute."""

from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale

from core import memo

KEY = "core.locales"


def language_of(locale_id: int) -> str:
    """The language code of a locale; Italian for one that another process just made."""
    return memo.remembered(KEY, _read).get(locale_id, "it")


def is_active(locale_id: int) -> bool:
    """True where the visitor's language is that of the locale; False where unsure."""
    known = memo.remembered(KEY, _read).get(locale_id)
    try:
        return known == get_supported_content_language_variant(get_language())
    except LookupError:
        return False


def _read() -> dict[int, str]:
    return dict(Locale.objects.values_list("pk", "language_code"))


def forget_locales(**_: object) -> None:
    """A language came or went."""
    memo.forget(KEY)
