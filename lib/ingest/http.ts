// HTTP as the ingest endpoints see it: bytes, neither Next nor node:http.

export type IngestRequest = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** @param name in lower case. */
  header: (name: string) => string | null;
  /** The peer's address; null when the server does not tell. */
  remoteAddress: string | null;
  /** May be read once; null when there is none. */
  body: AsyncIterable<Uint8Array> | null;
};

export type IngestResponse = {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
};

/** Answers every request; never rejects. */
export type IngestHandler = (request: IngestRequest) => Promise<IngestResponse>;
