"""The place in an address for a page of a service: `step/page`, or `step/group/member/page`."""

from django.urls import register_converter
from django.urls.converters import PathConverter


class PagePath(PathConverter):
    """A path that does not end in a slash, so that an address with one too many leads to its page."""

    regex = ".*[^/]"


register_converter(PagePath, "page")
