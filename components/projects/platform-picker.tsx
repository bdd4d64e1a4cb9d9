"use client";

import { Search } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { Input } from "#components/ui/input.tsx";
import { matchPlatforms, type PlatformChoice } from "#components/projects/match-platforms.ts";
import { PlatformMark } from "#components/projects/platform-mark.tsx";

type Props = {
  platforms: readonly PlatformChoice[];
  chosen: string | undefined;
  onChoose: (platform: PlatformChoice) => void;
  error?: string;
};

/** Chooses one platform: type to filter, Enter for the first match, arrow keys among them. */
export function PlatformPicker({ platforms, chosen, onChoose, error }: Props) {
  const [typed, setTyped] = useState("");
  const group = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = matchPlatforms(platforms, typed);

  const fromSearch = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = found.at(0);
    if (event.key === "Enter") {
      event.preventDefault();
      if (first) onChoose(first);
    }
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      const radio = group.current?.querySelector<HTMLInputElement>("input:checked, input");
      radio?.focus();
    }
  };

  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-medium">Platform</legend>
      <div className="relative max-w-sm">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <Input
          type="search"
          aria-label="Find a platform"
          placeholder="Find a platform"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={fromSearch}
          className="pl-8"
        />
      </div>
      {error && (
        <p id={`${id}-error`} className="text-sm text-error">
          {error}
        </p>
      )}
      <p role="status" className="sr-only">
        {typed && `${found.length} found`}
      </p>
      <div
        ref={group}
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] content-start gap-2 sm:min-h-58"
      >
        {found.map((platform) => (
          <label
            key={platform.id}
            className="flex min-h-12 cursor-pointer items-center gap-2.5 rounded-md border bg-surface px-3 py-2 font-medium transition-colors hover:border-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="platform"
              value={platform.id}
              checked={platform.id === chosen}
              onChange={() => onChoose(platform)}
              className="sr-only"
            />
            <PlatformMark platform={platform.id} />
            <span className="min-w-0 break-words">{platform.name}</span>
          </label>
        ))}
        {found.length === 0 && (
          <p className="col-span-full py-3 text-muted">
            Nothing is called “{typed}” here. Any SDK of the Sentry protocol works: choose the language that
            is nearest.
          </p>
        )}
      </div>
    </fieldset>
  );
}
