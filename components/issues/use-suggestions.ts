"use client";

import { useRef, useState } from "react";
import { type SearchPlace, searchPlaceAt } from "#components/issues/search-place.ts";

/** A key that can be searched by, with what its values are when they are few. */
export type SearchKey = { key: string; kind?: string; description: string; values?: readonly string[] };
/** Asks the server for values of a key that have in them what was typed; without a key, for keys of tags. */
export type SuggestValues = (
  key: string,
  prefix: string,
) => Promise<{ value: string; count: number | null }[]>;
export type Suggestion = { text: string; detail: string };

const MOST = 10;
/** Kinds of keys whose listed values are all there are. */
const COMPLETE: ReadonlySet<string> = new Set(["status", "choice", "boolean", "date"]);
/** Before that, tags would push the usual keys away. */
const TAGS_FROM_CHARS = 2;

function keysLike(keys: readonly SearchKey[], prefix: string): Suggestion[] {
  const wanted = prefix.toLowerCase();
  const starts = keys.filter(({ key }) => key.toLowerCase().startsWith(wanted));
  const contains = keys.filter(
    ({ key }) => !starts.some((one) => one.key === key) && key.toLowerCase().includes(wanted),
  );
  return [...starts, ...contains]
    .slice(0, MOST)
    .map(({ key, description }) => ({ text: key, detail: description }));
}

const countText = (count: number | null) => (count === null ? "" : count.toLocaleString("en-US"));

type Shown = { place: SearchPlace; list: Suggestion[] };

function stillFitting({ place: before, list }: Shown, place: SearchPlace): Suggestion[] {
  if (before.kind !== place.kind || before.key !== place.key || before.from !== place.from) return [];
  const wanted = place.prefix.toLowerCase();
  return list.filter(({ text }) => text.toLowerCase().includes(wanted));
}

/** What could be typed next; the newest answer wins, whatever order the server's come in. */
export function useSuggestions(keys: readonly SearchKey[], suggest: SuggestValues) {
  const [state, setState] = useState<Shown | null>(null);
  const asked = useRef(0);

  async function valuesOf(place: SearchPlace): Promise<Suggestion[]> {
    const known = keys.find(({ key }) => key === place.key);
    if (known?.values && COMPLETE.has(known.kind ?? "")) {
      const wanted = place.prefix.toLowerCase();
      return known.values
        .filter((value) => value.includes(wanted))
        .map((value) => ({ text: value, detail: "" }));
    }
    const found = await suggest(place.key, place.prefix).catch(() => []);
    return found.slice(0, MOST).map(({ value, count }) => ({ text: value, detail: countText(count) }));
  }

  async function lookForKeys(place: SearchPlace, turn: number): Promise<void> {
    const known = keysLike(keys, place.prefix);
    setState({ place, list: known });
    if (place.prefix.length < TAGS_FROM_CHARS) return;
    const tags = await suggest("", place.prefix).catch(() => []);
    if (turn !== asked.current) return;
    const more = tags.filter(({ value }) => !keys.some(({ key }) => key === value));
    const list = more.map(({ value, count }) => ({
      text: value,
      detail: count === null ? "tag" : `tag on ${countText(count)} events`,
    }));
    setState({ place, list: [...known, ...list].slice(0, MOST) });
  }

  /** Looks at the text around the caret. */
  async function look(text: string, caret: number): Promise<void> {
    const place = searchPlaceAt(text, caret);
    const turn = ++asked.current;
    // What is shown must fit what stands there now, also while the server is being asked.
    setState((before) => before && { place, list: stillFitting(before, place) });
    if (place.kind === "key") return lookForKeys(place, turn);
    const list = await valuesOf(place);
    if (turn === asked.current) setState({ place, list });
  }

  function close(): void {
    asked.current++;
    setState(null);
  }

  return { place: state?.place ?? null, list: state?.list ?? [], look, close };
}
