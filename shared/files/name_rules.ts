const LONGEST = 255;

/**
 * The name of an upload as people may read it again: the last part of a path, without control characters and without those that
 * turn the reading direction (a name could end in `fdp.exe` and read `exe.pdf`); at most 255 characters, the ending kept.
 */
export function readableName(given: string): string {
  const last = given.split(/[/\\]/).at(-1)!
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  const name = last === "" || /^\.+$/.test(last) ? "file" : last;
  if (name.length <= LONGEST) return name;
  const ending = /\.[^.]{1,16}$/.exec(name)?.[0] ?? "";
  return name.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, "") + ending;
}

/** Where an object lies: `<tenant>/<kind>/<uuid>.<ext>`, nothing in it chosen by the uploader but the kind of document. */
export function storageKey(tenantId: string, kind: string, extension: string): string {
  return `${tenantId}/${kind}/${crypto.randomUUID()}.${extension}`;
}
