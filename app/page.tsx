import type { ReactNode } from "react";
import { PublicHeader } from "#components/frame/public-header.tsx";
import { CommandLine } from "#components/landing/command-line.tsx";
import { ExampleIssue } from "#components/landing/example-issue.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { env } from "#lib/env.ts";

export default function LandingPage() {
  return (
    <div className="text-lg">
      <PublicHeader links />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 outline-none sm:px-6">
        <Opening />
        <Start />
        <Facts />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-4 sm:px-6">
        <p className="border-t py-6 text-base text-muted">
          Debrief is free software under the Apache licence 2.0. It is not affiliated with Sentry.
        </p>
      </footer>
    </div>
  );
}

function Opening() {
  return (
    <div className="grid gap-10 pt-10 pb-16 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-14 lg:pt-20 lg:pb-24">
      <div className="grid content-start gap-6 lg:pt-4">
        <h1 className="text-3xl font-semibold tracking-tight sm:text-4xl">
          Something broke in production. See what really happened.
        </h1>
        <p className="max-w-[52ch] text-pretty text-muted">
          Debrief takes the errors that your Sentry SDKs already send and makes them readable: which line
          failed, since which release, for how many people, and what they did just before.
        </p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/sign-up" variant="primary" size="lg">
            Create account
          </ButtonLink>
          <ButtonLink href="/sign-in" size="lg">
            Sign in
          </ButtonLink>
        </div>
        <p className="text-base text-muted">Runs on your machine. What you send stays there.</p>
      </div>
      <ExampleIssue />
    </div>
  );
}

function Start() {
  const { protocol, host } = new URL(env().baseUrl);
  const snippet = `import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: "${protocol}//<key>@${host}/<project>",
});`;
  return (
    <section aria-labelledby="start" className="grid gap-10 border-t py-14 md:grid-cols-2 md:gap-14">
      <h2 id="start" className="text-2xl font-semibold md:col-span-2">
        Two steps
      </h2>
      <div className="grid content-start gap-3">
        <h3 className="font-semibold">Start it</h3>
        <p className="text-pretty text-muted">
          In a checkout, with Node 20.19 or newer. One command installs, builds, brings its own databases and
          prints the address. The next start takes seconds.
        </p>
        <CommandLine command="npm start" />
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <h3 className="font-semibold">Point an SDK at it</h3>
        <p className="text-pretty text-muted">
          Keep the Sentry SDK you have, in any language. Change the DSN to the one of your project here;
          nothing else in your code changes.
        </p>
        <CodeBlock code={snippet} lang="javascript" copyLabel="Copy snippet" />
      </div>
    </section>
  );
}

function Facts() {
  return (
    <section aria-labelledby="facts" className="grid gap-8 border-t py-14">
      <h2 id="facts" className="text-2xl font-semibold">
        What you can rely on
      </h2>
      <dl className="grid gap-x-14 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
        <Fact term="One issue per cause">
          Events are grouped by where and how they failed. The same failure adds a count, not another row.
        </Fact>
        <Fact term="The evidence on one page">
          Stack traces with the failing line, variables, breadcrumbs, request, user, tags and release.
        </Fact>
        <Fact term="Nothing lost, nothing twice">
          An event is acknowledged once it is on disk, and stored exactly once, even if a process dies
          halfway.
        </Fact>
        <Fact term="The same protocol">
          SDKs, DSNs and the web API speak Sentry&apos;s protocol, so leaving is as easy as coming.
        </Fact>
        <Fact term="One machine first">
          Two processor cores and about a gigabyte of memory do. Your own Postgres and ClickHouse take over
          when you outgrow it.
        </Fact>
        <Fact term="Made for the keyboard">
          Paste an event id or an e-mail address into the search and land on it. Every list works without a
          mouse.
        </Fact>
      </dl>
      <p className="max-w-[70ch] text-base text-pretty text-muted">
        Replays, traces, logs, metrics, sessions and check-ins are stored from the first day and readable
        through the Web API. Their pages, alerts and source maps are not here yet.
      </p>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <dt className="font-semibold">{term}</dt>
      <dd className="text-pretty text-muted">{children}</dd>
    </div>
  );
}
