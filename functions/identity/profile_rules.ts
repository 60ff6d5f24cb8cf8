/** The names a form sent; absent ones stay. */
export interface NamesPatch {
  first_name?: string | null;
  last_name?: string | null;
}

/**
 * What changing first or last name changes: both as given, and the name a person is shown under, which is made of them. A person
 * who removes both keeps the name they had.
 */
export function renamed(
  present: { first_name: string | null; last_name: string | null },
  patch: NamesPatch,
): (NamesPatch & { name?: string }) | undefined {
  const { first_name, last_name } = patch;
  if (first_name === undefined && last_name === undefined) return undefined;
  const names = [first_name, last_name].map((name, i) =>
    name === undefined ? [present.first_name, present.last_name][i] : name || null
  );
  const name = names.filter(Boolean).join(" ");
  return { first_name: names[0], last_name: names[1], ...(name && { name }) };
}
