"""The parts of a screen: typed template tags over Designsystemet, each shown in the gallery at /komponenter/."""

from django.template import Library

register = Library()
"""Every component registers itself here; `web.templatetags.ui` hands the library to the templates."""
