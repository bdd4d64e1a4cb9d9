export type InvalidReason = "invalid_json" | "not_an_object" | "too_deep" | "too_large";

/** An event that cannot be kept at all. `reason` is short and of a closed set, for counting outcomes. */
export class InvalidEvent extends Error {
  override name = "InvalidEvent";
  readonly reason: InvalidReason;

  constructor(reason: InvalidReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
