let known: Map<string, string> | undefined;

/**
 * ISO 3166-1 alpha-2 code of a country written as a code or as a name in French, German, Italian or English, in any case and
 * with or without accents; undefined when it is neither.
 */
export function countryCode(text: string | null | undefined): string | undefined {
  const given = folded(text ?? "");
  if (given === "") return undefined;
  known ??= namesOfAllRegions();
  return known.get(given);
}

function namesOfAllRegions(): Map<string, string> {
  const names = new Map<string, string>();
  const languages = ["fr", "de", "it", "en"].map((l) =>
    new Intl.DisplayNames([l], { type: "region", fallback: "none" })
  );
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const given of letters.flatMap((a) => letters.map((b) => a + b))) {
    // Withdrawn codes (DD) and common mistakes (UK) have one that is valid today.
    const code = new Intl.Locale(`und-${given}`).region!;
    for (const name of languages.map((language) => language.of(code))) {
      if (!name) continue;
      names.set(folded(given), code);
      if (!names.has(folded(name))) names.set(folded(name), code);
    }
  }
  return names;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();
}
