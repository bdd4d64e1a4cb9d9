"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { AREAS } from "#components/frame/areas.ts";
import { CommandKey } from "#components/frame/command-key.tsx";
import { keepFilters } from "#components/frame/filters.ts";
import { useFrameCommands } from "#components/frame/frame-commands.tsx";
import type { FrameOrganization } from "#components/frame/frame-data.ts";
import { isTyping } from "#components/frame/is-typing.ts";

const COMMAND_KEY = "⌘K";

const GROUPS = [
  {
    title: "Everywhere",
    keys: [
      { keys: [COMMAND_KEY], does: "Search and commands" },
      ...AREAS.map(({ key, label }) => ({ keys: ["g", key], does: `Go to ${label.toLowerCase()}` })),
      { keys: ["?"], does: "This list" },
    ],
  },
  {
    title: "Lists",
    keys: [
      { keys: ["j"], does: "Next row" },
      { keys: ["k"], does: "Previous row" },
      { keys: ["Enter"], does: "Open the row" },
      { keys: ["x"], does: "Select the row" },
      { keys: ["Esc"], does: "Clear the selection" },
      { keys: ["r"], does: "Mark reviewed" },
      { keys: ["/"], does: "Search in the list, or in an issue’s events" },
    ],
  },
  {
    title: "Issues",
    keys: [
      { keys: ["e"], does: "Resolve" },
      { keys: ["a"], does: "Archive" },
      { keys: ["m"], does: "Assign" },
      { keys: ["p"], does: "Set the priority" },
      { keys: ["c"], does: "Comment" },
    ],
  },
];

const SEQUENCE_MS = 1_200;

/** Listens for the keys that work on every page, and lists them all on "?". */
export function KeyboardShortcuts({ organization }: { organization: FrameOrganization }) {
  const { panel, show } = useFrameCommands();
  const router = useRouter();
  const params = useSearchParams();
  const pressedG = useRef(0);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        show(panel === "palette" ? undefined : "palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") return show("shortcuts");
      if (event.key === "g") {
        pressedG.current = event.timeStamp;
        return;
      }
      const area = AREAS.find(({ key }) => key === event.key);
      if (area && event.timeStamp - pressedG.current < SEQUENCE_MS) {
        event.preventDefault();
        router.push(keepFilters(`/organizations/${organization.slug}/${area.path}`, params));
      }
      pressedG.current = 0;
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [panel, show, router, params, organization.slug]);
  return (
    <Dialog
      title="Keyboard shortcuts"
      className="max-w-lg"
      open={panel === "shortcuts"}
      onOpenChange={(open) => show(open ? "shortcuts" : undefined)}
    >
      <div className="grid gap-5">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-sm font-medium text-muted">{group.title}</h3>
            <dl>
              {group.keys.map(({ keys, does }) => (
                <div key={does} className="flex min-h-8 items-center justify-between border-t">
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) =>
                      key === COMMAND_KEY ? <CommandKey key={key} /> : <Kbd key={key}>{key}</Kbd>,
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
