"""Which adapter serves which port in this installation. Nothing is decided here but that."""

from django.conf import settings

from handrail import history
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.walk.examples import check_examples


def wire() -> None:
    """Give every port its adapter, once, when Django starts."""
    history.wire(history.FileKeys(settings.KEY_FOLDER))
    publish.wire(bricks=BRICKS, run_examples=check_examples)


def create_keys() -> None:
    """Make the keys of a new installation; what is there already stays as it is."""
    history.FileKeys(settings.KEY_FOLDER).create()
