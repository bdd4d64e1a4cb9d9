"use client";

import { Check, ChevronDown, GitCommitHorizontal, Package, PackageCheck, PackagePlus } from "lucide-react";
import { useRef, useState } from "react";
import { ResolveDialog } from "#components/issues/resolve-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { ResolvedBy } from "#lib/issues/schema.ts";

type Props = {
  /** The project's newest release; null when it has none. */
  currentVersion: string | null;
  onResolve: (by: ResolvedBy) => void;
};

/** Resolves now, or says beside it what fixed the issue. */
export function ResolveMenu({ currentVersion, onResolve }: Props) {
  const [asking, setAsking] = useState<"release" | "commit">();
  const more = useRef<HTMLButtonElement>(null);
  return (
    <div className="flex">
      <Button
        variant="primary"
        aria-keyshortcuts="e"
        className="rounded-r-none"
        onClick={() => onResolve({ kind: "now" })}
      >
        <Check aria-hidden /> Resolve
      </Button>
      <Menu
        label="Resolve by"
        align="end"
        trigger={
          <Button
            ref={more}
            icon
            variant="primary"
            aria-label="Choose what fixed it"
            className="w-7 rounded-l-none border-l border-l-on-accent/30"
          >
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <MenuItem icon={<PackagePlus aria-hidden />} onSelect={() => onResolve({ kind: "next_release" })}>
          In the next release
        </MenuItem>
        {currentVersion !== null && (
          <MenuItem
            icon={<PackageCheck aria-hidden />}
            onSelect={() => onResolve({ kind: "release", version: currentVersion })}
          >
            In this release, <bdi>{currentVersion}</bdi>
          </MenuItem>
        )}
        <MenuItem icon={<Package aria-hidden />} onSelect={() => setAsking("release")}>
          In another release…
        </MenuItem>
        <MenuItem icon={<GitCommitHorizontal aria-hidden />} onSelect={() => setAsking("commit")}>
          By a commit…
        </MenuItem>
      </Menu>
      <ResolveDialog
        asking={asking}
        onClose={() => setAsking(undefined)}
        onResolve={onResolve}
        returnTo={more}
      />
    </div>
  );
}
