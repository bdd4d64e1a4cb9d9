import type { PanelProps } from "./panel-props.ts";

/** Who should own it, and why. */
export async function Owners(_props: PanelProps) {
  return Promise.resolve(null);
}
