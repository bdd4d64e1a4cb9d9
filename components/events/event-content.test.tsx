import { prerender } from "react-dom/static";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { EventContent } from "#components/events/event-content.tsx";
import { normalizePayload } from "#server/testing/normalize-payload.ts";

const SCRIPT = `</script><script>alert(1)</script><img src=x onerror="alert(1)"><svg/onload=alert(1)>`;
const LINK = "javascript:alert(1)";

// (60) of docs/bad-input.md.
it("(60) shows markup and scripts of every field as text", async () => {
  const frame = {
    filename: SCRIPT,
    abs_path: LINK,
    function: SCRIPT,
    module: SCRIPT,
    lineno: 2,
    in_app: true,
    pre_context: [SCRIPT],
    context_line: SCRIPT,
    post_context: [SCRIPT],
    vars: { [SCRIPT]: SCRIPT },
  };
  const stacktrace = { frames: [frame] };
  const crumb = { category: SCRIPT, message: SCRIPT, data: { url: LINK, [SCRIPT]: SCRIPT } };
  const event = normalizePayload({
    platform: "javascript",
    logentry: { message: `%s ${SCRIPT}`, params: [SCRIPT], formatted: SCRIPT },
    exception: {
      values: [{ type: SCRIPT, value: SCRIPT, stacktrace, mechanism: { type: SCRIPT, help_link: LINK } }],
    },
    template: frame,
    threads: { values: [{ id: 1, name: SCRIPT, crashed: true, stacktrace }] },
    breadcrumbs: [crumb, { ...crumb, category: "fetch" }, { ...crumb, category: "navigation" }],
    request: {
      url: LINK,
      method: "GET",
      query_string: [[SCRIPT, SCRIPT]],
      headers: [["X-Evil", SCRIPT]],
      cookies: { a: SCRIPT },
      data: SCRIPT,
    },
    user: { id: SCRIPT, email: SCRIPT, username: SCRIPT, name: SCRIPT },
    tags: { evil: SCRIPT, url: LINK },
    extra: { [SCRIPT]: { deep: [SCRIPT] } },
    contexts: { evil: { [SCRIPT]: SCRIPT }, flags: { values: [{ flag: SCRIPT, result: SCRIPT }] } },
    modules: { [SCRIPT]: SCRIPT },
    sdk: { name: SCRIPT, version: SCRIPT },
    release: 7,
  });
  const { prelude } = await prerender(
    <EventContent event={event} title={SCRIPT} countedOnly={0} losses={[]} hrefForTag={() => null} />,
  );
  const html = await text(prelude);
  expect(html.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThan(20);
  expect(html).not.toMatch(/<script>alert|<img src=x|<svg\/onload/);
  expect(html).not.toMatch(/(?:href|src|action)="javascript:/i);
});
