// The gate table of a pack: the first row whose conditions all hold decides. policy/gate.py does the same in Python;
// vectors/gate/*.json bind the two. What was not seen never matches; numbers are whole (37.3 ℃ is 373).

export type Want = boolean | number | string | readonly Want[] | { readonly min?: number; readonly max?: number };
export type Row = { readonly if: Readonly<Record<string, Want>>; readonly do: string };

/** Whether one field says what is wanted: a value, any of several, or a number within a range. */
export function holds(want: Want, value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.some((one) => holds(want, one));
  if (Array.isArray(want)) return want.some((one: Want) => holds(one, value));
  if (typeof want !== "object") return want === value;
  const { min = -Infinity, max = Infinity } = want as { min?: number; max?: number };
  return Number.isInteger(value) && min <= (value as number) && (value as number) <= max;
}

/** What the gate does. A checked table always decides: its last row asks nothing. */
export function decide(rows: readonly Row[], seen: Readonly<Record<string, unknown>>): string {
  const row = rows.find((one) => Object.entries(one.if).every(([name, want]) => holds(want, seen[name])));
  if (row === undefined) throw new Error("The gate table has no row for whoever is left.");
  return row.do;
}
