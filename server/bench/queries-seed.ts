// A filled Debrief for the benchmark of queries: rows go straight into the stores, made there from numbers, so that
// a million events take minutes. Every value follows from the row's number: two runs hold the same.
import { z } from "zod";
import { createOrganization } from "#lib/accounts/create-organization.ts";
import { clickhouse, queryRows } from "#lib/clickhouse.ts";
import { db, pool } from "#lib/db.ts";
import { sampleRow } from "#server/bench/sample-row.ts";

export const PROJECTS = 8;
const ENVIRONMENTS = ["production", "staging", "development"];
const RELEASES = 60;
const DAYS = 60;
/** Rows of one insert: what fits the engine's memory with payloads of 10 KB. */
const CHUNK = 5_000;
const NO_ID = "0".repeat(32);

/** What is searched for, and how much of it there is. */
export const PLANTED = {
  /** In the text of one event's exception. */
  rare: "zirconium",
  /** In the text of every event's breadcrumbs. */
  common: "checkout",
  inFrames: "settleinvoice77",
  inBreadcrumbs: "coupon-4711-",
  nowhere: "xylophone",
};

async function seedPeople(): Promise<number> {
  const user = await db().user.create({ data: { email: "bench@example.com", name: "Bench" } });
  const organization = await createOrganization(user.id, { name: "Bench", slug: "bench" });
  const organizationId = organization.id;
  const team = await db().team.create({ data: { organizationId, slug: "core", name: "Core" } });
  await db().teamMember.create({ data: { teamId: team.id, userId: user.id } });
  for (let number = 1; number <= PROJECTS; number++)
    await db().project.create({
      data: { organizationId, slug: `project-${number}`, name: `Project ${number}`, platform: "node" },
    });
  await db().environment.createMany({ data: ENVIRONMENTS.map((name) => ({ organizationId, name })) });
  await db().release.createMany({
    data: Array.from({ length: RELEASES }, (_, at) => ({ organizationId, version: `shop@1.${at}.0` })),
  });
  return user.id;
}

// One issue of fifty owns three groups, as after a merge.
const ISSUES = `
  INSERT INTO issue (project_id, number, title, culprit, metadata, level, status, substatus, priority, review_reason,
    unhandled, first_seen, last_seen, times_seen, first_release_id, last_release_id, assignee_user_id, assignee_team_id)
  SELECT 1 + n % ${PROJECTS}, 1 + n / ${PROJECTS},
    (ARRAY['TypeError','PaymentError','KeyError','TimeoutError','ValueError'])[1 + n % 5] || ': ' ||
      (ARRAY['cannot read','was refused','is missing','took too long','has no'])[1 + n / 5 % 5] || ' part' || n,
    'handle' || n % 997 || ' in src/module' || n % 211 || '.ts', jsonb_build_object('type', 'Error', 'value', 'part' || n),
    (ARRAY['ERROR','WARNING','FATAL','INFO']::issue_level[])[1 + n % 4],
    CASE WHEN n % 10 < 7 THEN 'UNRESOLVED' WHEN n % 10 < 9 THEN 'RESOLVED' ELSE 'ARCHIVED' END::issue_status,
    CASE WHEN n % 10 < 2 THEN 'NEW' WHEN n % 10 < 5 THEN 'ONGOING' WHEN n % 10 = 5 THEN 'REGRESSED'
      WHEN n % 10 = 6 THEN 'ESCALATING' WHEN n % 10 < 9 THEN NULL ELSE 'ARCHIVED_UNTIL_ESCALATING' END::issue_substatus,
    (ARRAY['HIGH','MEDIUM','LOW']::issue_priority[])[1 + n % 3],
    CASE WHEN n % 3 = 0 THEN 'NEW' END::review_reason, n % 4 = 0, now(), now(), 0,
    1 + n % ${RELEASES}, 1 + n % ${RELEASES},
    CASE WHEN n % 7 = 0 THEN 1 END, CASE WHEN n % 7 = 1 THEN 1 END
  FROM generate_series(0, $1::int - 1) AS n`;

const GROUPS = `
  INSERT INTO grouping_hash (project_id, hash, version, issue_id, origin_issue_id)
  SELECT i.project_id, md5('group' || i.id || '-' || k), 1, i.id, i.id
  FROM issue i, generate_series(1, CASE WHEN i.id % 50 = 0 THEN 3 ELSE 1 END) AS k ORDER BY i.id, k`;

const OWNERS = `
  INSERT INTO issue_owner (issue_id, source, rule, user_id, team_id, position)
  SELECT id, 'OWNERSHIP_RULE', 'path:src/* bench@example.com', CASE WHEN id % 2 = 0 THEN 1 END,
    CASE WHEN id % 2 = 1 THEN 1 END, 0 FROM issue WHERE id % 5 = 0`;

const MARKS = `
  INSERT INTO issue_bookmark (issue_id, user_id) SELECT id, 1 FROM issue WHERE id % 40 = 0;
  INSERT INTO issue_subscription (issue_id, user_id, reason) SELECT id, 1, 'manual' FROM issue WHERE id % 30 = 0;
  INSERT INTO issue_activity (issue_id, type, data) SELECT id, 'FIRST_SEEN', '{}' FROM issue;
  INSERT INTO issue_activity (issue_id, type, data)
    SELECT id, 'REGRESSED', jsonb_build_object('releaseId', 1 + id % ${RELEASES}) FROM issue WHERE substatus = 'REGRESSED'`;

// Few groups have most events, as in life: the square of an even spread.
const ROWS = `
  WITH (SELECT groupArray(project) FROM (SELECT project FROM bench_groups ORDER BY id)) AS projects,
    (SELECT event FROM bench_event) AS template,
    cityHash64(number) AS h,
    1 + toUInt64(pow((h % 1000003) / 1000003, 2) * length(projects)) AS g,
    projects[g] AS project,
    toString(cityHash64(number, 1) % 50000) AS person,
    concat('order ', toString(h % 10000019), ' of cart ', toString(number)) AS detail,
    toUInt8(cityHash64(number, 2) % 10) AS dice,
    if(number = 77777, ' ${PLANTED.rare}', '') AS rare,
    lower(hex(MD5(toString(number)))) AS hexId,
    arrayMap(i -> concat('settleInvoice', toString(g % 500 + i)), range(6)) AS functions,
    arrayMap(i -> concat('src/module', toString((g + i) % 300), '.ts'), range(6)) AS files,
    -- Of twenty, four name something of their own; the others are clicks and queries that come again and again.
    arrayMap(i -> if(i < 4, concat('GET /api/checkout/', toString(cityHash64(number, i) % 1000000), ' coupon-',
        toString(cityHash64(number, i, 5) % 100000), '-'),
      concat('button.checkout > span.label-', toString(cityHash64(g, number % 50, i) % 5000))), range(20)) AS crumbs
  SELECT project AS project_id, g AS group_id,
    toDateTime64({now:Int64} / 1000, 3, 'UTC') - toIntervalMillisecond(toInt64((1 - number / {events:UInt64}) * ${DAYS * 86_400_000})) AS timestamp,
    toUUID(concat(substring(hexId, 1, 8), '-', substring(hexId, 9, 4), '-', substring(hexId, 13, 4), '-',
      substring(hexId, 17, 4), '-', substring(hexId, 21, 12))) AS event_id,
    timestamp AS received_at, 90 AS retention_days, 'error' AS type, 'node' AS platform,
    ['error','warning','fatal','info'][1 + g % 4] AS level, g % 4 != 0 AS handled, 'generic' AS mechanism,
    concat('TypeError: cannot read part', toString(g)) AS title, concat('handle', toString(g % 997)) AS culprit, '' AS message,
    ['TypeError'] AS exception_types, [concat('Cannot read ', detail, rare)] AS exception_values,
    functions AS stack_functions, [] AS stack_modules, files AS stack_files, files AS stack_paths, [] AS stack_packages,
    concat(lower(title), '\n', culprit, '\ntypeerror\n', lower(exception_values[1]), '\n', lower(arrayStringConcat(functions, '\n')), '\n',
      arrayStringConcat(files, '\n'), '\n', lower(arrayStringConcat(crumbs, '\n'))) AS search_text,
    concat('shop@1.', toString((g + dice) % ${RELEASES}), '.0') AS release, '' AS dist,
    ['${ENVIRONMENTS.join("','")}'][multiIf(dice < 7, 1, dice < 9, 2, 3)] AS environment,
    concat('POST /step/', toString(g % 300)) AS transaction, 'shop' AS logger, concat('web-', toString(dice)) AS server_name,
    concat('https://shop.example/step/', toString(g % 300)) AS url, 'POST' AS http_method,
    concat('id:', person) AS user, person AS user_id, concat('u', person, '@example.com') AS user_email, '' AS user_username,
    concat('10.0.', toString(dice), '.', toString(h % 250)) AS user_ip,
    ['Chrome','Firefox','Safari'][1 + dice % 3] AS browser_name, toString(100 + dice) AS browser_version,
    ['Linux','Windows','iOS'][1 + dice % 3] AS os_name, '1' AS os_version, 'Mac' AS device,
    'sentry.javascript.node' AS sdk_name, '11.12.0' AS sdk_version,
    if(dice < 5, hexId, '') AS trace_id, '' AS span_id, '' AS replay_id,
    map('level', level, 'plan', ['free','premium','enterprise'][1 + dice % 3], 'region', ['eu','us','ap','sa'][1 + h % 4],
      'customer', concat('c', toString(h % 3000)), 'user', user, 'release', release, 'environment', environment,
      'browser.name', browser_name, 'os.name', os_name, 'server_name', server_name, 'mechanism', 'generic') AS tags,
    1 AS has_payload,
    replaceAll(template, '${NO_ID}', hexId) AS event
  FROM numbers({from:UInt64}, {count:UInt64})`;

/** Groups have the ids from 1 on: the database is new. */
async function seedEvents(events: number, now: number): Promise<void> {
  const sample = sampleRow(NO_ID);
  const columns = Object.keys(sample).join(", ");
  const run = (query: string, query_params: Record<string, unknown> = {}) =>
    clickhouse().command({ query, query_params });
  await run("CREATE TABLE bench_groups (id UInt64, project UInt32) ENGINE = Memory");
  await run("CREATE TABLE bench_event (event String) ENGINE = Memory");
  const groups = await pool().query<Record<string, unknown>>(
    "SELECT id, project_id AS project FROM grouping_hash",
  );
  await clickhouse().insert({ table: "bench_groups", values: groups.rows, format: "JSONEachRow" });
  await clickhouse().insert({
    table: "bench_event",
    values: [{ event: sample.event }],
    format: "JSONEachRow",
  });
  for (let from = 0; from < events; from += CHUNK)
    await run(
      `INSERT INTO errors (${columns}) SELECT ${columns} FROM (${ROWS}) SETTINGS max_threads = 1, max_block_size = 1000`,
      { now, from, events, count: Math.min(CHUNK, events - from) },
    );
}

const Seen = z.object({ id: z.string(), first: z.string(), last: z.string(), count: z.coerce.number() });

// What the digest would have counted.
async function countSeeded(): Promise<void> {
  const groups = await queryRows(
    Seen,
    `SELECT toString(group_id) AS id, toString(min(timestamp)) AS first, toString(max(timestamp)) AS last, count() AS count
     FROM errors GROUP BY group_id`,
  );
  await pool().query(
    `WITH seen AS (
       SELECT g.issue_id, min(x.first) AS first, max(x.last) AS last, sum(x.count) AS count
       FROM json_to_recordset($1) AS x(id bigint, first timestamptz, last timestamptz, count bigint)
       JOIN grouping_hash g USING (id) GROUP BY g.issue_id)
     UPDATE issue i SET first_seen = s.first, last_seen = s.last, times_seen = s.count FROM seen s WHERE s.issue_id = i.id`,
    [JSON.stringify(groups)],
  );
  await pool().query(
    `INSERT INTO issue_environment (issue_id, environment_id, first_seen, last_seen, times_seen)
     SELECT i.id, e.id, i.first_seen, i.last_seen, i.times_seen FROM issue i, environment e WHERE e.id = 1 OR i.id % 2 = 0`,
  );
  await pool().query("VACUUM ANALYZE");
}

/** Fills empty stores, and returns who looks at them. */
export async function seedQueries(size: { events: number; issues: number }, now: number): Promise<number> {
  const userId = await seedPeople();
  await pool().query(ISSUES, [size.issues]);
  for (const statement of [GROUPS, OWNERS, MARKS]) await pool().query(statement);
  await seedEvents(size.events, now);
  await countSeeded();
  return userId;
}
