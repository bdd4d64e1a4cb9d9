// The least of an HTTP client: one keep-alive connection to this machine, one request at a time. Node's own
// client costs as much time as the server that is measured.
import { once } from "node:events";
import { connect, type Socket } from "node:net";

const HEAD_END = "\r\n\r\n";

type Answer = { status: number; ms: number };
type Waiting = { started: number; done: (answer: Answer) => void };

export type Connection = {
  /** Resolves when it stands, or cannot be made. */
  connect: () => Promise<void>;
  /** Status 0: the connection broke. */
  post: (body: Buffer) => Promise<Answer>;
  close: () => void;
};

/** How long the whole answer is; null while its head is not all here, or says no length. */
function answerLength(received: string): number | null {
  const end = received.indexOf(HEAD_END);
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, Math.max(0, end))) ?? [];
  return end < 0 || length === undefined ? null : end + HEAD_END.length + Number(length);
}

/** Connects on first use, and again when the server has closed. */
export function openConnection(port: number, path: string): Connection {
  let socket: Socket | undefined;
  let waiting: Waiting | undefined;
  let received = "";

  const finish = (status: number) => {
    const { started, done } = waiting ?? {};
    waiting = undefined;
    received = "";
    if (started !== undefined) done?.({ status, ms: performance.now() - started });
  };
  const hangUp = (from: Socket) => {
    if (socket !== from) return;
    socket = undefined;
    finish(0);
  };
  const open = () => {
    const fresh = connect({ port, host: "127.0.0.1", noDelay: true });
    fresh.setEncoding("latin1");
    fresh.on("data", (chunk) => {
      received += String(chunk);
      const length = answerLength(received);
      if (length === null || received.length < length) return;
      const isLast = /\r\nconnection: close/i.test(received);
      const status = Number(received.slice(9, 12));
      if (isLast) socket = undefined;
      finish(status);
      if (isLast) fresh.destroy();
    });
    fresh.on("error", () => hangUp(fresh)).on("close", () => hangUp(fresh));
    return (socket = fresh);
  };

  return {
    connect: async () => {
      const fresh = open();
      await Promise.race([once(fresh, "connect"), once(fresh, "close")]).catch(() => undefined);
    },
    post: (body) =>
      new Promise((done) => {
        const target = socket ?? open();
        waiting = { started: performance.now(), done };
        target.cork();
        target.write(
          `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: ${body.length}${HEAD_END}`,
        );
        target.write(body);
        target.uncork();
      }),
    close: () => socket?.destroy(),
  };
}
