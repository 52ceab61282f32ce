"""Plain Python that every other module may lean on: money, periods, deadlines, ids, numbers, settings."""
