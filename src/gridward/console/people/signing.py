"""The forms with which people sign in, take over an account and change their password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from gridward.account.models import Account


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
        _boxed(self)


class NewPassword(PasswordChangeForm):
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _boxed(self)


class Welcome(forms.Form):
    """What whoever opens an invitation says: what they are called, their language, and twice a password.

    After a forgotten password (`reset`) only the password is asked.
    """

    name = forms.CharField(max_length=64, strip=True)
    language = forms.ChoiceField(choices=(("zh", "中文"), ("en", "English")), widget=forms.RadioSelect)
    new_password1 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    new_password2 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, account: Account, *args: Any, reset: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        if reset:
            del self.fields["name"]
            del self.fields["language"]
        _boxed(self)

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same and good enough for this account."""
        found = super().clean() or {}
        first, second = found.get("new_password1"), found.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", _("The two passwords differ; type the same one twice."))
        elif first:
            self.account.name_zh = found.get("name", self.account.name_zh)
            try:
                validate_password(first, self.account)
            except forms.ValidationError as error:
                self.add_error("new_password1", error)
        return found


def _boxed(form: forms.BaseForm) -> None:
    for field in form.fields.values():
        if not isinstance(field.widget, forms.RadioSelect):
            field.widget.attrs["class"] = "box"
