"use client";

import { Bookmark, ChevronDown, Plus, Trash2, Users } from "lucide-react";
import { useRef, useState } from "react";
import { SaveViewDialog } from "#components/issues/save-view-dialog.tsx";
import type { NewView, ViewOutcome } from "#components/issues/view-outcome.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { SavedView } from "#lib/issues/saved-views.ts";

type Props = {
  views: SavedView[];
  /** What a view would keep of the list's address now. */
  address: string;
  path: string;
  save: (view: NewView) => Promise<ViewOutcome>;
  remove: (id: number) => Promise<ViewOutcome>;
};

/** Searches that were kept under a name, and how to keep this one. */
export function ViewsMenu({ views, address, path, save, remove }: Props) {
  const toast = useToast();
  const [saving, setSaving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const current = views.find((view) => view.address === address);
  const own = views.filter((view) => view.author === null);
  const others = views.filter((view) => view.author !== null);
  const drop = async (view: SavedView) => {
    const outcome = await remove(view.id);
    if (!outcome.ok) return toast({ title: "Not deleted", detail: outcome.message, tone: "error" });
    toast({
      title: `Deleted the view ${view.name}`,
      undo: async () => {
        await save(view);
      },
    });
  };
  return (
    <>
      <Menu
        label="Views"
        align="end"
        trigger={
          <Button ref={button}>
            <Bookmark aria-hidden />
            <span className="max-w-40 truncate">{current?.name ?? "Views"}</span>
            <ChevronDown aria-hidden className="text-muted" />
          </Button>
        }
      >
        {own.length > 0 && <MenuLabel>Your views</MenuLabel>}
        {own.map((view) => (
          <ViewLink key={view.id} view={view} path={path} isCurrent={view.id === current?.id} />
        ))}
        {others.length > 0 && <MenuLabel>Shared by others</MenuLabel>}
        {others.map((view) => (
          <ViewLink key={view.id} view={view} path={path} isCurrent={view.id === current?.id} />
        ))}
        {views.length > 0 && <MenuSeparator />}
        <MenuItem icon={<Plus aria-hidden />} onSelect={() => setSaving(true)}>
          Save this search…
        </MenuItem>
        {current?.author === null && (
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => void drop(current)}>
            Delete this view
          </MenuItem>
        )}
      </Menu>
      <SaveViewDialog
        open={saving}
        onOpenChange={setSaving}
        name={current?.author === null ? current.name : ""}
        isShared={current?.isShared ?? false}
        returnTo={button}
        onSave={(name, isShared) => save({ name, isShared, address })}
      />
    </>
  );
}

function ViewLink({ view, path, isCurrent }: { view: SavedView; path: string; isCurrent: boolean }) {
  return (
    <MenuLink
      href={`${path}?${view.address}`}
      current={isCurrent}
      icon={
        view.isShared ? (
          <Users aria-label="Shared" className="text-muted" />
        ) : (
          <Bookmark aria-hidden className="text-muted" />
        )
      }
      hint={view.author ?? undefined}
    >
      {view.name}
    </MenuLink>
  );
}
