import type { Remark } from "#lib/events/event.ts";

const MAX_REMARKS = 100;
const MAX_CHARS = 200;

/** Collects what normalization changed. Bounded, because a hostile event could earn a remark per byte. */
export class Remarks {
  readonly list: Remark[] = [];

  add(kind: Remark["kind"], path: string, detail: string): void {
    if (this.list.length >= MAX_REMARKS) return;
    this.list.push({
      path: path.slice(0, MAX_CHARS).toWellFormed(),
      kind,
      detail: detail.slice(0, MAX_CHARS).toWellFormed(),
    });
  }
}
