"""Bytes lie in a bucket as they lie on disk: put, fetched, listed and taken away, at a server that speaks S3."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import boto3  # type: ignore[import-untyped]
import pytest
from moto.server import ThreadedMotoServer

from samspel.adapters.bucket import Bucket
from samspel.files import shelf, store, sweeping
from samspel.kit.environment import WrongSetting
from tests.cast import ROGALAND, OfficeCast
from tests.stories import attachments, needs

CONTENT = b"Plan" * 1_000_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server with one bucket."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    told = {"endpoint_url": address, "region_name": "us-east-1", "aws_access_key_id": "a", "aws_secret_access_key": "b"}
    boto3.client("s3", **told).create_bucket(Bucket="filer")
    yield address
    server.stop()


def bucket(endpoint: str, folder: str = "") -> Bucket:
    return Bucket(f"s3://filer/{folder}", endpoint=endpoint, region="us-east-1", key="a", secret="b")


def test_what_is_put_is_what_is_fetched_until_it_is_taken_away(endpoint: str) -> None:
    shelved = bucket(endpoint)
    assert shelved.get(SHA256) is None
    shelved.put(SHA256, CONTENT)
    shelved.put(SHA256, CONTENT)
    assert shelved.get(SHA256) == CONTENT
    assert [one.sha256 for one in shelved.lying()] == [SHA256]
    shelved.remove(SHA256)
    assert shelved.get(SHA256) is None
    assert list(shelved.lying()) == []


def test_folders_of_a_bucket_do_not_see_each_other(endpoint: str) -> None:
    one, other = bucket(endpoint, "ein"), bucket(endpoint, "annan/mappe")
    one.put(SHA256, CONTENT)
    assert other.get(SHA256) is None
    assert (len(list(one.lying())), len(list(other.lying()))) == (1, 0)
    one.remove(SHA256)


def test_documents_are_kept_read_and_swept_there_as_on_disk(
    rogaland: OfficeCast, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "shelf", bucket(endpoint, "samspel"))
    monkeypatch.setattr(sweeping, "AFTER", timedelta(days=-1))
    at = needs.when("2021").replace(year=2999)
    document = store.put(CONTENT, office_id=ROGALAND.office, title="Plan", media_type="application/pdf", at=at)
    store.keep(b"ingen sin")
    assert store.read(document) == CONTENT
    assert not shelf.path_of(SHA256).exists()
    assert sweeping.sweep(attachments.nothing, at=at) == 1
    assert store.read(document) == CONTENT
    assert [one.sha256 for one in store.shelf.lying()] == [SHA256]
    store.shelf.remove(SHA256)


def test_a_store_that_is_away_says_so(endpoint: str) -> None:
    away = bucket("http://127.0.0.1:1")
    with pytest.raises(Exception, match=r"(?i)error"):
        away.get(SHA256)


@pytest.mark.parametrize("address", ["filer", "s3://", "https://filer/"])
def test_what_names_no_bucket_stops_the_start(address: str) -> None:
    with pytest.raises(WrongSetting):
        Bucket(address, endpoint="", region="", key="", secret="")
