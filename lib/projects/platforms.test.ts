import { describe, expect, it } from "vitest";
import { platformOf, PLATFORMS } from "#lib/projects/platforms.ts";

const DSN = "https://0123456789abcdef0123456789abcdef@errors.example.com/7";

describe("platforms", () => {
  it.each(PLATFORMS.map((platform) => [platform.id, platform] as const))(
    "%s: DSN, installation, test",
    (_id, platform) => {
      const code = platform.configure(DSN).flatMap((step) => step.snippets.map((snippet) => snippet.code));
      expect(code.join("\n")).toContain(DSN);
      expect(code.join("\n")).not.toMatch(/undefined|\$\{/);
      expect(platform.install.length).toBeGreaterThan(0);
      expect(platform.verify.snippets[0]!.code).not.toBe("");
    },
  );

  it("has each id once", () => {
    expect(new Set(PLATFORMS.map((platform) => platform.id)).size).toBe(PLATFORMS.length);
  });

  it("offers browsers a script of the DSN's own host", () => {
    const code = platformOf("javascript")
      .configure("https://0123456789abcdef0123456789abcdef@errors.example.com:8443/monitor/7")
      .flatMap((step) => step.snippets.map((snippet) => snippet.code));
    expect(code.join("\n")).toContain(
      `src="https://errors.example.com:8443/monitor/js-sdk-loader/0123456789abcdef0123456789abcdef.min.js"`,
    );
  });

  it("loads Node's set-up before the program", () => {
    const code = platformOf("node")
      .configure(DSN)
      .flatMap((step) => step.snippets.map((s) => s.code));
    expect(code.join("\n")).toContain("--import ./instrument.mjs");
  });

  it.each([
    ["javascript-nextjs", "javascript-nextjs"],
    ["node-koa", "node"],
    ["python-celery", "python"],
    ["other", "javascript"],
  ])("%s is set up as %s", (id, expected) => {
    expect(platformOf(id).id).toBe(expected);
  });
});
