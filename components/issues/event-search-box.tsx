"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useRef, useTransition } from "react";
import { changeFilters } from "#components/frame/filters.ts";
import { SearchBox } from "#components/issues/search-box.tsx";
import type { SearchKey, SuggestValues } from "#components/issues/use-suggestions.ts";
import { useKeys } from "#components/issues/use-keys.ts";

type Props = { keys: SearchKey[]; suggest: SuggestValues };

/** The search of an issue's events; what it holds is in the URL. */
export function EventSearchBox({ keys, suggest }: Props) {
  const router = useRouter();
  const params = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const [searching, startSearching] = useTransition();
  useKeys({ "/": () => input.current?.focus() });
  return (
    <SearchBox
      query={params.get("query") ?? ""}
      label="Search the events of this issue"
      placeholder="Narrow to events: plan:enterprise !region:US release:latest"
      keys={keys}
      suggest={suggest}
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
