// Calling people while a comment is written: what is being called, who fits, and what goes into the text.
import type { AssignableActor } from "#lib/issues/schema.ts";

/** A call that is being written: from its sign to the caret. */
export type Call = { sign: "@" | "#"; wanted: string; from: number };

// A name may have a few words, and a call begins a word.
const CALL = /(?:^|[\s(])([@#])([^\s@#`]{0,64}(?: [^\s@#`]{1,64}){0,3})$/u;

/** The call that ends at the caret; null when none does. */
export function callAt(text: string, caret: number): Call | null {
  const [, sign, wanted = ""] = CALL.exec(text.slice(Math.max(0, caret - 300), caret)) ?? [];
  if (sign !== "@" && sign !== "#") return null;
  return { sign, wanted, from: caret - wanted.length - 1 };
}

const MOST = 6;
const isOf = (sign: Call["sign"], actor: AssignableActor) => (actor.type === "team") === (sign === "#");

/** Who fits, those whose name begins so first. */
export function fitting(call: Call, actors: readonly AssignableActor[]): AssignableActor[] {
  const wanted = call.wanted.toLowerCase();
  const found = actors.filter(
    (actor) => isOf(call.sign, actor) && `${actor.name} ${actor.detail}`.toLowerCase().includes(wanted),
  );
  const rank = (actor: AssignableActor) => (actor.name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** What calls an actor: the name, or the address where two have the same name. */
export function handleOf(actor: AssignableActor, actors: readonly AssignableActor[]): string {
  if (actor.type === "team") return `#${actor.name}`;
  const same = actors.filter(
    (one) => one.type === "user" && one.name.toLowerCase() === actor.name.toLowerCase(),
  );
  return `@${same.length > 1 ? actor.detail : actor.name}`;
}

/** The text with the call completed, and where the caret stands then. */
export function completed(
  text: string,
  call: Call,
  caret: number,
  handle: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, call.from)}${handle} `;
  return { text: before + text.slice(caret).replace(/^ /, ""), caret: before.length };
}
