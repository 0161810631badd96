"""The addresses of the desk; who may open each is in `access`, and every one is guarded by it."""

from django.urls import URLPattern, path

from handrail.channels.desk import case, deciding, finding, home, signing_in, working
from handrail.channels.desk.doors import View, guarded

_CASE = "case/<str:reference>"


def _page(name: str, address: str, view: View) -> URLPattern:
    return path(address, guarded(name, view), name=name)


urlpatterns = [
    _page("desk-sign-in", "sign-in", signing_in.sign_in),
    _page("desk-sign-out", "sign-out", signing_in.sign_out),
    _page("desk-home", "", home.home),
    _page("desk-next", "next", home.next_case),
    _page("desk-from-queue", "queue/<str:reference>", home.from_queue),
    _page("desk-find", "find", finding.find),
    _page("desk-purpose", f"{_CASE}/open", finding.purpose),
    _page("desk-case", _CASE, case.show),
    _page("desk-person", f"{_CASE}/person", case.person),
    _page("desk-take", f"{_CASE}/take", working.take),
    _page("desk-give-back", f"{_CASE}/give-back", working.give_back),
    _page("desk-note", f"{_CASE}/note", working.note),
    _page("desk-ask", f"{_CASE}/ask", working.ask),
    _page("desk-pause", f"{_CASE}/pause", working.pause),
    _page("desk-resume", f"{_CASE}/resume", working.resume),
    _page("desk-decide", f"{_CASE}/decide", deciding.decide),
    _page("desk-reopen", f"{_CASE}/reopen", deciding.reopen),
    _page("desk-confirm", f"{_CASE}/confirm", deciding.confirm),
]
