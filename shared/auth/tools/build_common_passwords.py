#!/usr/bin/env python3
"""Builds common_password_data.ts: the 25,000 passwords most often found in published leaks.

    npm pack @zxcvbn-ts/language-common@4.1.3
    python3 shared/auth/tools/build_common_passwords.py PATH_TO/package/src/passwords.json [--check]

The source is the ranked list of the package @zxcvbn-ts/language-common 4.1.3 (MIT licence), which counts the passwords of
public leaks; its digest is verified. Kept are the first 25,000 of at least 4 characters, in lower case, sorted. The result
depends on nothing but this file: with --check the script compares instead of writing and fails on a difference.
"""

import base64
import hashlib
import json
import pathlib
import sys
import zlib

SOURCE_SHA256 = "f422773d94d630f27e08b26d7017e847bb1feb2a84809340e9c0b0c47b33e3f1"
KEPT = 25_000
SHORTEST = 4
TARGET = pathlib.Path(__file__).resolve().parent.parent / "common_password_data.ts"


def main(source: pathlib.Path, check: bool) -> None:
    data = source.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SOURCE_SHA256:
        sys.exit(f"{source} has the digest {digest}")
    ranked = dict.fromkeys(word.lower() for word in json.loads(data) if len(word) >= SHORTEST)
    kept = sorted(list(ranked)[:KEPT])
    packed = base64.b64encode(zlib.compress("\n".join(kept).encode(), 9)).decode()
    text = (
        "// Written by tools/build_common_passwords.py: do not edit. The 25,000 passwords most often found in published leaks,\n"
        "// from @zxcvbn-ts/language-common 4.1.3 (MIT, see common_password_licence.txt). One a line; zlib, base64.\n"
        f'export const commonPasswordData =\n  "{packed}";\n'
    )
    if not check:
        TARGET.write_text(text)
    elif TARGET.read_text() != text:
        sys.exit(f"{TARGET} is not what this script makes")


main(pathlib.Path(sys.argv[1]), "--check" in sys.argv[2:])
