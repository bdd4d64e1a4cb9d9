// What errors say, with all that differs from one event to the next.
import type { Random } from "#server/bench/grouping/random.ts";

export type Text = (random: Random) => string;

const names = ["Ann", "Bob", "Chen", "Dina", "Emre", "Femi", "Gita", "Hugo"] as const;

/** Texts beside a stack: they vary as they like. */
export const valueTexts: readonly [Text, ...Text[]] = [
  (r) => `Card was declined for order ${r.below(9_000_000)}`,
  (r) => `'user_${r.hex(6)}'`,
  (r) => `Cannot read the cart of ${r.pick(names)}`,
  (r) => `timeout of ${100 + r.below(30_000)}ms exceeded`,
  (r) => `Request failed with status code ${r.pick([500, 502, 503, 404])}`,
  (r) => `duplicate key value (id)=(${r.uuid()})`,
  (r) => `invalid token at position ${r.below(500)}`,
  () => "",
];

/** Texts that make the group, because there is no stack. Every one is another cause. */
export const loneTexts: readonly Text[] = [
  (r) => `connect ECONNREFUSED 10.${r.below(255)}.${r.below(255)}.${r.below(255)}:${r.pick([5432, 6379])}`,
  (r) => `getaddrinfo ENOTFOUND db-${r.below(9)}.shop.example.com`,
  (r) => `Timeout after ${1 + r.below(90)}s waiting for order ${r.below(1_000_000)}`,
  (r) => `Worker ${r.uuid()} exited with signal ${r.pick([9, 11, 15])}`,
  (r) => `GET https://api.shop.example/orders/${r.below(1_000_000)}?page=${r.below(9)} failed`,
  (r) => `Mail to user${r.below(5_000)}@example.com bounced`,
  (r) => `Payment ${r.hex(32)} was not found`,
  (r) => `Webhook took ${(r.next() * 9 + 1).toFixed(2)}s, limit is 5s`,
  (r) => `Invoice of 2026-${r.pick(["01", "07", "11"])}-${10 + r.below(18)} is missing`,
  (r) => `Disk /dev/sda has ${r.below(100)}.${r.below(10)} % left`,
  (r) => `Lock held by 0x${r.hex(12)} for ${r.below(900)}ms`,
  (r) => `commit ${r.hex(40)} was not deployed`,
  (r) => `retry=${r.pick(["true", "false"])} attempts=${r.below(9)} queue='orders-${r.below(9)}'`,
  (r) => `Import failed in row ${r.below(90_000)}\nColumn ${r.below(9)}\ntrace ${r.hex(12)}`,
  (r) => `No route to host ${r.below(255)}.1.1.${r.below(255)}`,
];

/** Names that no one can tell from words: every name makes a group of its own. */
export const wordyText: Text = (r) => `Account of ${r.pick(names)} is locked`;

/** One error, as each engine words it. */
export const browserTexts: readonly (readonly [chrome: Text, firefox: Text, safari: Text])[] = [
  [
    (r) => `Cannot read properties of undefined (reading 'p${r.below(50)}')`,
    (r) => `cart.items[${r.below(50)}] is undefined`,
    (r) => `undefined is not an object (evaluating 'cart.items[${r.below(50)}].price')`,
  ],
  [() => "Failed to fetch", () => "NetworkError when attempting to fetch resource.", () => "Load failed"],
  [
    () => "total.toFixed is not a function",
    () => "total.toFixed is not a function",
    () => "total.toFixed is not a function. (In 'total.toFixed(2)', 'total.toFixed' is undefined)",
  ],
];
