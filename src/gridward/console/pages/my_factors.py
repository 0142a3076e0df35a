"""Setting up one's second factor: an app that makes codes, passkeys, recovery codes on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gridward.account import factors, passkeys, recovery
from gridward.account.models import Account
from gridward.console.frame import frame
from gridward.console.people.entering import ENROL, PASSKEY, SEED, demanded, exempt
from gridward.console.people.slip import drawn
from gridward.console.reader.sight import sight
from gridward.kit.errors import Reason, Refusal, refuse

ISSUER = "Gridward 网格哨"


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The choice of a factor with the QR of a new app; POST confirms the app with its first code, or a passkey."""
    account = _account(request)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            _confirm(request, account)
            return _enrolled(request, account)
        except Refusal as refusal:
            reasons = refusal.reasons
    seed = request.session.setdefault(SEED, factors.begin())
    context = {
        "frame": frame(request),
        "account": account,
        "seed": " ".join(seed[start : start + 4] for start in range(0, len(seed), 4)),
        "qr": drawn(factors.uri(seed, account, ISSUER)),
        "kinds": factors.kinds_of(account),
        "must": ENROL in request.session,
        "reasons": reasons,
    }
    return render(request, "console/enrol.html", context)


@login_required
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    options, request.session[PASSKEY] = passkeys.offer(_account(request), _host(request))
    return JsonResponse(options)


@login_required
@never_cache
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown once; those before are good no longer. The password is asked again."""
    account = _account(request)
    _ask_password(request, account)
    if not factors.kinds_of(account):
        raise Http404
    return _codes(request, account)


@login_required
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take a factor away, after the password; the last one stays where an office demands one."""
    account, number = _account(request), request.POST.get("factor", "")
    _ask_password(request, account)
    if len(factors.of(account)) == 1 and demanded(account) and not exempt(account):
        raise refuse(
            "last_factor",
            field="factor",
            zh="您的职务要求两步验证，最后一种方式不能移除。请先添加另一种。",
            en="Your office demands a second factor, so the last one stays. Add another one first.",
        )
    if not (number.isascii() and number.isdecimal() and len(number) < 18 and factors.remove(account, int(number))):
        raise Http404
    messages.add_message(request, messages.SUCCESS, _("It is no longer asked for."), extra_tags="good")
    return HttpResponseRedirect(reverse("console:me"))


def _confirm(request: HttpRequest, account: Account) -> None:
    if factors.kinds_of(account):
        _ask_password(request, account)
    if request.POST.get("passkey"):
        state = request.session.pop(PASSKEY, None)
        passkeys.take(account, _host(request), state, request.POST["passkey"], request.POST.get("name", ""))
    else:
        factors.confirm(account, request.session.get(SEED) or factors.begin(), request.POST.get("code", ""))
        request.session.pop(SEED, None)


def _enrolled(request: HttpRequest, account: Account) -> HttpResponse:
    request.session.pop(ENROL, None)
    if not recovery.left(account):
        return _codes(request, account)
    messages.add_message(
        request, messages.SUCCESS, _("From now on it is asked for when you sign in."), extra_tags="good"
    )
    return HttpResponseRedirect(reverse("console:me"))


def _codes(request: HttpRequest, account: Account) -> HttpResponse:
    context = {"frame": frame(request), "account": account, "codes": recovery.make(account)}
    return render(request, "console/codes.html", context)


def _ask_password(request: HttpRequest, account: Account) -> None:
    if not account.check_password(request.POST.get("password", "")):
        raise refuse(
            "password_again",
            field="password",
            zh="密码不对。更改两步验证前请再输入一次当前密码。",
            en="This is not your password. Type your present one before you change the second factor.",
        )


def _account(request: HttpRequest) -> Account:
    return sight(request).account


def _host(request: HttpRequest) -> str:
    return request.get_host().partition(":")[0]
