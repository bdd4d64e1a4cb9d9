import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { TicketPanel } from "#components/issues/ticket-panel.tsx";
import { ToastProvider } from "#components/ui/toast.tsx";
import type { LinkedTicket } from "#lib/tickets/queries.ts";

const ticket: LinkedTicket = {
  id: 1,
  kind: "GITHUB",
  integrationId: 1,
  integrationName: "GitHub",
  key: "acme/web#12",
  url: "https://github.com/acme/web/issues/12",
  title: "<img src=x onerror=alert(1)>",
  status: "CLOSED",
  updatedAt: 1_700_000_000_000,
};
const tracker = { id: 1, kind: "GITHUB", name: "GitHub" } as const;
const fail = () => Promise.reject(new Error("Nobody asked"));
const actions = { draft: fail, create: fail, link: fail, refresh: fail, unlink: fail };

const render = (props: Parameters<typeof TicketPanel>[0]) =>
  renderToStaticMarkup(
    <ToastProvider>
      <TicketPanel {...props} />
    </ToastProvider>,
  );

it("shows a ticket with its status in words, and its title as text", () => {
  const html = render({ tickets: [ticket], trackers: [tracker], actions });
  expect(html).toContain('href="https://github.com/acme/web/issues/12"');
  expect(html).toContain('rel="noreferrer"');
  expect(html).toContain("Closed");
  expect(html).toContain("&lt;img src=x");
  expect(html).toMatch(/Create a ticket.*Link a ticket/);
});

it("offers nothing to those who may only read", () => {
  const html = render({ tickets: [ticket], trackers: [tracker] });
  expect(html).toContain("acme/web#12");
  expect(html).not.toMatch(/<button|Create a ticket/);
});

it("leads whoever may to the settings when there is no tracker, and shows nobody else anything", () => {
  const settingsHref = "/organizations/acme/settings/integrations";
  expect(render({ tickets: [], trackers: [], actions, settingsHref })).toContain(settingsHref);
  expect(render({ tickets: [], trackers: [], actions })).not.toContain("Tickets");
});
