import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareCheckIn: Digester = (_item, context, into) =>
  refuse(context, into, { category: "monitor", outcome: "invalid", reason: "unsupported_item" });
