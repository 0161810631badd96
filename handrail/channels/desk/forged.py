"""A form of the desk that fails the check against forgery: mostly one that an earlier session showed."""

from django.http import HttpRequest, HttpResponse

from handrail.channels import failures, typed
from handrail.channels.desk.putting_back import ABOUT, is_of, put_back, worth_keeping
from handrail.channels.desk.signing_in import URL, account_of, signed_out_page


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Give back what was typed to whom we gave the form, and do nothing else; refuse every other form.

    Signing in anew, in another tab, makes the forms of before fail that check. Nobody else can make the
    key that such a form carries, so it shows whose it is; its text is not shown before they sign in.
    """
    sent = typed.unseal(request.POST.get(typed.FIELD, ""), about=ABOUT) or typed.sent_by(request)
    account = account_of(request)
    if account is not None and worth_keeping(sent) and is_of(sent, account):
        return put_back(request, account, sent)
    if account is None and request.path != URL and worth_keeping(sent) and request.COOKIES:
        return signed_out_page(request, sent, show=False)
    return failures.forged(request, reason)
