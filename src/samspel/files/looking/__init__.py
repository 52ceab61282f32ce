"""Looking at what somebody sends: what kind of file it is by its content, and whether it may be taken in at all.

The name and the type that a browser gives are claims. What is taken in is one of seven kinds, and none of it runs
anything, fetches anything, hides anything or grows out of all measure when it is opened.
"""

from __future__ import annotations

from samspel.files.looking.apart import look_apart
from samspel.files.looking.kinds import KINDS, Fit, Kind, Unfit, Why
from samspel.files.looking.look import look

__all__ = ["KINDS", "Fit", "Kind", "Unfit", "Why", "look", "look_apart"]
