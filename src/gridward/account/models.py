"""Tables of the people who sign in and of the devices that hand in entries. Times are microseconds since 1970."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from gridward.kit.clock import now
from gridward.kit.text import Lang, Text

LONGEST_DEVICE_NAME = 120


class Accounts(BaseUserManager["Account"]):
    """Makes accounts and finds them by the name they sign in with."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        name_zh: str = "",
        name_en: str = "",
        language: Lang = "zh",
    ) -> "Account":
        """A new account; without a password nobody can sign in with one. May do nothing until it holds an office."""
        account = self.model(username=username, name_zh=name_zh, name_en=name_en, language=language)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who does front-line or command work. What they may do comes from the offices they hold, only."""

    username = models.CharField(max_length=64, unique=True)
    name_zh = models.CharField(max_length=64, blank=True, default="")
    name_en = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=2, choices=(("zh", "简体中文"), ("en", "English")), default="zh")
    phone = models.CharField(max_length=20, blank=True, default="")
    """The number at which the officer is called about the work, as typed."""
    is_active = models.BooleanField(default=True)
    created_at = models.BigIntegerField(default=now)
    demonstration = models.BooleanField(default=False)
    """Made with a loaded scenario and not yet anybody's own: its password is printed at the start of the node."""

    lent: Any = None
    """Never stored: the offices that somebody looks at the console with (`gridward.grid.reach.Lent`)."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Accounts] = Accounts()

    @property
    def name(self) -> Text:
        """The name to show in either language; the sign-in name where none is known."""
        zh = self.name_zh or self.name_en or self.username
        return Text(zh, self.name_en or zh)


class Device(models.Model):
    """A phone, another system, or the node itself ("node"), that hands in entries.

    Only the SHA-256 of its token is kept; a device without one cannot use the API. A revoked device stays known, so
    that what it still sends is kept and not taken for a stranger's.
    """

    name = models.CharField(max_length=LONGEST_DEVICE_NAME, unique=True)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.BigIntegerField(default=now)
    heard_at = models.BigIntegerField(null=True)
    revoked_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="account_device_has_a_name"),)

    @property
    def revoked(self) -> bool:
        """Whether its token was taken back."""
        return self.revoked_at is not None


class Invitation(models.Model):
    """A one-time link by which somebody gives an account its first password, or (`reset`) a new one.

    Only the SHA-256 of its token is kept. It is over when used, withdrawn or expired, and stays to be looked at.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    reset = models.BooleanField(default=False)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.BigIntegerField(default=now)
    expires_at = models.BigIntegerField()
    used_at = models.BigIntegerField(null=True)
    withdrawn_at = models.BigIntegerField(null=True)


class Sitting(models.Model):
    """Somebody signed in with a browser: the session, in words what the browser is, and when it was last used."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=80)
    began_at = models.BigIntegerField(default=now)
    seen_at = models.BigIntegerField(default=now)


class SecondFactor(models.Model):
    """What somebody shows beside the password: an app that makes codes (`totp`) or a passkey.

    `secret` is the seed of the codes, sealed under the node's secret, or the public key of the passkey. `last` is the
    time step of the last code (none counts twice) or the passkey's own counter. Wrong codes are counted in `wrong`.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=(("totp", "totp"), ("passkey", "passkey")))
    name = models.CharField(max_length=60)
    secret = models.BinaryField()
    credential = models.BinaryField(max_length=1023, null=True, unique=True)
    last = models.BigIntegerField(default=0)
    wrong = models.IntegerField(default=0)
    wrong_at = models.BigIntegerField(null=True)
    made_at = models.BigIntegerField(default=now)
    used_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account",), condition=Q(kind="totp"), name="account_one_app_for_codes"),
        )


class RecoveryCode(models.Model):
    """A code on paper for the day the phone is lost; good once. Only its SHA-256 is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    used_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "code_hash"), name="account_recovery_code_once"),)


class Viewing(models.Model):
    """Somebody looked at the console as another account, or as a role over an area (`role`, `area`: its code)."""

    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True, default="")
    area = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(max_length=200)
    began_at = models.BigIntegerField(default=now)
    ended_at = models.BigIntegerField(null=True)
