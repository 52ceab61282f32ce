"""Forms as Designsystemet wants them: one label, one help text, one place for what is wrong, the same everywhere."""

from samspel.web.forms.fields import Amount, Day, LongText, Moment, Number, OrganisationNumber, Text
from samspel.web.forms.form import Form
from samspel.web.forms.renderer import Renderer

__all__ = ["Amount", "Day", "Form", "LongText", "Moment", "Number", "OrganisationNumber", "Renderer", "Text"]
