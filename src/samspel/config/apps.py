"""The app that binds the parts together when Django starts."""

from django.apps import AppConfig


class Config(AppConfig):
    """Binds adapters to ports once every app has been loaded."""

    name = "samspel.config"

    def ready(self) -> None:
        """Bind adapters to ports."""
        from samspel.config import wiring

        wiring.bind()
