// Errors that a caller may see. Anything else that is thrown is a fault of ours, and answered as one.

/** A request that cannot be served as it is; becomes a response in one place per door. */
export class RequestError extends Error {
  override name = "RequestError";
  readonly status: number;
  /** More detail, one cause a line, as the ingest protocol wants it. */
  readonly causes: readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string,
    options: { causes?: readonly string[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.causes = options.causes ?? [];
    this.headers = options.headers ?? {};
  }
}
