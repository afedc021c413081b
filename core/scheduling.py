"""Pages whose hour has come."""

from django.core.management import call_command


def publish_scheduled() -> str:
    """Publish and take down what editors scheduled. Also runs every ten minutes by itself
    (`deploy/sportello-scheduled.timer`); the night catches what a stopped timer left."""
    call_command("publish_scheduled", verbosity=0)
    return "pagine programmate: pubblicate e ritirate quelle scadute"
