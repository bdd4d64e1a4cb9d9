// What a list or a page shows of a change before the server has answered.
import type { Status } from "#components/ui/status-chip.tsx";
import type { AssignableActor, IssueChange, IssueTab, NamedAssignee } from "#lib/issues/schema.ts";

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
  const isReopened = change.kind === "unresolve" && TAB_OF_CHIP[chip] !== "unresolved";
  const isReviewed = change.kind === "review" && TAB_OF_CHIP[chip] === "unresolved";
  return isReopened || isReviewed ? "ongoing" : chip;
}

/** The item after the change. */
export function applyChange<Item extends Shown>(
  item: Item,
  change: IssueChange,
  actors: readonly AssignableActor[],
): Item {
  if (change.kind === "assign") {
    const { assignee } = change;
    const actor = actors.find((one) => one.type === assignee?.type && one.id === assignee.id);
    return { ...item, assignee: actor ?? null };
  }
  return { ...item, chip: chipAfter(item.chip, change) };
}

/** Whether an item with this chip stands under the tab; what waits for review is unresolved. */
export function isUnderTab(chip: Status, tab: IssueTab): boolean {
  if (tab === "all") return true;
  if (tab === "regressed" || tab === "escalating") return chip === tab;
  return TAB_OF_CHIP[chip] === (tab === "for_review" ? "unresolved" : tab);
}
