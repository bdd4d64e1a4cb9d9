"use client";

import { Ban, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { DeleteDialog } from "#components/issues/delete-dialog.tsx";
import type { RemoveAnswer } from "#components/issues/merge-calls.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";

type Kind = "delete" | "discard";

type Props = {
  /** Where to go once the issue is gone. */
  listHref: string;
  remove: Readonly<Record<Kind, () => Promise<RemoveAnswer>>>;
};

/** What is seldom wanted and cannot be taken back. */
export function RemoveMenu({ listHref, remove }: Props) {
  const [kind, setKind] = useState<Kind>("delete");
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const router = useRouter();
  const ask = (what: Kind) => {
    setKind(what);
    setAsking(true);
  };
  return (
    <>
      <Menu
        label="More"
        align="end"
        trigger={
          <Button ref={button} icon variant="ghost" aria-label="More" title="Delete or discard">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => ask("delete")}>
          Delete…
        </MenuItem>
        <MenuItem danger icon={<Ban aria-hidden />} onSelect={() => ask("discard")}>
          Delete and discard later events…
        </MenuItem>
      </Menu>
      <DeleteDialog
        kind={kind}
        count={1}
        open={asking}
        onOpenChange={setAsking}
        remove={remove[kind]}
        onRemoved={() => router.push(listHref)}
        returnTo={button}
      />
    </>
  );
}
