import { ConfirmAction } from "#components/settings/confirm-action.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { GroupingSettings } from "#lib/issues/grouping/settings.ts";

type Props = Pick<GroupingSettings, "version" | "previous"> & {
  transitionDays: number;
  /** Left out for those who may not change it. */
  action?: (state: ActionState, form: FormData) => Promise<ActionState>;
};

const SAYS: Readonly<Record<GroupingSettings["version"], string>> = {
  1: "Compares exception types, your own frames and messages without their numbers and ids, the way Sentry does.",
  2: "Like version 1, and cleans messages better: names such as utf-8 and Fee::add stay, values in JSON go.",
};

/** The version in use, and the way to the other one. */
export function GroupingVersionPanel({ version, previous, transitionDays, action }: Props) {
  const other = version === 1 ? 2 : 1;
  return (
    <div className="grid gap-3">
      <p>
        <span className="font-medium">Version {version}.</span> {SAYS[version]}
      </p>
      {previous && (
        <p className="text-sm text-muted">
          Events that version {version} does not know are looked up with version {previous.version} until{" "}
          <Time at={previous.until} />.
        </p>
      )}
      {action && (
        <div className="-ml-2">
          <ConfirmAction
            label={`Change to version ${other}`}
            accessibleLabel={`Change to version ${other}`}
            title={`Group with version ${other}?`}
            confirmLabel={`Use version ${other}`}
            doneMessage={`Grouping with version ${other}`}
            action={action}
            fields={{ version: other }}
            variant="primary"
          >
            <p>{SAYS[other]}</p>
            <p className="mt-2">
              Issues go on: for {transitionDays} days, an event that version {other} has not seen yet is
              looked up with version {version}. You can change back.
            </p>
          </ConfirmAction>
        </div>
      )}
    </div>
  );
}
