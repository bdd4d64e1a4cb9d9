"use client";

import { type ReactNode, useState } from "react";
import { Select } from "#components/ui/select.tsx";

type Props = { threads: { key: string; label: string; node: ReactNode }[]; initial: number };

/** One thread at a time, chosen by name. */
export function ThreadsView({ threads, initial }: Props) {
  const [chosen, setChosen] = useState(initial);
  return (
    <div className="grid gap-3">
      <Select
        aria-label="Thread"
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        className="max-w-md"
      >
        {threads.map((thread, index) => (
          <option key={thread.key} value={index}>
            {thread.label}
          </option>
        ))}
      </Select>
      {threads[chosen]?.node}
    </div>
  );
}
