"""What whoever runs Samspel may set: one table of names with their meaning, read from the environment alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "SAMSPEL_"


class WrongSetting(Exception):
    """A setting that does not exist, or whose value cannot be used; the text says which and why."""


@dataclass(frozen=True)
class Setting:
    """One name in the environment, what it means, and the value when it is not set."""

    name: str
    meaning: str
    default: str = ""
    secret: bool = False


SETTINGS = (
    Setting("DATABASE_URL", "PostgreSQL for the role `samspel_app`; absent means the embedded PostgreSQL", secret=True),
    Setting("SAMSPEL_OWNER_URL", "PostgreSQL for the role that migrates, backs up and restores", secret=True),
    Setting("SAMSPEL_READER_URL", "PostgreSQL for the role that verifies and dumps; reads everything", secret=True),
    Setting("SAMSPEL_VAR", "folder for the embedded PostgreSQL, stored files and logs", "var"),
    Setting("SAMSPEL_PG_BIN", "folder with PostgreSQL's own programs, for the embedded server"),
    Setting(
        "SAMSPEL_BASE_URL",
        "the address people use; with https, cookies get the __Host- prefix",
        "http://127.0.0.1:8000",
    ),
    Setting(
        "SAMSPEL_FILES_URL",
        "https: address with a host of its own, from which attached files are handed out; SAMSPEL_BASE_URL when absent",
    ),
    Setting(
        "SAMSPEL_FILES",
        "s3://bucket or s3://bucket/folder: where the bytes of documents lie; in SAMSPEL_VAR/files when absent",
    ),
    Setting("SAMSPEL_S3_ENDPOINT", "address of the S3-compatible store, when it is not Amazon's"),
    Setting("SAMSPEL_S3_REGION", "region of the bucket", "us-east-1"),
    Setting("SAMSPEL_S3_KEY", "our name at the S3-compatible store", secret=True),
    Setting("SAMSPEL_S3_SECRET", "our secret at the S3-compatible store", secret=True),
    Setting(
        "SAMSPEL_CLAMD",
        "where clamd listens: tcp://host:3310 or unix:/run/clamav/clamd.ctl; attached files wait for ever without it",
    ),
    Setting("SAMSPEL_SECRET_KEY", "at least 50 random characters; signs sessions and forms", secret=True),
    Setting("SAMSPEL_SECURITY_CONTACT", "mailto: or https: address for security.txt; the contact page when absent"),
    Setting("SAMSPEL_ACCESSIBILITY_STATEMENT", "https: address of the statement at uustatus.no"),
    Setting("SAMSPEL_LOGIN_KEYS", "folder with our own keys and secrets at the providers people log in with", "keys"),
    Setting(
        "SAMSPEL_PERSON_KEY",
        "at least 50 random characters; makes digests of national identity numbers, which are not kept without it",
        secret=True,
    ),
    Setting("SAMSPEL_DEMO", "1 opens the demo: invented people, a demo clock, «Øvingsdata» on every page", "0"),
    Setting("SAMSPEL_CLOCK", "ISO instant at which the demo's clock starts; refused outside the demo"),
    Setting("SAMSPEL_NBR", "address of Nasjonalt barnehageregister", "https://data-nbr.udir.no/v4"),
    Setting("SAMSPEL_NSR", "address of Nasjonalt skoleregister", "https://data-nsr.udir.no/v4"),
    Setting("SAMSPEL_BRREG", "address of Enhetsregisteret", "https://data.brreg.no/enhetsregisteret/api"),
    Setting("SAMSPEL_KLASS", "address of Klass", "https://data.ssb.no/api/klass/v1"),
    Setting("SAMSPEL_STANDARDS", "folder of official schemas, for tests"),
)


def unknown(environment: Mapping[str, str]) -> list[str]:
    """Give the names that look like ours and are not: a misspelt setting must never be silently ignored."""
    known = {setting.name for setting in SETTINGS}
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def value(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """Give one setting as text; empty when it is neither set nor has a default."""
    setting = next(setting for setting in SETTINGS if setting.name == name)
    return environment.get(name, "") or setting.default


def var_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Give the folder where this installation keeps what it writes."""
    return Path(value("SAMSPEL_VAR", environment)).absolute()


def check(environment: Mapping[str, str] = os.environ) -> None:
    """Raise WrongSetting for the first thing in the environment that cannot be used."""
    if names := unknown(environment):
        raise WrongSetting(f"unknown setting: {', '.join(names)} (`samspel settings` lists the known ones)")
    demo = value("SAMSPEL_DEMO", environment)
    if demo not in {"0", "1"}:
        raise WrongSetting("SAMSPEL_DEMO must be 0 or 1")
    if demo == "0" and value("SAMSPEL_CLOCK", environment):
        raise WrongSetting("SAMSPEL_CLOCK is only for the demo (SAMSPEL_DEMO=1)")
    if demo == "0" and len(value("SAMSPEL_SECRET_KEY", environment)) < 50:
        raise WrongSetting("SAMSPEL_SECRET_KEY must have at least 50 characters")
    check_files(environment)
    if 0 < len(value("SAMSPEL_PERSON_KEY", environment)) < 50:
        raise WrongSetting("SAMSPEL_PERSON_KEY must have at least 50 characters")


def check_files(environment: Mapping[str, str]) -> None:
    """Raise WrongSetting when what attached files need cannot be used."""
    files, base = (urlsplit(value(name, environment)) for name in ("SAMSPEL_FILES_URL", "SAMSPEL_BASE_URL"))
    if files.geturl() and (files.scheme not in {"https", base.scheme} or not files.netloc or files.path.strip("/")):
        raise WrongSetting("SAMSPEL_FILES_URL must be an https: address without a path")
    if files.netloc and files.netloc == base.netloc:
        raise WrongSetting("SAMSPEL_FILES_URL must have another host than SAMSPEL_BASE_URL")
    clamd = value("SAMSPEL_CLAMD", environment)
    if clamd and not clamd.startswith(("tcp://", "unix:/")):
        raise WrongSetting("SAMSPEL_CLAMD must be tcp://host:port or unix:/path")
