"""All components in one library, so that no template has to load anything."""

from samspel.web.components import (
    acts,
    content,
    filters,
    lists,
    navigation,
    plots,
    prose,
    register,
    switch,
    tables,
    way,
)
from samspel.web.components.plots import figures
from samspel.web.forms import renderer

__all__ = [
    "acts",
    "content",
    "figures",
    "filters",
    "lists",
    "navigation",
    "plots",
    "prose",
    "register",
    "renderer",
    "switch",
    "tables",
    "way",
]
