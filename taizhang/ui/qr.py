"""Codes for a phone's camera on a page: drawn by the library as SVG, from addresses of our own."""

import io
from base64 import b64encode
from functools import lru_cache

import qrcode
from qrcode.image.svg import SvgPathImage


@lru_cache(maxsize=256)  # drawing one takes ten times as long as asking for the figure it leads to
def picture(address):
    """The address as a data URI for an <img>."""
    stream = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(stream)
    return "data:image/svg+xml;base64," + b64encode(stream.getvalue()).decode()
