// Starts the doors in a process of their own, on this file's stores, and sends them bytes as they are.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { childEnvironment, env } from "#lib/env.ts";

const SCRIPT = resolve(import.meta.dirname, "door-process.ts");
const Started = z.object({ port: z.number() });
const Measured = z.object({ bytes: z.number(), stallMs: z.number(), cpuMs: z.number() });

/** `status` is null when the server hung up without a word. */
export type RawAnswer = { status: number | null; headers: string; body: string; ms: number };

export type Door = {
  port: number;
  /** Sends bytes as they are and reads one answer, or until the server hangs up. */
  sendRaw: (...parts: readonly (string | Uint8Array)[]) => Promise<RawAnswer>;
  post: (path: string, body: string | Uint8Array, headers?: Record<string, string>) => Promise<RawAnswer>;
  /** What the process used, and how long its main thread worked at a stretch; outcomes are written. */
  measure: <T>(
    work: () => Promise<T>,
  ) => Promise<{ result: T; grownBytes: number; stallMs: number; cpuMs: number }>;
  isAlive: () => boolean;
  stop: () => Promise<void>;
};

async function ask(child: ChildProcess, message: string): Promise<z.infer<typeof Measured>> {
  const answer = once(child, "message");
  child.send(message);
  const [measured] = await answer;
  return Measured.parse(measured);
}

function parseAnswer(bytes: Buffer, ms: number): RawAnswer {
  const text = bytes.toString("latin1");
  const [head = "", ...body] = text.split("\r\n\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
  return { status: status ? Number(status) : null, headers: head, body: body.join("\r\n\r\n"), ms };
}

/** One answer on one connection, which the request asks to close. */
function exchange(port: number, parts: readonly (string | Uint8Array)[]): Promise<RawAnswer> {
  const started = performance.now();
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1" });
    const received: Buffer[] = [];
    let firstByteMs = 0;
    socket.on("data", (chunk: Buffer) => {
      firstByteMs ||= performance.now() - started;
      received.push(chunk);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => done(parseAnswer(Buffer.concat(received), firstByteMs)));
    // Never half-closed: a server may take that for a sender who left.
    for (const part of parts) socket.write(part);
  });
}

/** Call it after `useStores`, in `beforeAll`. */
export async function startDoor(): Promise<Door> {
  const { databaseUrl = "", clickhouseUrl = "", blobStore } = env();
  const blobUrl = blobStore.kind === "file" ? pathToFileURL(blobStore.folder).href : "";
  const child = fork(SCRIPT, {
    execArgv: ["--disable-warning=ExperimentalWarning", "--expose-gc"],
    env: childEnvironment({
      DATABASE_URL: databaseUrl,
      CLICKHOUSE_URL: clickhouseUrl,
      BLOB_URL: blobUrl,
      LOG_LEVEL: "silent",
    }),
  });
  const [message] = await once(child, "message");
  const { port } = Started.parse(message);
  const sendRaw: Door["sendRaw"] = (...parts) => exchange(port, parts);
  return {
    port,
    sendRaw,
    post: (path, body, headers = {}) => {
      const bytes = Buffer.from(body);
      const fields = {
        host: "debrief",
        "content-length": String(bytes.length),
        connection: "close",
        ...headers,
      };
      const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
      return sendRaw(`POST ${path} HTTP/1.1\r\n${head.join("")}\r\n`, bytes);
    },
    measure: async (work) => {
      const before = await ask(child, "watch");
      const result = await work();
      const after = await ask(child, "tell");
      return { result, grownBytes: after.bytes - before.bytes, stallMs: after.stallMs, cpuMs: after.cpuMs };
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
    },
  };
}
