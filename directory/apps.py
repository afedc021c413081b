"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class DirectoryConfig(AppConfig):
    """Organisations, services, desks."""

    name = "directory"
    verbose_name = "Servizi e sportelli"

    def ready(self) -> None:
        from directory.models.vocabularies import Term
        from directory.vocabulary import forget_vocabulary

        for model in self.get_models():
            if issubclass(model, Term):
                post_save.connect(forget_vocabulary, sender=model)
                post_delete.connect(forget_vocabulary, sender=model)
