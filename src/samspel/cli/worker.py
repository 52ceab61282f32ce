"""`samspel worker`: does what the outbox asks, as the role `app`."""

from __future__ import annotations

from samspel.cli import database


def run(arguments: list[str]) -> int:
    """Work until stopped."""
    database.prepare().enter()
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    if not isinstance(app.connector, DjangoConnector):
        raise TypeError(type(app.connector))
    # A connection pool of its own: the worker is not a request and must not wait for one's connections.
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=2, listen_notify=True)
    return 0
