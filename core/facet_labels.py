"""How the codes of a search facet read; the app that keeps a vocabulary registers its labels."""

from collections.abc import Callable, Mapping

# Language → code → label.
Labels = Callable[[str], Mapping[str, str]]

_labels: dict[str, Labels] = {}


def register(facet: str, labels: Labels) -> None:
    """Let `labels(language)` name the codes of `facet`."""
    _labels[facet] = labels


def labels_of(facet: str, language: str = "it") -> Mapping[str, str]:
    """Label by code; empty where nobody has registered."""
    return _labels[facet](language) if facet in _labels else {}
