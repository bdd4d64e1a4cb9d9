// The one way out to an address that a person typed. No redirect is followed, no proxy of the environment is
// used, and the connection goes to an address that was checked a moment before.
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { OutgoingError } from "#lib/outgoing/outgoing-error.ts";
import { checkedAddresses, readAddress, type HostAddress, type Resolve } from "#lib/outgoing/read-address.ts";

export type OutgoingRequest = {
  url: string;
  method: "GET" | "POST" | "PUT" | "PATCH";
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** For name, connection, sending and answer together. */
  timeoutMs?: number;
  maxBytes?: number;
  /** Ends it early; that counts as too slow. */
  signal?: AbortSignal;
  resolve?: Resolve;
};
export type OutgoingAnswer = { status: number; header: (name: string) => string | null; body: string };

const TIMEOUT_MS = 10_000;
const CONNECT_MS = 5_000;
const MAX_BYTES = 1024 * 1024;

/**
 * Sends a request and reads its whole answer, whatever its status.
 * @throws OutgoingError when the address is not allowed, nobody answers in time, or the answer is a redirect,
 * compressed, or too large.
 */
export async function sendOutgoing(request: OutgoingRequest): Promise<OutgoingAnswer> {
  const url = readAddress(request.url);
  const time = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
  const deadline = request.signal ? AbortSignal.any([time, request.signal]) : time;
  try {
    const addresses = await inTime(checkedAddresses(url, request.resolve), deadline);
    const response = await connect(url, request, addresses, deadline);
    return await readAnswer(response, request.maxBytes ?? MAX_BYTES);
  } catch (error) {
    if (error instanceof OutgoingError) throw error;
    if (deadline.aborted || (error instanceof Error && error.name === "TimeoutError"))
      throw new OutgoingError("too slow", `${url.hostname} did not answer in time.`);
    throw new OutgoingError("unreachable", `${url.hostname} could not be reached${reasonOf(error)}.`);
  }
}

/** The system's word for it, such as ECONNREFUSED; messages may quote what was sent. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[A-Z0-9_]{3,50}$/.test(code) ? ` (${code})` : "";
}

function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const stop = () => fail(new DOMException("Too slow", "TimeoutError"));
    if (deadline.aborted) stop();
    deadline.addEventListener("abort", stop, { once: true });
    work.then(done, fail).finally(() => deadline.removeEventListener("abort", stop));
  });
}

/** Answers every look-up of the connection with what was checked. It is not called for addresses: those were too. */
const pinned = (addresses: readonly HostAddress[]): LookupFunction => {
  return (host, options, callback) => {
    const family = options.family === 4 || options.family === 6 ? options.family : 0;
    const fitting = addresses.filter((one) => family === 0 || one.family === family);
    const [first] = fitting;
    if (!first) callback(new Error(`${host} has no such address`), "", 0);
    else if (options.all) callback(null, [...fitting]);
    else callback(null, first.address, first.family);
  };
};

function connect(
  url: URL,
  { method, headers, body }: OutgoingRequest,
  addresses: readonly HostAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isSecure = url.protocol === "https:";
  const options: RequestOptions & { servername?: string; rejectUnauthorized: boolean } = {
    method,
    host,
    port: url.port || undefined,
    path: `${url.pathname}${url.search}`,
    // An agent of its own: no connection is shared, and none of the environment's proxies is asked.
    agent: false,
    lookup: pinned(addresses),
    maxHeaderSize: 16 * 1024,
    signal,
    rejectUnauthorized: true,
    ...(isSecure && isIP(host) === 0 && { servername: host.replace(/\.$/, "") }),
    headers: {
      "user-agent": "Debrief",
      "accept-encoding": "identity",
      ...headers,
      ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
    },
  };
  return new Promise((done, fail) => {
    const outgoing = (isSecure ? requestHttps : requestHttp)(options, done);
    const slow = () => outgoing.destroy(new DOMException("Too slow", "TimeoutError"));
    const timer = setTimeout(slow, CONNECT_MS);
    const connected = () => clearTimeout(timer);
    outgoing.on("socket", (socket) => socket.once(isSecure ? "secureConnect" : "connect", connected));
    outgoing.on("error", fail);
    // Node closes what answers with 101 (another protocol) without a word of an error.
    outgoing.on("close", () => {
      connected();
      fail(new Error("Closed without an answer"));
    });
    outgoing.end(body);
  });
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<OutgoingAnswer> {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (status >= 300 && status < 400)
      throw new OutgoingError("redirected", `The answer is a redirect (${status}). Enter the final address.`);
    if ((response.headers["content-encoding"] ?? "identity") !== "identity")
      throw new OutgoingError("too large", "The answer is compressed, which was not asked for.");
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) throw new OutgoingError("too large", "The answer is too large.");
      chunks.push(bytes);
    }
  } finally {
    response.destroy();
  }
  const header = (name: string) => {
    const value = response.headers[name];
    return typeof value === "string" ? value : null;
  };
  return { status, header, body: Buffer.concat(chunks).toString("utf8") };
}
