import type { PanelProps } from "./panel-props.ts";

/** The smallest condition that explains the issue. */
export async function Conditions(_props: PanelProps) {
  return Promise.resolve(null);
}
