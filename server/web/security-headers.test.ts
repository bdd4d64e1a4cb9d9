import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { overrideEnvironment } from "#lib/env.ts";
import { contentSecurityPolicy, secure } from "#server/web/security-headers.ts";

describe("contentSecurityPolicy", () => {
  it("lets only this view's scripts run, and nobody frame the page", () => {
    const policy = contentSecurityPolicy("abc", false);
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe-eval");
  });

  it("allows evaluation in development only", () => {
    expect(contentSecurityPolicy("abc", true)).toContain("'unsafe-eval'");
  });
});

/** A request as it stands after its headers were set. */
function secured(peer: string, headers: Record<string, string> = {}) {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  const response = new ServerResponse(request);
  secure(request, response, false);
  return { request, response };
}

describe("secure", () => {
  it.each([
    ["a stranger's word is replaced", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["also over IPv6", "2001:db8::7", "198.51.100.1", "2001:db8::7"],
    ["a proxy's word counts", "10.0.0.2", "198.51.100.1", "198.51.100.1"],
    ["also over a mapped address", "::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"],
  ])("X-Forwarded-For: %s", (_case, peer, told, expected) => {
    const { request } = secured(peer, { "x-forwarded-for": told });
    expect(request.headers["x-forwarded-for"]).toBe(expected);
  });

  it("never lets a sender's own policy reach the page", () => {
    const { request, response } = secured("127.0.0.1", { "content-security-policy": "script-src 'nonce-x'" });
    expect(request.headers["content-security-policy"]).toBe(response.getHeader("Content-Security-Policy"));
  });

  it("asks browsers to stay on TLS where there is TLS", () => {
    overrideEnvironment({ baseUrl: "http://localhost:3000" });
    expect(secured("127.0.0.1").response.hasHeader("Strict-Transport-Security")).toBe(false);
    overrideEnvironment({ baseUrl: "https://debrief.example" });
    expect(secured("127.0.0.1").response.getHeader("Strict-Transport-Security")).toBe("max-age=31536000");
  });
});
