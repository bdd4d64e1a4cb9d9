import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { limitUpload } from "#server/web/limit-upload.ts";

let server: Server;
beforeEach(async () => {
  server = createServer((request, response) => {
    limitUpload(request, response, 50);
    request.on("error", () => undefined).resume();
    setTimeout(() => response.end("done"), 150);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterEach(() => server.close());

/** What comes back until the connection ends. */
async function answerTo(text: string): Promise<string> {
  const address: AddressInfo | string | null = server.address();
  if (!address || typeof address === "string") throw new Error("The server has no port.");
  const socket = connect(address.port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => (answer += String(chunk))).on("error", () => undefined);
  socket.write(text);
  await once(socket, "close");
  return answer;
}

const post = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";

it("cuts off a body that does not arrive", async () => {
  expect(await answerTo(`${post}a`)).toBe("");
});

it.each([
  ["a body that arrived", `${post}abc`],
  ["no body", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
])("lets the answer to %s take its time", async (_case, text) => {
  expect(await answerTo(text)).toContain("done");
});
