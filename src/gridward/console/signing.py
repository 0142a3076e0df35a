"""The forms with which people sign in and change their password."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignIn(AuthenticationForm):
    """Name and password; what is wrong is said in the reader's language and without telling which of the two it was."""

    error_messages = {
        "invalid_login": _(
            "This name and password do not go together. Check both; the password knows capital letters."
        ),
        "inactive": _("This account is switched off. Ask the administrator of your office."),
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["class"] = "box"


class NewPassword(PasswordChangeForm):
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["class"] = "box"
