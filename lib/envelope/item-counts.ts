import type { EnvelopeItem } from "#lib/envelope/envelope.ts";
import { itemType, type Category } from "#lib/envelope/item-types.ts";

const CONTAINERS: ReadonlySet<Category> = new Set(["span", "log_item", "trace_metric"]);
// A sender's word, which the worker holds it to; an empty object and a comma are the least that there can be of one.
const LEAST_BYTES = 3;

/** What an item counts as before anybody has looked into it; attachments count as files and in bytes. */
export function itemCounts(item: EnvelopeItem): readonly { category: Category; quantity: number }[] {
  const { header, payload, blob } = item;
  const { category } = itemType(header.type);
  if (category === "attachment")
    return [
      { category, quantity: blob?.bytes ?? payload.byteLength },
      { category: "attachment_item", quantity: 1 },
    ];
  // The other half of a replay's segment.
  if (header.type === "replay_recording") return [];
  const { item_count: told } = header;
  if (typeof told !== "number" || !CONTAINERS.has(category)) return [{ category, quantity: 1 }];
  const most = Math.ceil(payload.byteLength / LEAST_BYTES);
  return [{ category, quantity: Math.max(Math.trunc(Math.min(told, most)), 1) }];
}
