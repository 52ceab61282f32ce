"""All components in one library, so that no template has to load anything."""

from samspel.web.components import acts, content, filters, lists, navigation, plots, register, tables

__all__ = ["acts", "content", "filters", "lists", "navigation", "plots", "register", "tables"]
