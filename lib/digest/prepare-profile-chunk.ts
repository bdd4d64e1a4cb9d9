import { refuse, type Digester } from "#lib/digest/digester.ts";

export const prepareProfileChunk: Digester = (_item, context, into) =>
  refuse(context, into, { category: "profile_chunk", outcome: "invalid", reason: "unsupported_item" });
