"""App configuration."""

from functools import partial

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class DirectoryConfig(AppConfig):
    """Organisations, services, desks."""

    name = "directory"
    verbose_name = "Servizi e sportelli"

    def ready(self) -> None:
        from core.facet_labels import register
        from directory.models.vocabularies import Term
        from directory.vocabulary import FACETS, forget_vocabulary, names_by_code

        for facet, name in FACETS.items():
            register(facet, partial(names_by_code, self.get_model(name)))

        for model in self.get_models():
            if issubclass(model, Term):
                post_save.connect(forget_vocabulary, sender=model)
                post_delete.connect(forget_vocabulary, sender=model)
