import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { hasHmac, isSecret } from "#lib/tickets/signature.ts";

const body = Buffer.from('{"action":"closed"}');
const right = createHmac("sha256", "secret").update(body).digest("hex");

// The first line is GitHub's own example: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
it("agrees with GitHub's example", () => {
  const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  expect(hasHmac(signature, Buffer.from("Hello, World!"), "It's a Secret to Everybody")).toBe(true);
});

it.each<[name: string, given: string | null, isRight: boolean]>([
  ["right", `sha256=${right}`, true],
  ["right, in capitals", `sha256=${right.toUpperCase()}`, true],
  ["missing", null, false],
  ["empty", "", false],
  ["without its name", right, false],
  ["of an older kind", `sha1=${right.slice(0, 40)}`, false],
  ["cut", `sha256=${right.slice(0, -1)}`, false],
  ["cut to a byte", `sha256=${right.slice(0, 2)}`, false],
  ["cut to nothing", "sha256=", false],
  ["too long", `sha256=${right}00`, false],
  ["not hex", `sha256=${"g".repeat(64)}`, false],
  ["of another secret", `sha256=${createHmac("sha256", "other").update(body).digest("hex")}`, false],
  ["of another body", `sha256=${createHmac("sha256", "secret").update("{}").digest("hex")}`, false],
])("a signature that is %s", (_name, given, isRight) => expect(hasHmac(given, body, "secret")).toBe(isRight));

it.each<[given: string | null, isRight: boolean]>([
  ["secret", true],
  ["Secret", false],
  ["secre", false],
  ["secret ", false],
  ["", false],
  [null, false],
])("the secret as %s", (given, isRight) => expect(isSecret(given, "secret")).toBe(isRight));
