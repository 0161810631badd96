"""The addresses of the desk; who may open each is in `access`, and every one is guarded by it."""

from django.urls import URLPattern, path

from handrail.channels import page_path  # noqa: F401 - it says what <page:...> is
from handrail.channels.desk import (
    accounts,
    adjusting,
    assessing,
    case,
    code,
    deciding,
    entry,
    equality,
    figures,
    finding,
    holds,
    home,
    marking,
    password,
    printing,
    refusals,
    rights,
    services,
    signing_in,
    typing_pages,
    working,
)
from handrail.channels.desk.doors import View, guarded

_CASE = "case/<str:reference>"


def _page(name: str, address: str, view: View) -> URLPattern:
    return path(address, guarded(name, view), name=name)


urlpatterns = [
    _page("desk-sign-in", "sign-in", signing_in.sign_in),
    _page("desk-sign-out", "sign-out", signing_in.sign_out),
    _page("desk-stay", "stay", signing_in.stay),
    _page("desk-password", "password", password.change),
    _page("desk-home", "", home.home),
    _page("desk-next", "next", home.next_case),
    _page("desk-from-queue", "queue/<str:reference>", home.from_queue),
    _page("desk-find", "find", finding.find),
    _page("desk-purpose", f"{_CASE}/open", finding.purpose),
    _page("desk-case", _CASE, case.show),
    _page("desk-person", f"{_CASE}/person", case.person),
    _page("desk-print", f"{_CASE}/print", printing.copy),
    _page("desk-take", f"{_CASE}/take", working.take),
    _page("desk-give-back", f"{_CASE}/give-back", working.give_back),
    _page("desk-note", f"{_CASE}/note", working.note),
    _page("desk-ask", f"{_CASE}/ask", working.ask),
    _page("desk-received", f"{_CASE}/received", marking.received),
    _page("desk-unfit", f"{_CASE}/unfit", marking.unfit),
    _page("desk-let-go", f"{_CASE}/let-go", marking.let_go),
    _page("desk-pause", f"{_CASE}/pause", working.pause),
    _page("desk-resume", f"{_CASE}/resume", working.resume),
    _page("desk-assess", f"{_CASE}/assess", assessing.assess),
    _page("desk-decide", f"{_CASE}/decide", deciding.decide),
    _page("desk-reopen", f"{_CASE}/reopen", deciding.reopen),
    _page("desk-confirm", f"{_CASE}/confirm", deciding.confirm),
    _page("desk-code", f"{_CASE}/code/<slug:party>", code.give),
    _page("desk-start", "start", entry.begin_case),
    _page("desk-entry", f"{_CASE}/entry", entry.begin_entry),
    _page("desk-page", f"{_CASE}/page/<page:path>", typing_pages.page),
    _page("desk-check", f"{_CASE}/check", typing_pages.check),
    _page("desk-adjustments", f"{_CASE}/adjustments", adjusting.adjustments_told),
    _page("desk-adjustments-part", f"{_CASE}/adjustments/<slug:part>", adjusting.adjustments_told_of),
    _page("desk-looked", f"{_CASE}/looked", rights.looked),
    _page("desk-hold", f"{_CASE}/hold", holds.hold),
    _page("desk-lift", f"{_CASE}/lift", holds.lift),
    _page("desk-erase", f"{_CASE}/erase", rights.erasure),
    _page("desk-retention", "retention", rights.retention),
    _page("desk-accounts", "accounts", accounts.accounts),
    _page("desk-account-add", "accounts/add", accounts.add),
    _page("desk-account", "accounts/<int:account_id>", accounts.account),
    _page("desk-services", "services", services.services),
    _page("desk-service", "services/<slug:slug>", services.service),
    _page("desk-rollback", "services/<slug:slug>/rollback/<str:version>", services.rollback),
    _page("desk-withdraw", "services/<slug:slug>/withdraw", services.withdraw),
    _page("desk-figures", "figures", figures.figures),
    _page("desk-refusals", "figures/refusals", refusals.page),
    _page("desk-refusals-csv", "figures/refusals.csv", refusals.as_csv),
    _page("desk-equality", "figures/equality", equality.page),
    _page("desk-equality-csv", "figures/equality.csv", equality.as_csv),
]
