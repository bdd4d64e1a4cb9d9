// What a list or a page shows of a change before the server has answered.
import type { Status } from "#components/ui/status-chip.tsx";
import type {
  AssignableActor,
  IssueChange,
  IssueState,
  IssueTab,
  NamedAssignee,
} from "#lib/issues/schema.ts";

type Shown = { id: number; chip: Status; assignee: NamedAssignee | null };

const TAB_OF_CHIP: Readonly<Record<Status, IssueTab>> = {
  new: "unresolved",
  ongoing: "unresolved",
  escalating: "unresolved",
  regressed: "unresolved",
  resolved: "resolved",
  archived: "archived",
};

function chipAfter(chip: Status, change: IssueChange): Status {
  if (change.kind === "resolve") return "resolved";
  if (change.kind === "archive") return "archived";
  return change.kind === "unresolve" ? "ongoing" : chip;
}

function chipOfState(state: IssueState | undefined, chip: Status): Status {
  if (!state) return chip;
  if (state.status === "RESOLVED") return "resolved";
  return state.status === "ARCHIVED" ? "archived" : "ongoing";
}

/** The item after the change. */
export function applyChange<Item extends Shown>(
  item: Item,
  change: IssueChange,
  actors: readonly AssignableActor[],
): Item {
  if (change.kind === "restore")
    return {
      ...item,
      chip: chipOfState(
        change.states.find((state) => state.id === item.id),
        item.chip,
      ),
    };
  if (change.kind === "assign") {
    const { assignee } = change;
    const actor = actors.find((one) => one.type === assignee?.type && one.id === assignee.id);
    return { ...item, assignee: actor ?? null };
  }
  return { ...item, chip: chipAfter(item.chip, change) };
}

/** Whether an item with this chip stands under the tab. */
export const isUnderTab = (chip: Status, tab: IssueTab): boolean =>
  tab === "all" || TAB_OF_CHIP[chip] === tab;
