// `_meta`: what an SDK says of values that it changed before it sent them. It mirrors the event's fields; what is said
// of a value stands under the key "": {"rem": [["@password", "s", 0, 10]], "len": 20}.
import { isObject } from "#lib/events/bound-json.ts";
import type { Wire } from "#lib/events/read-field.ts";

const MAX_NODES = 2_000;
const MAX_REMARKS = 50;
const MAX_DEPTH = 16;

// A removal's kinds, in one letter each.
const DONE = new Map([
  ["x", "removed"],
  ["s", "replaced"],
  ["m", "masked"],
  ["p", "hashed"],
  ["e", "encrypted"],
]);

type Budget = { nodes: number; remarks: number };

/** Takes over what the SDK changed as remarks; what cannot be read is left out. */
export function readMeta(wire: Wire): void {
  visit(wire, wire.fields._meta, [], { nodes: MAX_NODES, remarks: MAX_REMARKS });
}

function visit(wire: Wire, meta: unknown, path: readonly string[], budget: Budget): void {
  if (!isObject(meta) || path.length > MAX_DEPTH) return;
  for (const [key, value] of Object.entries(meta)) {
    if (--budget.nodes < 0) return;
    if (key === "") remarkOn(wire, value, path.join("."), budget);
    else visit(wire, value, [...path, key], budget);
  }
}

function remarkOn(wire: Wire, told: unknown, path: string, budget: Budget): void {
  if (!isObject(told) || --budget.remarks < 0) return;
  const [removal]: unknown[] = Array.isArray(told["rem"]) ? told["rem"] : [];
  if (Array.isArray(removal)) {
    const [rule, kind]: unknown[] = removal;
    const name = typeof rule === "string" ? rule : "a rule";
    wire.remarks.add("scrubbed", path, `${name}: ${DONE.get(String(kind)) ?? "changed"} by the SDK`);
  } else if (typeof told["len"] === "number") {
    wire.remarks.add("truncated", path, `${told["len"]} characters, cut by the SDK`);
  }
}
