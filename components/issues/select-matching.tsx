"use client";

import { Button } from "#components/ui/button.tsx";
import { exactCount } from "#lib/format/count.ts";

type Props = {
  onPage: number;
  matching: number;
  /** The most that can be changed at once. */
  most: number;
  everything: boolean;
  onEverything: (on: boolean) => void;
};

/** Offers to go beyond the page once all of it is selected. */
export function SelectMatching({ onPage, matching, most, everything, onEverything }: Props) {
  const reach = Math.min(matching, most);
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-2 border-b bg-accent-soft px-2 py-1 text-sm">
      {everything ? (
        <>
          {matching > most
            ? `The first ${exactCount(most)} of ${exactCount(matching)} issues that match are selected.`
            : `All ${exactCount(matching)} issues that match are selected.`}
          <Button size="sm" variant="ghost" onClick={() => onEverything(false)}>
            Only this page
          </Button>
        </>
      ) : (
        <>
          All {exactCount(onPage)} issues on this page are selected.
          <Button size="sm" variant="ghost" onClick={() => onEverything(true)}>
            Select all {exactCount(reach)} that match
          </Button>
        </>
      )}
    </p>
  );
}
