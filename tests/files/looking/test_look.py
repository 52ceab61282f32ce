"""What is taken in is one of seven kinds, told by its content alone; of a picture only the picture is left."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from samspel.files.looking import KINDS, Unfit, Why, look
from tests.stories import samples


@pytest.mark.parametrize("media_type", sorted(KINDS))
def test_a_genuine_file_of_each_kind_is_known_by_its_content(media_type: str) -> None:
    assert look(samples.GENUINE[media_type]()).kind.media_type == media_type


@pytest.mark.parametrize("media_type", sorted(set(KINDS) - {"image/jpeg", "image/png"}))
def test_a_document_is_kept_byte_for_byte(media_type: str) -> None:
    content = samples.GENUINE[media_type]()
    assert look(content).content == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_keeps_what_is_seen_and_nothing_else(kind: str) -> None:
    told = Image.Exif()
    told[0x010E], told[0x0110] = "KANARI", "KANARI-KAMERA"
    told.get_ifd(0x8825).update({1: "N", 2: (58.0, 58.0, 12.0)})
    content = samples.picture(kind, exif=told, comment=b"KANARI") + b"KANARI" * 10

    kept = look(content).content

    assert b"KANARI" in content and b"KANARI" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == (kind, (40, 30), {})


def test_a_picture_is_turned_the_way_it_was_taken() -> None:
    told = Image.Exif()
    told[0x0112] = 6
    with Image.open(io.BytesIO(look(samples.picture("JPEG", exif=told)).content)) as picture:
        assert picture.size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_colouring_a_png_is_taken_in(mode: str) -> None:
    whole = io.BytesIO()
    Image.new(mode, (8, 8)).save(whole, "PNG")
    assert look(whole.getvalue()).kind.ending == ".png"


def test_a_clear_png_stays_clear() -> None:
    whole = io.BytesIO()
    Image.new("RGBA", (8, 8), (10, 20, 30, 40)).save(whole, "PNG")
    with Image.open(io.BytesIO(look(whole.getvalue()).content)) as picture:
        assert picture.getpixel((0, 0)) == (10, 20, 30, 40)


def test_a_picture_in_the_colours_of_print_is_taken_in() -> None:
    whole = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(whole, "JPEG")
    assert look(whole.getvalue()).kind.ending == ".jpg"


def test_an_ordinary_link_does_no_harm() -> None:
    link = samples.relations(("hyperlink", "https://www.udir.no/", "External"))
    assert look(samples.docx(**{"word/_rels/document.xml.rels": link})).kind.ending == ".docx"


def test_a_sheet_may_lie_in_a_document_and_nothing_in_that_sheet() -> None:
    part = samples.relations(("package", "embeddings/tall.xlsx", ""))
    inside: dict[str, str | bytes] = {"word/_rels/document.xml.rels": part, "word/embeddings/tall.xlsx": samples.xlsx()}
    assert look(samples.docx(**inside)).kind.ending == ".docx"
    with pytest.raises(Unfit) as told:
        look(samples.docx(**{**inside, "word/embeddings/tall.xlsx": samples.xlsx(**{"xl/embeddings/a.docx": b"x"})}))
    assert told.value.why in {Why.GROWS, Why.HOLDS}
