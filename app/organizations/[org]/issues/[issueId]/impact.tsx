import type { PanelProps } from "./panel-props.ts";

/** Who it hit: events, users, and how many of them reported it. */
export async function Impact(_props: PanelProps) {
  return Promise.resolve(null);
}
