import type { EnvelopeItem, ItemHeader } from "#lib/envelope/envelope.ts";

/** An envelope item whose payload is JSON. */
export const jsonItem = (
  type: string,
  value: object,
  header: Omit<ItemHeader, "type"> = {},
): EnvelopeItem => ({
  header: { type, ...header },
  payload: Buffer.from(JSON.stringify(value)),
});
