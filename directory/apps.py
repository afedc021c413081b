"""App configuration."""

from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class DirectoryConfig(AppConfig):
    """Organisations, services, desks."""

    name = "directory"
    verbose_name = "Servizi e sportelli"

    def ready(self) -> None:
        from core import quiet_paths
        from directory.handout.urls import PLACE
        from directory.models.vocabularies import Term
        from directory.vocabulary import forget_vocabulary

        quiet_paths.register(PLACE)
        self._name_the_facets()
        for model in self.get_models():
            if issubclass(model, Term):
                post_save.connect(forget_vocabulary, sender=model)
                post_delete.connect(forget_vocabulary, sender=model)

    def _name_the_facets(self) -> None:
        from core.facet_labels import register
        from directory.models import DeskService
        from directory.models.desk import DeskKind
        from directory.search_facets import FIXED_LABELS, names_of_bodies
        from directory.vocabulary import FACETS, names_by_code

        for facet, name in FACETS.items():
            register(facet, partial(names_by_code, self.get_model(name)))
        fixed = FIXED_LABELS | {
            "sportello": dict(DeskKind.choices),
            "aiuto": dict(DeskService.Level.choices),
        }
        for facet, labels in fixed.items():
            register(facet, partial(_the_same, labels))
        register("ente", names_of_bodies)


def _the_same(labels: dict[str, str], language: str) -> dict[str, str]:
    return labels
