/**
 * Which file may import which. The tree reads top-down: app, server -> flows -> domains -> base.
 * Add an exception only by moving a file, never by loosening a rule.
 */
const DOMAIN =
  "^lib/(accounts|projects|releases|events|issues|replays|feedback|alerts|traces|logs|metrics|sessions|profiles|monitors|attachments|quotas|filters|scrubbing|telemetry|outcomes|stats|discover|ownership|tickets)/";
const FLOW = "^lib/(ingest|digest)/";
const BASE = "^lib/(envelope|queue|format|search|outgoing)/|^lib/[^/]+\\.ts$";

const forbid = (name, comment, from, to, scope = "module") => ({
  name,
  comment,
  severity: "error",
  scope,
  from,
  to,
});

module.exports = {
  forbidden: [
    forbid(
      "no-file-cycles",
      "Two files that need each other are one file, or need a third.",
      { pathNot: "^prisma/client/" },
      { circular: true },
    ),
    forbid(
      "lib-knows-no-ui",
      "lib/ also runs in the worker; lib/auth alone is web-only.",
      { path: "^lib/", pathNot: "^lib/auth/" },
      { path: "^(app|components)/|^node_modules/(react|next)/" },
    ),
    forbid(
      "base-knows-no-domain",
      "Plumbing does not know what an issue is.",
      { path: BASE },
      { path: `${DOMAIN}|${FLOW}` },
    ),
    forbid(
      "sessions-are-web-only",
      "Only app/ asks who is looking.",
      { path: "^(lib|components|server)/", pathNot: "^lib/auth/" },
      { path: "^lib/auth/" },
    ),
    forbid(
      "domains-know-no-flow",
      "A domain offers steps; a flow puts them in order.",
      { path: DOMAIN },
      { path: FLOW },
    ),
    forbid(
      "ingest-never-digests",
      "They run in different processes and meet only at the queue.",
      { path: "^lib/ingest/", pathNot: "\\.test\\.ts$" },
      { path: "^lib/digest/" },
    ),
    forbid(
      "digest-never-ingests",
      "They run in different processes and meet only at the queue.",
      { path: "^lib/digest/", pathNot: "\\.test\\.ts$" },
      { path: "^lib/ingest/" },
    ),
    forbid("only-the-worker-digests", "", { path: "^(app|components)/" }, { path: "^lib/digest/" }),
    forbid(
      "components-take-props",
      "Types and pure formatting only; pages fetch and hand down.",
      { path: "^components/" },
      { path: "^app/|^lib/(?!format/)", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "only-lib-touches-a-database",
      "SQL lives beside the domain it serves.",
      { path: "^(app|components)/" },
      { path: "^lib/(db|clickhouse)\\.ts$|^prisma/client/|^node_modules/(@prisma|@clickhouse|pg)/" },
    ),
    forbid(
      "lib-starts-nothing",
      "server/ runs processes; lib/ is what they run.",
      { path: "^(lib|components)/", pathNot: "\\.test\\.tsx?$" },
      { path: "^(server|app|e2e)/" },
    ),
    forbid(
      "no-drawers",
      "Name the file after its topic.",
      {},
      { path: "/(utils?|helpers?|misc|common|shared)(/|\\.tsx?$)", pathNot: "node_modules" },
    ),
    forbid(
      "code-knows-no-test",
      "",
      { pathNot: "\\.test\\.tsx?$|^e2e/|^server/testing/" },
      { path: "\\.test\\.tsx?$|^e2e/|^server/testing/" },
    ),
    forbid("nothing-unresolved", "", {}, { couldNotResolve: true }),
  ],
  options: {
    includeOnly: "^(app|components|lib|server|e2e|prisma|node_modules/(react|next|pg|@prisma|@clickhouse)/)",
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
