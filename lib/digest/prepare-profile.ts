import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareProfile: Digester = (_item, context, into) =>
  refuse(context, into, { category: "profile", outcome: "invalid", reason: "unsupported_item" });
