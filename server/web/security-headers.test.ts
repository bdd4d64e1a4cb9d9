import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "#server/web/security-headers.ts";

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
