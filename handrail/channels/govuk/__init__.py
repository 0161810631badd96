"""Screens as pages of the GOV.UK Design System, with a look of our own; shared by the web channels."""

from handrail.channels.govuk.drawn import Drawn
from handrail.channels.govuk.frame import FormFrame, Frame, LanguageChoice, NavigationItem, SignedIn
from handrail.channels.govuk.page import page
from handrail.channels.govuk.splice import warm

__all__ = ["Drawn", "FormFrame", "Frame", "LanguageChoice", "NavigationItem", "SignedIn", "page", "warm"]
