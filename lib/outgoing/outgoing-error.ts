import { RequestError } from "#lib/errors.ts";

type Kind = "refused" | "unreachable" | "too slow" | "redirected" | "too large";

/** A request of ours that was not made, or not answered. The message is for the person who typed the address. */
export class OutgoingError extends RequestError {
  override name = "OutgoingError";
  readonly kind: Kind;

  constructor(kind: Kind, detail: string) {
    super(kind === "refused" ? 400 : 502, detail);
    this.kind = kind;
  }
}
