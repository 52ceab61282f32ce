"""What is kept is whole or not there, whenever the process that keeps it dies; what nobody came to name is swept."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from samspel.files import shelf, store, sweeping
from samspel.files.models import Document
from samspel.tenancy.context import offices
from tests import databases
from tests.cast import ROGALAND
from tests.stories import attachments

pytestmark = pytest.mark.kill
CONTENT = b"Plan" * 250_000
KEEPS = f"""
import os, signal
from datetime import datetime, UTC
from pathlib import Path
from uuid import UUID
import django
django.setup()
from django.db import transaction
from samspel.files import store
from samspel.tenancy.context import offices
def die(*_told, **_named): os.kill(os.getpid(), signal.SIGKILL)
WHERE
with transaction.atomic(), offices([UUID("{ROGALAND.office}")]):
    store.put(b"Plan" * 250_000, office_id=UUID("{ROGALAND.office}"), title="a", media_type="b", at=datetime.now(UTC))
    AFTER
COMMITTED
"""
MOMENTS = {
    "before the bytes have their name": ("Path.rename = die", "", "", 0),
    "before they are flushed": ("os.fsync = die", "", "", 0),
    "before the row is written": (
        "from samspel.files.models import Document; Document.objects.create = die",
        "",
        "",
        0,
    ),
    "before the row is committed": ("", "die()", "", 0),
    "after all of it": ("", "", "die()", 1),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_that_is_killed_leaves_no_half(
    real_database: str,
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django does not name its type
    moment: str,
) -> None:
    where, after, committed, rows = MOMENTS[moment]
    code = KEEPS.replace("WHERE", where).replace("AFTER", after or "pass").replace("COMMITTED", committed)
    environment = (
        os.environ | databases.environment_of(databases.addresses(real_database)) | {"SAMSPEL_VAR": str(tmp_path)}
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=False, capture_output=True)
    assert done.returncode == -9, done.stderr

    settings.VAR = tmp_path
    sha256 = store.digest_of(CONTENT)
    with transaction.atomic(), offices([ROGALAND.office]):
        found = list(Document.objects.filter(sha256=sha256))
        assert [store.read(one) for one in found] == [CONTENT] * rows
    assert shelf.Disk().get(sha256) in {None, CONTENT}
    swept = sweeping.sweep(attachments.nothing, at=datetime.now(UTC) + timedelta(days=2))
    assert swept == 1 - rows
    assert [one.sha256 for one in shelf.Disk().lying()] == [sha256] * rows
