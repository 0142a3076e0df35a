// Every vector of vectors/gate is decided here as it is in Python (tests/vectors/test_gate.py).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decide, holds, type Row } from "./gate";

type Vectors = { pack: string; rows: Row[]; cases: { seen: Record<string, unknown>; do: string }[] };

const FOLDER = "vectors/gate";
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const all = files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), "utf-8")) as Vectors);

describe("gate vectors", () => {
  it("are more than three hundred", () => {
    expect(all.reduce((sum, one) => sum + one.cases.length, 0)).toBeGreaterThan(300);
  });
  it.each(all.map((one) => [one.pack, one] as const))("of %s are decided alike", (_, { rows, cases }) => {
    expect(cases.map(({ seen }) => [seen, decide(rows, seen)])).toEqual(cases.map((one) => [one.seen, one.do]));
  });
  it("of a field with several values one is enough, and a number is no word", () => {
    expect(holds("fever", ["cough", "fever"])).toBe(true);
    expect(holds(["green", "yellow"], "green")).toBe(true);
    expect([holds(true, 1), holds(373, "373"), holds({ min: 1 }, "2"), holds({}, null)]).toEqual([false, false, false, false]);
  });
  it("a table without a last row is a mistake that is heard", () => {
    expect(() => decide([{ if: { mask: true }, do: "admit" }], {})).toThrow("whoever is left");
  });
});
