// ClickHouse's typed errors, as its HTTP interface sends them.

/** An error with ClickHouse's number and name for it; the text is what the official client parses. */
export class ClickHouseException extends Error {
  override name = "ClickHouseException";
  readonly code: number;

  constructor(code: number, type: string, detail: string) {
    super(`Code: ${code}. DB::Exception: ${detail} (${type})`);
    this.code = code;
  }
}

const BAD_REQUEST = [6, 15, 25, 26, 27, 33, 36, 38, 41, 42, 43, 44, 53, 62, 69, 70, 72, 117, 167, 168, 190, 376, 427, 456, 457, 636]; // prettier-ignore
const NOT_FOUND = [46, 47, 50, 56, 60, 73, 78, 81, 115, 417];
const STATUS = new Map<number, number>([
  ...BAD_REQUEST.map((code) => [code, 400] as const),
  ...NOT_FOUND.map((code) => [code, 404] as const),
  [48, 501],
  [159, 408],
  [194, 401],
  [202, 503],
  [209, 503],
  [229, 413],
  [516, 403],
]);

export type Failure = { status: number; code: number; text: string };

/** Any thrown value as status, `X-ClickHouse-Exception-Code` and body; 1002 is ClickHouse's unknown exception. */
export function asFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = Number(/^Code: (\d+)\./.exec(message)?.[1] ?? 1002);
  const text = code === 1002 ? `Code: 1002. DB::Exception: ${message} (UNKNOWN_EXCEPTION)` : message;
  return { status: STATUS.get(code) ?? 500, code, text: `${text.trimEnd()}\n` };
}

export const tooManyQueries = (detail: string) =>
  new ClickHouseException(202, "TOO_MANY_SIMULTANEOUS_QUERIES", detail);

export const badArguments = (detail: string) => new ClickHouseException(36, "BAD_ARGUMENTS", detail);

export const tooLarge = (bytes: number) =>
  new ClickHouseException(229, "QUERY_IS_TOO_LARGE", `The request body is larger than ${bytes} bytes.`);
