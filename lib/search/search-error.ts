import { RequestError } from "#lib/errors.ts";

/** A piece of a search: where its first character is, and how many there are. */
export type Span = { at: number; length: number };

/** A search that cannot be understood, or names what is not there; it points at the characters that are wrong. */
export class SearchError extends RequestError {
  override name = "SearchError";
  readonly at: number;
  readonly length: number;

  constructor(message: string, { at, length }: Span) {
    super(400, message);
    this.at = at;
    this.length = length;
  }
}

/** A text of the request, fit to be repeated in an error. */
export const quoted = (text: string): string => JSON.stringify(text.slice(0, 80).toWellFormed());
