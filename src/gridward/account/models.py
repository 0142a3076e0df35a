"""Tables of the people who sign in and of the devices that hand in entries. Times are microseconds since 1970."""

from typing import ClassVar

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
    is_active = models.BooleanField(default=True)
    created_at = models.BigIntegerField(default=now)

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
    revoked_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="account_device_has_a_name"),)

    @property
    def revoked(self) -> bool:
        """Whether its token was taken back."""
        return self.revoked_at is not None
