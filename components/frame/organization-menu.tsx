"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import type { FrameOrganization } from "#components/frame/frame-data.ts";

type Props = { organization: FrameOrganization; organizations: FrameOrganization[] };

/** Names the organization in sight and switches to another. */
export function OrganizationMenu({ organization, organizations }: Props) {
  return (
    <Menu
      label="Organizations"
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`Organization: ${organization.name}`}
          className="flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 font-medium hover:bg-hover aria-expanded:bg-hover"
        >
          <span className="max-w-44 truncate">{organization.name}</span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map(({ slug, name }) => (
        <MenuLink key={slug} href={`/organizations/${slug}/issues`} current={slug === organization.slug}>
          {name}
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href="/organizations/new" icon={<Plus aria-hidden />}>
        New organization
      </MenuLink>
    </Menu>
  );
}
