#!/usr/bin/env python3
"""Builds codec_data.ts: the WebAssembly of the image codecs, so that a bundled function needs no file and no network.

    python3 shared/images/tools/build_codecs.py [--check]

The modules are those of the @jsquash packages pinned in deno.json, as installed in node_modules (Apache-2.0; mozjpeg, libwebp
and the png and resize crates under their own permissive licences). With --check the script compares instead of writing and
fails on a difference.
"""

import base64
import gzip
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = HERE.parent.parent / "node_modules" / "@jsquash"
MODULES = {
    "jpegDecoder": "jpeg/codec/dec/mozjpeg_dec.wasm",
    "jpegEncoder": "jpeg/codec/enc/mozjpeg_enc.wasm",
    "png": "png/codec/pkg/squoosh_png_bg.wasm",
    "resizer": "resize/lib/resize/pkg/squoosh_resize_bg.wasm",
    "webpDecoder": "webp/codec/dec/webp_dec.wasm",
}


def main(check: bool) -> None:
    lines = [
        "// Written by tools/build_codecs.py: do not edit. WebAssembly of the @jsquash packages (Apache-2.0); gzip, base64.",
        "export const codecData = {",
    ]
    for name, path in MODULES.items():
        packed = gzip.compress((PACKAGES / path).read_bytes(), 9, mtime=0)
        lines.append(f'  {name}:\n    "{base64.b64encode(packed).decode()}",')
    text = "\n".join([*lines, "};", ""])
    target = HERE / "codec_data.ts"
    if not check:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit(f"{target} is not what this script makes")


main("--check" in sys.argv[1:])
