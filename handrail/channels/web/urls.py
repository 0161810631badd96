"""The addresses of the person's own pages."""

from django.urls import include, path

from handrail.channels import page_path  # noqa: F401 - it says what <page:...> is
from handrail.channels.web import (
    adjusting,
    case,
    helping,
    notices,
    pages,
    printing,
    returning,
    saving,
    sending,
    service,
    verify,
)

of_a_case = [
    path("page/<page:path>", pages.question, name="case-page"),
    path("next", case.go_on, name="case-next"),
    path("stay", case.stay, name="case-stay"),
    path("tasks", case.tasks, name="case-tasks"),
    path("adjustments", adjusting.adjustments_told, name="case-adjustments"),
    path("adjustments/<slug:part>", adjusting.adjustments_told_of, name="case-adjustments-part"),
    path("check", sending.check, name="case-check"),
    path("sent", sending.sent, name="case-sent"),
    path("print", printing.copy, name="case-print"),
    path("save", saving.save, name="case-save"),
    path("finish", saving.finish, name="case-finish"),
    path("withdraw", case.withdrawal, name="case-withdraw"),
    path("review", case.review, name="case-review"),
]

urlpatterns = [
    path("case/<str:reference>/", include(of_a_case)),
    path("", service.home, name="home"),
    path("return", returning.come_back, name="return"),
    path("verify", verify.verify, name="verify"),
    path("cookies", notices.cookies, name="cookies"),
    path("accessibility", notices.accessibility, name="accessibility"),
    path("case/<str:reference>", case.home, name="case"),
    path("<slug:organisation>/<slug:service>", service.introduce, name="service"),
    path("<slug:organisation>/<slug:service>/start", service.begin, name="service-start"),
    path("<slug:organisation>/<slug:service>/helper", helping.helper, name="service-helper"),
    path("<slug:organisation>/<slug:service>/other-ways", service.other_ways, name="service-other-ways"),
    path("<slug:organisation>/<slug:service>/form.pdf", printing.form, name="service-form"),
    path("<slug:organisation>/<slug:service>/privacy", notices.privacy, name="service-privacy"),
    path("<slug:organisation>/<slug:service>/cookies", notices.cookies, name="service-cookies"),
    path(
        "<slug:organisation>/<slug:service>/accessibility",
        notices.accessibility,
        name="service-accessibility",
    ),
]
