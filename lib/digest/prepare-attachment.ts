import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareAttachment: Digester = (_item, context, into) =>
  refuse(context, into, { category: "attachment", outcome: "invalid", reason: "unsupported_item" });
