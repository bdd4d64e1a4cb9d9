"use client";

import { ListFilter, Search } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { areaOf } from "#components/frame/areas.ts";
import { CommandKey } from "#components/frame/command-key.tsx";
import { FilterMenu } from "#components/frame/filter-menu.tsx";
import { FILTER_PARAMS } from "#components/frame/filters.ts";
import { useFrameCommands } from "#components/frame/frame-commands.tsx";
import type { FrameData } from "#components/frame/frame-data.ts";
import { OrganizationMenu } from "#components/frame/organization-menu.tsx";
import { TimeRange } from "#components/frame/time-range.tsx";

/** Where we are and what we look at: organization, project, environment, time; and the search. */
export function TopBar({ organization, organizations, projects, environments }: FrameData) {
  const { show } = useFrameCommands();
  const area = areaOf(usePathname());
  const filtered = area?.filtered ?? false;
  const filters = <Filters projects={projects} environments={area?.allEnvironments ? null : environments} />;
  return (
    <header className="sticky top-0 z-30 flex h-12 items-center gap-1.5 border-b bg-canvas px-2.5 sm:px-4">
      <OrganizationMenu organization={organization} organizations={organizations} />
      {filtered && (
        <div className="ml-0.5 hidden min-w-0 items-center gap-1.5 border-l pl-2.5 lg:flex">{filters}</div>
      )}
      <span className="flex-1" />
      {filtered && <FilterSheet>{filters}</FilterSheet>}
      <Button
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => show("palette")}
        className="font-normal text-muted max-xl:w-8 max-xl:px-0 max-md:size-9 xl:w-56 xl:justify-start"
      >
        <Search aria-hidden />
        <span className="flex-1 text-left max-xl:sr-only">Search or jump to</span>
        <CommandKey className="max-xl:hidden" />
      </Button>
    </header>
  );
}

type FiltersProps = { projects: FrameData["projects"]; environments: FrameData["environments"] | null };

function Filters({ projects, environments }: FiltersProps) {
  return (
    <>
      <FilterMenu
        param="project"
        label="Project"
        all="All projects"
        many="projects"
        options={projects.map(({ slug, name }) => ({ value: slug, label: name }))}
      />
      {environments && (
        <FilterMenu
          param="environment"
          label="Environment"
          all="All environments"
          many="environments"
          options={environments.map((name) => ({ value: name, label: name }))}
        />
      )}
      <TimeRange />
    </>
  );
}

function FilterSheet({ children }: { children: ReactNode }) {
  const params = useSearchParams();
  const set = FILTER_PARAMS.filter((name) => name !== "end" && params.has(name)).length;
  return (
    <Sheet
      title="Filters"
      trigger={
        <Button
          className="h-8 font-normal max-md:h-9 lg:hidden"
          aria-label={set ? `Filters, ${set} set` : "Filters"}
        >
          <ListFilter aria-hidden />
          {set > 0 && <span className="tabular-nums">{set}</span>}
        </Button>
      }
    >
      <div className="grid gap-2 [&_button]:w-full [&_button]:justify-between">{children}</div>
    </Sheet>
  );
}
