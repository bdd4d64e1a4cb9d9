"use client";

import { ArrowRight, Building2, FolderKanban, Keyboard, Plus, Search } from "lucide-react";
import { Command } from "cmdk";
import { useRouter, useSearchParams } from "next/navigation";
import { useState, type ReactNode } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { AREAS } from "#components/frame/areas.ts";
import { changeFilters, keepFilters } from "#components/frame/filters.ts";
import { useFrameCommands } from "#components/frame/frame-commands.tsx";
import type { FrameData } from "#components/frame/frame-data.ts";
import { jumpTarget } from "#components/frame/jump-target.ts";
import { chooseTheme } from "#components/frame/preferences.ts";
import { THEMES } from "#components/frame/theme-menu.tsx";

/** Opens with ⌘K: pages, projects, organizations, actions, and whatever id or address is pasted. */
export function CommandPalette(data: FrameData) {
  const { panel, show } = useFrameCommands();
  const [search, setSearch] = useState("");
  const close = () => {
    show(undefined);
    setSearch("");
  };
  return (
    <Command.Dialog
      open={panel === "palette"}
      onOpenChange={(open) => (open ? show("palette") : close())}
      label="Search and commands"
      loop
      overlayClassName="fixed inset-0 z-50 animate-appear bg-[rgb(15_13_10/0.5)]"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg border bg-raised shadow-raised"
    >
      <div className="flex items-center gap-2.5 border-b px-3.5">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Command.Input
          value={search}
          onValueChange={setSearch}
          placeholder="Search, or paste an event id, short id, e-mail or URL"
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-muted"
        />
        <Kbd className="max-sm:hidden">esc</Kbd>
      </div>
      <Command.List className="max-h-[min(24rem,60dvh)] scroll-py-1 overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          Nothing here has this name. Press Enter on a full id, e-mail or URL to go to it.
        </Command.Empty>
        <PaletteItems {...data} search={search.trim()} close={close} />
      </Command.List>
    </Command.Dialog>
  );
}

type ItemsProps = FrameData & { search: string; close: () => void };

function PaletteItems({ organization, organizations, projects, search, close }: ItemsProps) {
  const router = useRouter();
  const params = useSearchParams();
  const { show } = useFrameCommands();
  const base = `/organizations/${organization.slug}`;
  const target = jumpTarget(search);
  const go = (href: string) => () => {
    close();
    router.push(href);
  };
  return (
    <>
      {search.length > 1 && (
        <Group heading={target ? "Jump" : "Search"}>
          <Item
            value={`jump ${search}`}
            icon={<ArrowRight />}
            onSelect={go(`${base}/go?q=${encodeURIComponent(search)}`)}
          >
            {target ? `Go to ${target} ` : "Search issues for "}
            <span className="font-mono text-sm">{search}</span>
          </Item>
        </Group>
      )}
      <Group heading="Pages">
        {AREAS.map(({ path, label, icon: Icon, key }) => (
          <Item
            key={path}
            icon={<Icon />}
            keys={["g", key]}
            onSelect={go(keepFilters(`${base}/${path}`, params))}
          >
            {label}
          </Item>
        ))}
      </Group>
      <Group heading="Projects">
        {projects.map(({ slug, name }) => (
          <Item
            key={slug}
            value={`project ${name} ${slug}`}
            icon={<FolderKanban />}
            onSelect={go(`${base}/issues${changeFilters(new URLSearchParams(), { project: [slug] })}`)}
          >
            {name}
          </Item>
        ))}
      </Group>
      {organizations.length > 1 && (
        <Group heading="Organizations">
          {organizations.map(({ slug, name }) => (
            <Item
              key={slug}
              value={`organization ${name} ${slug}`}
              icon={<Building2 />}
              onSelect={go(`/organizations/${slug}/issues`)}
            >
              {name}
            </Item>
          ))}
        </Group>
      )}
      <Group heading="Actions">
        <Item icon={<Plus />} onSelect={go(`${base}/projects/new`)}>
          New project
        </Item>
        {THEMES.map(({ value, label, icon: Icon }) => (
          <Item
            key={value}
            icon={<Icon />}
            onSelect={() => {
              chooseTheme(value);
              close();
            }}
          >
            {value === "system" ? "Theme: same as system" : `Theme: ${label.toLowerCase()}`}
          </Item>
        ))}
        <Item icon={<Keyboard />} keys={["?"]} onSelect={() => show("shortcuts")}>
          Keyboard shortcuts
        </Item>
      </Group>
    </>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = {
  value?: string;
  icon: ReactNode;
  keys?: string[];
  onSelect: () => void;
  children: ReactNode;
};

function Item({ value, icon, keys = [], onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 select-none data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Command.Item>
  );
}
