import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareReplay: Digester = (_item, context, into) =>
  refuse(context, into, { category: "replay", outcome: "invalid", reason: "unsupported_item" });
