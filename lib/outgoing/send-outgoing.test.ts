import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createRawServer, type AddressInfo, type Server as RawServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { overrideEnvironment } from "#lib/env.ts";
import { checkAddress } from "#lib/outgoing/read-address.ts";
import { sendOutgoing, type OutgoingRequest } from "#lib/outgoing/send-outgoing.ts";

const open: { close: () => unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
  overrideEnvironment({ outgoingAllowedHosts: [] });
});

async function portOf(server: Server | RawServer) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(server);
  return (server.address() as AddressInfo).port;
}

/** A server on the loopback that counts who came. */
async function serve(listener: RequestListener = (_request, response) => response.end("hello")) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    listener(request, response);
  });
  return { port: await portOf(server), seen };
}

const allow = (port: number) => overrideEnvironment({ outgoingAllowedHosts: [`127.0.0.1:${port}`] });
const send = (url: string, more: Partial<OutgoingRequest> = {}) =>
  sendOutgoing({ url, method: "GET", headers: {}, ...more });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => "it was sent",
    (error: unknown) => (error instanceof Error && "kind" in error ? String(error.kind) : String(error)),
  );

describe("refused at save and at send, and nobody is asked", () => {
  it.each([
    ["hexadecimal", "http://0x7f.1:PORT/"],
    ["one number", "http://2130706433:PORT/"],
    ["octal", "http://017700000001:PORT/"],
    ["short", "http://127.1:PORT/"],
    ["circled digits", "http://①②⑦.0.0.1:PORT/"],
    ["ideographic dots", "http://127。0。0。1:PORT/"],
    ["percent signs", "http://%31%32%37.0.0.1:PORT/"],
    ["a dot at the end", "http://127.0.0.1.:PORT/"],
    ["loopback", "http://127.0.0.1:PORT/"],
    ["loopback IPv6", "http://[::1]:PORT/"],
    ["mapped", "http://[::ffff:127.0.0.1]:PORT/"],
    ["compatible", "http://[::127.0.0.1]:PORT/"],
    ["NAT64", "http://[64:ff9b::7f00:1]:PORT/"],
    ["6to4", "http://[2002:7f00:1::]:PORT/"],
    ["Teredo", "http://[2001:0:53aa:64c:0:0:80ff:fffe]:PORT/"],
    ["carrier-grade NAT", "http://100.64.0.1:PORT/"],
    ["link-local", "http://[fe80::1]:PORT/"],
    ["metadata", "http://169.254.169.254/latest/meta-data/"],
    ["private", "http://192.168.0.1/"],
    ["unspecified", "http://0.0.0.0:PORT/"],
    ["a name of this machine", "http://localhost:PORT/"],
    ["a user name", "http://user@127.0.0.1:PORT/"],
    ["a user name that looks like the host", "https://api.github.com:443@127.0.0.1:PORT/"],
    ["an empty user name", "https://@example.com/"],
    ["a backslash", "https://example.com\\@127.0.0.1:PORT/"],
    ["backslashes for slashes", "http:\\\\127.0.0.1:PORT/"],
    ["a fragment", "https://example.com#@127.0.0.1:PORT/"],
    ["blanks", "http://example.com &@127.0.0.1:PORT# @example.com/"],
    ["a line break", "http://127.0.0.1:PORT/\r\nx: y"],
    ["a tab inside", "http://127.0\t.0.1:PORT/"],
    ["one slash", "http:/127.0.0.1:PORT/"],
    ["three slashes", "http:///127.0.0.1:PORT/"],
    ["no slash", "http:127.0.0.1:PORT/"],
    ["a file", "file:///etc/passwd"],
    ["gopher", "gopher://127.0.0.1:PORT/_"],
    ["a script", "javascript:alert(1)"],
    ["nothing", ""],
    ["very long", `https://example.com/${"a".repeat(3_000)}`],
  ])("%s", async (_name, pattern) => {
    const { port, seen } = await serve();
    const url = pattern.replace("PORT", String(port));
    expect([await failure(checkAddress(url)), await failure(send(url))]).toEqual(["refused", "refused"]);
    expect(seen).toEqual([]);
  });

  it("a name with one private address among public ones", async () => {
    const resolve = async () => [
      { address: "140.82.121.5", family: 4 },
      { address: "10.0.0.7", family: 4 },
    ];
    expect(await failure(checkAddress("https://tracker.test/", resolve))).toBe("refused");
    expect(await failure(send("https://tracker.test/", { resolve }))).toBe("refused");
  });

  it("a name that turned private after it was saved", async () => {
    const { port, seen } = await serve();
    const answers = ["140.82.121.5", "127.0.0.1"];
    const resolve = async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }];
    await checkAddress(`http://tracker.test:${port}/`, resolve);
    expect(await failure(send(`http://tracker.test:${port}/`, { resolve }))).toBe("refused");
    expect(seen).toEqual([]);
  });
});

it("connects to the address that was checked, without asking for the name again", async () => {
  const { port, seen } = await serve();
  overrideEnvironment({ outgoingAllowedHosts: [`tracker.test:${port}`] });
  const resolve = vi.fn(async () => [{ address: "127.0.0.1", family: 4 }]);
  const { status, body } = await send(`http://tracker.test:${port}/a?b=c`, { resolve });
  expect([status, body, resolve.mock.calls.length]).toEqual([200, "hello", 1]);
  expect([seen[0]?.headers.host, seen[0]?.url]).toEqual([`tracker.test:${port}`, "/a?b=c"]);
});

it.each<[allowed: string, url: string, isSent: boolean]>([
  ["127.0.0.1", "http://127.0.0.1:PORT/", true],
  ["127.0.0.1:PORT", "http://127.0.0.1:PORT/", true],
  ["127.0.0.1:PORT", "http://0x7f.1:PORT/", true],
  ["127.0.0.1:1", "http://127.0.0.1:PORT/", false],
  ["127.0.0.2", "http://127.0.0.1:PORT/", false],
  ["27.0.0.1", "http://127.0.0.1:PORT/", false],
  ["localhost", "http://127.0.0.1:PORT/", false],
])("OUTGOING_ALLOWED_HOSTS=%s and %s", async (allowed, url, isSent) => {
  const { port } = await serve();
  overrideEnvironment({ outgoingAllowedHosts: [allowed.replace("PORT", String(port))] });
  expect(await failure(send(url.replace("PORT", String(port))))).toBe(isSent ? "it was sent" : "refused");
});

it("follows no redirect", async () => {
  const inside = await serve();
  const { port } = await serve((_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
  );
  allow(port);
  expect(await failure(send(`http://127.0.0.1:${port}/`))).toBe("redirected");
  expect(inside.seen).toEqual([]);
});

it("sends its own headers and nothing of the environment", async () => {
  const { port, seen } = await serve();
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
  vi.stubEnv("http_proxy", "http://127.0.0.1:1");
  allow(port);
  await send(`http://127.0.0.1:${port}/`, { method: "POST", headers: { "x-ours": "1" }, body: "ä" });
  vi.unstubAllEnvs();
  expect(seen[0]?.headers).toEqual({
    host: `127.0.0.1:${port}`,
    connection: "close",
    "user-agent": "Debrief",
    "accept-encoding": "identity",
    "content-length": "2",
    "x-ours": "1",
  });
});

it.each([
  ["switches the protocol", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"],
  ["ends before it begins", ""],
  ["is no HTTP", "SSH-2.0-OpenSSH\r\n"],
])("an answer that %s is a failure, at once", async (_name, answer) => {
  const server = createRawServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => (answer === "" ? socket.end() : socket.write(answer)));
  });
  const port = await portOf(server);
  allow(port);
  expect(await failure(send(`http://127.0.0.1:${port}/`))).toBe("unreachable");
});

it("stops when its caller stops", async () => {
  const stop = new AbortController();
  const { port } = await serve(() => stop.abort());
  allow(port);
  expect(await failure(send(`http://127.0.0.1:${port}/`, { signal: stop.signal }))).toBe("too slow");
});

describe("an answer is bounded", () => {
  it("in size, also when it says nothing of it", async () => {
    const { port } = await serve((_request, response) => {
      response.on("error", () => undefined);
      const more = () => response.write("x".repeat(65_536), (error) => error ?? more());
      more();
    });
    allow(port);
    expect(await failure(send(`http://127.0.0.1:${port}/`, { maxBytes: 200_000 }))).toBe("too large");
  });

  it("and is not unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024));
    const { port } = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    allow(port);
    expect(await failure(send(`http://127.0.0.1:${port}/`))).toBe("too large");
  });

  it.each<[name: string, listener: RequestListener]>([
    ["never comes", () => undefined],
    ["never ends", (_request, response) => void response.write("x")],
  ])("in time, when it %s", async (_name, listener) => {
    const { port } = await serve(listener);
    allow(port);
    expect(await failure(send(`http://127.0.0.1:${port}/`, { timeoutMs: 200 }))).toBe("too slow");
  });

  it("in time, when the name is never resolved", async () => {
    const resolve = () => new Promise<never>(() => undefined);
    expect(await failure(send("https://tracker.test/", { timeoutMs: 50, resolve }))).toBe("too slow");
  });

  it("in its headers", async () => {
    const { port } = await serve((_request, response) =>
      response.writeHead(200, { "x-long": "x".repeat(20_000) }).end(),
    );
    allow(port);
    expect(await failure(send(`http://127.0.0.1:${port}/`))).toBe("unreachable");
  });
});

it("tells TLS the name that was typed, not the address", async () => {
  let hello = "";
  const server = createRawServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (bytes: Buffer) => {
      hello = bytes.toString("latin1");
      socket.destroy();
    });
  });
  const port = await portOf(server);
  overrideEnvironment({ outgoingAllowedHosts: ["tracker.test"] });
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  expect(await failure(send(`https://tracker.test:${port}/`, { resolve }))).toBe("unreachable");
  expect(hello).toContain("tracker.test");
});

it("says who could not be reached, and nothing that was sent", async () => {
  overrideEnvironment({ outgoingAllowedHosts: ["127.0.0.1"] });
  const sent = send("http://127.0.0.1:1/", { headers: { authorization: "Bearer secret" } });
  await expect(sent).rejects.toThrow("127.0.0.1 could not be reached (ECONNREFUSED).");
});
