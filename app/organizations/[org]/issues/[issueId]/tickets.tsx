import type { PanelProps } from "./panel-props.ts";

/** Linked tickets, and how to make one. */
export async function Tickets(_props: PanelProps) {
  return Promise.resolve(null);
}
