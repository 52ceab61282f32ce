"""Figures and maps drawn as our own SVG: text stays text, nothing inline, and no colour says anything alone.

A picture never stands by itself: it goes in `figure_with_table` or `map_with_table`, with `numbers` (the same rows as a
table) or a table of the page's own in `beside`. What is drawn comes in as the frozen rows below; a tag asks no query.

Widths are percentages and heights are `em`, so that text keeps its size on every screen and grows with the reader's.
"""

from samspel.web.components.plots.bars import Bar
from samspel.web.components.plots.dots import Dot
from samspel.web.components.plots.flow import Link
from samspel.web.components.plots.lines import Series
from samspel.web.components.plots.stacked import Share
from samspel.web.components.plots.tiles import Tile
from samspel.web.components.plots.wheel import Moment

__all__ = ["Bar", "Dot", "Link", "Moment", "Series", "Share", "Tile"]
