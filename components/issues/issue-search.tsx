"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useRef, useTransition } from "react";
import { changeFilters } from "#components/frame/filters.ts";
import { SearchBox } from "#components/issues/search-box.tsx";
import type { SearchKey } from "#components/issues/use-suggestions.ts";
import { useKeys } from "#components/issues/use-keys.ts";

type Props = {
  keys: SearchKey[];
  /** Values of a key, for the list at this address. */
  suggest: (
    address: string,
    key: string,
    prefix: string,
  ) => Promise<{ value: string; count: number | null }[]>;
};

/** The search box of the list; what it holds is in the URL. */
export function IssueSearch({ keys, suggest }: Props) {
  const router = useRouter();
  const params = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const [searching, startSearching] = useTransition();
  useKeys({ "/": () => input.current?.focus() });
  return (
    <SearchBox
      query={params.get("query") ?? ""}
      label="Search issues"
      placeholder="Text, or key:value such as is:regressed, level:fatal, assigned:me, release:latest"
      keys={keys}
      suggest={(key, prefix) => suggest(params.toString(), key, prefix)}
      searching={searching}
      inputRef={input}
      onSearch={(text) =>
        startSearching(() =>
          router.push(changeFilters(params, { query: text ? [text] : [] }), { scroll: false }),
        )
      }
    />
  );
}
