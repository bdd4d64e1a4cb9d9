// The tree of views that was on a phone's screen, as its SDK attaches it.
import { z } from "zod";
import { readBlob } from "#lib/blobs.ts";
import type { Attachment } from "#lib/attachments/queries.ts";
import { log } from "#lib/log.ts";

export type View = {
  type: string;
  identifier: string;
  visible: boolean;
  /** "120 × 48 at 0, 24", in points; "" when it is not told. */
  place: string;
  children: View[];
};

export type ViewHierarchy = { renderingSystem: string; windows: View[]; cut: boolean };

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_VIEWS = 1_000;
const MAX_DEPTH = 60;

const text = z.string().max(500).catch("");
const place = z.number().optional().catch(undefined);
const Wire = z.object({ rendering_system: text, windows: z.array(z.unknown()).catch([]) });
const WireView = z.object({
  type: text,
  identifier: text,
  visible: z.boolean().catch(true),
  x: place,
  y: place,
  width: place,
  height: place,
  children: z.array(z.unknown()).catch([]),
});

const round = (value: number) => String(Math.round(value * 10) / 10);

/** @returns null when it is none. Views beyond a thousand, or deeper than sixty, are left out. */
function parseViewHierarchy(json: string): ViewHierarchy | null {
  let left = MAX_VIEWS;
  let cut = false;
  const readViews = (values: readonly unknown[], depth: number): View[] => {
    const views: View[] = [];
    for (const value of values) {
      const view = WireView.safeParse(value);
      if (!view.success) continue;
      if (left === 0 || depth > MAX_DEPTH) {
        cut = true;
        break;
      }
      left -= 1;
      const { x, y, width, height, children, ...rest } = view.data;
      const size = width === undefined || height === undefined ? "" : `${round(width)} × ${round(height)}`;
      const at = size === "" || x === undefined || y === undefined ? "" : ` at ${round(x)}, ${round(y)}`;
      views.push({ ...rest, place: size + at, children: readViews(children, depth + 1) });
    }
    return views;
  };
  try {
    const wire = Wire.safeParse(JSON.parse(json));
    if (!wire.success) return null;
    const windows = readViews(wire.data.windows, 1);
    return { renderingSystem: wire.data.rendering_system, windows, cut };
  } catch {
    return null;
  }
}

/** The tree inside an attachment; null when it is none, or too large to be shown. */
export async function readViewHierarchy(attachment: Attachment): Promise<ViewHierarchy | null> {
  if (attachment.type !== "event.view_hierarchy" || attachment.size > MAX_BYTES) return null;
  try {
    const bytes = await readBlob(attachment.blobKey, MAX_BYTES);
    return bytes && parseViewHierarchy(Buffer.from(bytes).toString("utf8"));
  } catch (error) {
    // The page shows the rest.
    log.warn("A view hierarchy could not be read", { error });
    return null;
  }
}
