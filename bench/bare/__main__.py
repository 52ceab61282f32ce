"""The web server that Samspel has, with the bare page in it; the only argument is the port."""

from __future__ import annotations

import sys

from samspel.cli import serve

if __name__ == "__main__":
    serve.serve("127.0.0.1", int(sys.argv[1]), 1, door="bench.bare.wsgi:application")
