"""The pages that staff work from; who may open which is in `access`."""

from handrail.channels.desk.access import ACCESS

__all__ = ["ACCESS"]
