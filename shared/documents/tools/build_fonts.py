#!/usr/bin/env python3
"""Builds font_data_regular.ts and font_data_bold.ts from Liberation Sans 2.1.5.

    pip install fonttools==4.68.0
    python3 shared/documents/tools/build_fonts.py DIRECTORY_WITH_THE_TTF_FILES [--check]

The input files come from the Debian package fonts-liberation2 2.1.5 or from the release archive of the Liberation
Fonts project; their digests are verified. The result depends on nothing but these files and the fonttools version:
with --check the script compares instead of writing and fails on a difference.

Kept: Latin (with Extended-A, -B and Additional), Greek, Cyrillic, punctuation and currency signs, kerning, ligatures
and accent placement. Dropped: all other glyphs and the hinting, which PDF viewers do not use at print sizes. The font
is renamed because its licence reserves the name for unmodified copies (SIL OFL 1.1, section 3).
"""

import base64
import hashlib
import io
import pathlib
import sys
import zlib

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCES = {
    "Regular": "8d91388f1d3604b3b8ae0e3ee2d140e50cd6122f9214514f4aca772540a4076d",
    "Bold": "ba0e0dc3f7aca5b0afbc31e800531ee43be3aa79ae35b2ef1f6470a9547765c4",
}
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x20A0, 0x20CF), (0x2190, 0x2193),
]  # fmt: skip
SINGLES = [0x2116, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25CF, 0xFB01, 0xFB02]
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, LICENCE, LICENCE_URL = 0, 1, 2, 3, 4, 5, 6, 13, 14
HERE = pathlib.Path(__file__).resolve().parent.parent


def build(source: pathlib.Path, style: str) -> bytes:
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCES[style]:
        sys.exit(f"{source} is not Liberation Sans {style} 2.1.5")
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "ccmp", "mark", "mkmk"]
    options.name_IDs = [COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, VERSION, POSTSCRIPT, LICENCE, LICENCE_URL]
    options.drop_tables += ["FFTM", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)] + SINGLES)
    subsetter.subset(font)
    names = {
        FAMILY: "Comptoir Sans",
        UNIQUE: f"Comptoir Sans {style}, after version 2.1.5",
        FULL: f"Comptoir Sans {style}",
        POSTSCRIPT: f"ComptoirSans-{style}",
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def module(ttf: bytes, style: str) -> str:
    packed = base64.b64encode(zlib.compress(ttf, 9)).decode()
    return (
        f"// Written by tools/build_fonts.py: do not edit. Comptoir Sans {style}, SIL Open Font License 1.1 (OFL.txt).\n"
        f"// {len(ttf)} bytes of TrueType, sha256 {hashlib.sha256(ttf).hexdigest()}; zlib, base64.\n"
        f'export const font{style} =\n  "{packed}";\n'
    )


def main() -> None:
    directory, check = pathlib.Path(sys.argv[1]), "--check" in sys.argv[2:]
    for style in SOURCES:
        text = module(build(directory / f"LiberationSans-{style}.ttf", style), style)
        target = HERE / f"font_data_{style.lower()}.ts"
        if not check:
            target.write_text(text)
        elif target.read_text() != text:
            sys.exit(f"{target.name} differs from what the sources give")


main()
