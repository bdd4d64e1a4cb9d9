"use client";

import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type SubmitEvent, useRef, useTransition } from "react";
import { changeFilters } from "#components/frame/filters.ts";
import { useKeys } from "#components/issues/use-keys.ts";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

/** The search box of the list; what it holds is in the URL. */
export function IssueSearch() {
  const router = useRouter();
  const params = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const [searching, startSearching] = useTransition();
  useKeys({ "/": () => input.current?.focus() });
  const query = params.get("query") ?? "";
  const search = (text: string) =>
    startSearching(() =>
      router.push(changeFilters(params, { query: text ? [text] : [] }), { scroll: false }),
    );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    search(input.current?.value.trim() ?? "");
  };
  return (
    <form role="search" onSubmit={submit} className="relative min-w-0 flex-1">
      <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-muted [&_svg]:size-4">
        {searching ? <Spinner /> : <Search aria-hidden />}
      </span>
      <Input
        key={query}
        ref={input}
        type="search"
        name="query"
        defaultValue={query}
        aria-label="Search issues"
        aria-keyshortcuts="/"
        placeholder="Title, culprit or short id; also is:regressed, level:fatal, assigned:me"
        className="pr-9 pl-8"
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        onInput={(event) => {
          if (event.currentTarget.value === "" && query !== "") search("");
        }}
      />
      <Kbd className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 max-sm:hidden">/</Kbd>
    </form>
  );
}
