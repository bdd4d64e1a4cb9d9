"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { completeSearch } from "#components/issues/search-place.ts";
import { type SearchKey, type SuggestValues, useSuggestions } from "#components/issues/use-suggestions.ts";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Props = {
  /** What the address says. */
  query: string;
  label: string;
  placeholder: string;
  keys: readonly SearchKey[];
  suggest: SuggestValues;
  searching: boolean;
  inputRef: RefObject<HTMLInputElement | null>;
  onSearch: (query: string) => void;
};

/** A search with completion: keys first, then the values that a key has. */
export function SearchBox({
  query,
  label,
  placeholder,
  keys,
  suggest,
  searching,
  inputRef,
  onSearch,
}: Props) {
  const id = useId();
  const { place, list, look, close } = useSuggestions(keys, suggest);
  const [active, setActive] = useState(-1);
  const isOpen = list.length > 0;

  const lookAt = (input: HTMLInputElement) => {
    setActive(-1);
    void look(input.value, input.selectionStart ?? input.value.length);
  };
  const choose = (text: string) => {
    const input = inputRef.current;
    if (!input || !place) return;
    const done = completeSearch(input.value, place, text);
    input.value = done.text;
    input.focus();
    input.setSelectionRange(done.caret, done.caret);
    lookAt(input);
  };
  const submit = () => {
    close();
    onSearch(inputRef.current?.value.trim() ?? "");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = list[active] ?? (event.key === "Tab" && place?.prefix ? list[0] : undefined);
    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (at + step + list.length + (at < 0 && step < 0 ? 1 : 0)) % list.length);
    } else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && isOpen && chosen) {
      event.preventDefault();
      choose(chosen.text);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (isOpen) close();
      else event.currentTarget.blur();
    }
  };

  return (
    <form
      role="search"
      className="relative min-w-0 flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <span className="pointer-events-none absolute left-2.5 grid h-8 place-items-center text-muted max-sm:h-10 [&_svg]:size-4">
        {searching ? <Spinner /> : <Search aria-hidden />}
      </span>
      <Input
        key={query}
        ref={inputRef}
        type="search"
        name="query"
        defaultValue={query}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="pr-9 pl-8"
        onFocus={(event) => lookAt(event.currentTarget)}
        onClick={(event) => lookAt(event.currentTarget)}
        onInput={(event) => {
          if (event.currentTarget.value === "" && query !== "") onSearch("");
          lookAt(event.currentTarget);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Kbd className="pointer-events-none absolute top-1.5 right-2 max-sm:hidden">/</Kbd>
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label="Suggestions"
        // Browsers let Tab stop at what scrolls; the arrows move in it.
        tabIndex={-1}
        hidden={!isOpen}
        className="absolute inset-x-0 top-full z-40 mt-1 max-h-80 max-w-2xl overflow-y-auto rounded-lg border bg-raised p-1 shadow-raised"
      >
        {list.map(({ text, detail }, index) => (
          <li
            key={text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the field loses the focus, which would close the list.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(text);
            }}
            className={cn(
              "flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2 py-1 hover:bg-hover",
              index === active && "bg-hover",
            )}
          >
            <bdi className="min-w-0 shrink-0 truncate font-mono text-sm max-sm:max-w-48 sm:max-w-80">
              {untrustedText(text, 120)}
              {place?.kind === "key" && ":"}
            </bdi>
            <span className="min-w-0 flex-1 truncate text-right text-sm text-muted tabular-nums">
              {detail}
            </span>
          </li>
        ))}
      </ul>
    </form>
  );
}
