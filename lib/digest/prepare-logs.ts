import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareLogs: Digester = (_item, context, into) =>
  refuse(context, into, { category: "log_item", outcome: "invalid", reason: "unsupported_item" });
