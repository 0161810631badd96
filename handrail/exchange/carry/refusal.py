"""Why a form cannot be carried at all."""


class TooMuch(ValueError):
    """A form's pages or conditions hang together in more ways than can be gone through."""
