"""Pictures: each is drawn anew, so that nothing is left but what can be seen; where and by whom it was taken is not."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from samspel.files.looking.kinds import JPEG, PNG, Fit, Unfit, Why

MOST_PIXELS = 30_000_000
Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, before any is drawn
PLAIN = {"1", "L", "LA", "RGB", "RGBA", "P"}


def look(content: bytes) -> Fit:
    """Draw a picture anew, turned the way it was taken."""
    kind = PNG if content.startswith(b"\x89PNG") else JPEG
    name = "PNG" if kind is PNG else "JPEG"
    drawn = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=[name]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unfit(Why.PIXELS)
            ImageOps.exif_transpose(picture, in_place=True)
            bare(picture, kind is PNG).save(drawn, name, **({"optimize": False} if kind is PNG else {"quality": 90}))
    except MemoryError as bomb:
        raise Unfit(Why.PIXELS) from bomb
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, ArithmeticError, EOFError) as wrong:
        raise Unfit(Why.BROKEN) from wrong
    return Fit(kind, drawn.getvalue())


def bare(picture: Image.Image, may_be_clear: bool) -> Image.Image:
    """Give what can be seen of a picture and nothing else of it."""
    picture.load()
    if picture.mode in PLAIN - ({"LA", "RGBA", "P"} if not may_be_clear else set()):
        seen = picture.copy() if picture.mode == "P" else picture
    else:
        seen = picture.convert("RGBA" if may_be_clear else "RGB")
    clear = seen.info.get("transparency")
    seen.info = {} if clear is None or not may_be_clear else {"transparency": clear}
    return seen
