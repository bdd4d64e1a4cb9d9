"use client";

import { useOptimistic, useTransition } from "react";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Role } from "#lib/accounts/scopes.ts";
import type { ActionState } from "#lib/format/action-state.ts";
import { ROLES } from "#components/settings/roles.ts";

type Props = {
  userId: number;
  name: string;
  role: Role;
  /** Those that the viewer may give. */
  roles: readonly Role[];
  action: (userId: number, role: string) => Promise<ActionState>;
};

/** Changes a member's role at once, and back when the server refuses. */
export function RoleSelect({ userId, name, role, roles, action }: Props) {
  const toast = useToast();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic<string>(role);
  const change = (next: string) =>
    startTransition(async () => {
      show(next);
      const state = await action(userId, next);
      if (state.status === "failed")
        toast({ tone: "error", title: "The role was not changed", detail: state.message });
      else toast({ title: `${name} is now ${ROLES.find((one) => one.role === next)?.label.toLowerCase()}` });
    });
  return (
    <Select
      size="sm"
      aria-label={`Role of ${name}`}
      value={shown}
      onChange={(event) => change(event.target.value)}
      className="w-28 max-sm:w-26"
    >
      {ROLES.filter((one) => roles.includes(one.role)).map((one) => (
        <option key={one.role} value={one.role}>
          {one.label}
        </option>
      ))}
    </Select>
  );
}
