"use client";

import { useState } from "react";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Input } from "#components/ui/input.tsx";
import { untrustedText } from "#lib/format/untrusted-text.ts";

const MAX_SHOWN = 300;

/** The packages that were loaded; closed until someone looks for one. */
export function ModulesPanel({ modules }: { modules: [name: string, version: string][] }) {
  const [search, setSearch] = useState("");
  const found = modules.filter(([name]) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <section id="modules" aria-label="Packages" className="border-t py-3">
      <Disclosure summary={<h2 className="text-lg font-semibold">Packages ({modules.length})</h2>}>
        <div className="grid gap-2 pt-1">
          <Input
            type="search"
            aria-label="Find a package"
            placeholder="Find a package"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            className="max-w-xs"
          />
          <ul className="max-h-80 columns-1 gap-8 overflow-y-auto text-sm sm:columns-2" tabIndex={0}>
            {found.slice(0, MAX_SHOWN).map(([name, version]) => (
              <li key={name} className="flex min-w-0 justify-between gap-3 py-0.5 font-mono">
                <bdi className="truncate">{untrustedText(name, 200)}</bdi>
                <bdi className="shrink-0 text-muted">{untrustedText(version, 60)}</bdi>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className="text-sm text-muted">No package has that name.</p>}
        </div>
      </Disclosure>
    </section>
  );
}
