"""The addresses of the JSON door, and what each method does there."""

from django.urls import path, re_path

from handrail.channels.api import adjusting, case, pages, sending, services, starting, told, whole
from handrail.channels.api.doors import address
from handrail.channels.api.openapi import served
from handrail.channels.api.refusals import missing

urlpatterns = [
    path("organisations", address(GET=services.organisations)),
    path("organisations/<slug:organisation>/services", address(GET=services.services)),
    path("organisations/<slug:organisation>/services/<slug:service>", address(GET=services.service)),
    path(
        "organisations/<slug:organisation>/services/<slug:service>/cases", address(POST=starting.start_case)
    ),
    path("return", address(POST=starting.come_back)),
    path("cases/<str:reference>", address(GET=case.show_case)),
    path("cases/<str:reference>/next", address(GET=pages.next_page)),
    path("cases/<str:reference>/pages/<path:path>", address(GET=pages.show_page, PUT=pages.answer)),
    path("cases/<str:reference>/answers", address(GET=told.answers, PUT=whole.answer_everything)),
    path("cases/<str:reference>/check", address(GET=sending.check)),
    path("cases/<str:reference>/send", address(POST=sending.send_case)),
    path("cases/<str:reference>/receipt", address(GET=sending.receipt)),
    path("cases/<str:reference>/language", address(PUT=case.language)),
    path("cases/<str:reference>/adjustments", address(GET=adjusting.adjustments, PUT=adjusting.tell)),
    path("cases/<str:reference>/withdraw", address(POST=case.withdraw_case)),
    path("cases/<str:reference>/review", address(POST=case.review)),
    path("cases/<str:reference>/return-code", address(POST=case.return_code)),
]
# The document says nothing of itself, nor of what is not there.
urlpatterns += [path("openapi.json", served(tuple(urlpatterns))), re_path("", missing)]
