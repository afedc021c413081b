"""App configuration."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Agreements, the bodies of the network, its practices."""

    name = "network"
    verbose_name = "Accordi e rete"

    def ready(self) -> None:
        from core import slots
        from network.elsewhere import (
            agreements_of_body,
            agreements_on_home,
            practices_of_body,
        )

        slots.register("home", agreements_on_home)
        slots.register("organisation", agreements_of_body)
        slots.register("organisation", practices_of_body)
