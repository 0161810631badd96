"""A case brought together: its history read, its version found, its fold and its position, and added to."""

from handrail.casefile.file import CaseFile, open_case
from handrail.casefile.recording import record
from handrail.casefile.sight import seen_by

__all__ = ["CaseFile", "open_case", "record", "seen_by"]
