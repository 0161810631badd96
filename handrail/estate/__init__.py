"""Who there is, by date: organisations, the areas they serve and who followed whom; no cases, no services."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from handrail.estate.body import Area as Area
from handrail.estate.body import Organisation as Organisation
from handrail.estate.body import Succession as Succession

if TYPE_CHECKING:
    from handrail.estate.changes import NotInForce as NotInForce
    from handrail.estate.changes import record_area as record_area
    from handrail.estate.changes import record_organisation as record_organisation
    from handrail.estate.changes import record_succession as record_succession
    from handrail.estate.changes import rename as rename
    from handrail.estate.fenmarch import load_elsewhere as load_elsewhere
    from handrail.estate.fenmarch import load_fenmarch as load_fenmarch
    from handrail.estate.queries import SplitNeedsPlace as SplitNeedsPlace
    from handrail.estate.queries import organisation as organisation
    from handrail.estate.queries import organisation_by_id as organisation_by_id
    from handrail.estate.queries import organisations as organisations
    from handrail.estate.queries import serving as serving
    from handrail.estate.queries import successions as successions
    from handrail.estate.queries import successor as successor
    from handrail.estate.queries import successors as successors

_WHERE = {
    "changes": ("NotInForce", "record_area", "record_organisation", "record_succession", "rename"),
    "fenmarch": ("load_elsewhere", "load_fenmarch"),
    "queries": (
        "SplitNeedsPlace",
        "organisation",
        "organisation_by_id",
        "organisations",
        "serving",
        "successions",
        "successor",
        "successors",
    ),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}


def __getattr__(name: str) -> Any:
    """Find a public name in its module, once; the tables are needed only then."""
    if name not in _MODULE_OF:
        raise AttributeError(f"handrail.estate has no {name}")
    found = getattr(import_module(f"handrail.estate.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
