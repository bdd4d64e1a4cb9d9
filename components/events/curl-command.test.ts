import { describe, expect, it } from "vitest";
import { curlCommand } from "#components/events/curl-command.ts";

describe("curlCommand", () => {
  it("needs a URL", () => expect(curlCommand({ method: "GET" })).toBe(""));
  it("quotes what a shell would run", () => {
    expect(curlCommand({ url: "https://a.b/$(id)", headers: [["X-Name", "it's"]] })).toBe(
      "curl --url 'https://a.b/$(id)' \\\n  -H 'X-Name: it'\\''s'",
    );
  });
  it("leaves out what a terminal would obey", () =>
    expect(curlCommand({ url: "https://a.b/\u001b[201~x" })).toBe("curl --url 'https://a.b/[201~x'"));
  it("carries method, query, cookies and body", () => {
    const command = curlCommand({
      url: "https://a.b/c",
      method: "POST",
      query: [["q", "1 2"]],
      headers: [["Content-Length", "9"]],
      cookies: [["a", "b"]],
      data: { ok: true },
    });
    expect(command).toBe(
      "curl --url 'https://a.b/c?q=1+2' \\\n  -X 'POST' \\\n  -b 'a=b' \\\n  --data-raw '{\"ok\":true}'",
    );
  });
});
