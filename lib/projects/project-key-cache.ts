// The only question that every envelope asks Postgres before it is written; answered from memory for seconds.
import { z } from "zod";
import { pool, selectRows } from "#lib/db.ts";
import { watchKeyChanges } from "#lib/projects/key-change.ts";

const KNOWN_MS = 5_000;
// Short, as a new key must work at once where no announcement arrives; long enough to stop a flood of one key.
const UNKNOWN_MS = 2_000;
const MAX_ENTRIES = 10_000;

const ProjectKey = z.object({
  keyId: z.number(),
  publicKey: z.string(),
  projectId: z.number(),
  organizationId: z.number(),
  isActive: z.boolean(),
  /** Days. */
  retentionDays: z.number(),
  /** Limits on what may come in with it: its own, its project's, its organization's. */
  quotas: z.array(
    z.object({
      id: z.number(),
      scope: z.enum(["organization", "project", "key"]),
      /** Empty: all. */
      categories: z.array(z.string()),
      limit: z.number(),
      windowSeconds: z.number(),
      /** What its latest window had used when this was read. */
      usage: z.object({ windowStart: z.number(), used: z.number() }).nullish(),
    }),
  ),
});
export type ProjectKey = z.infer<typeof ProjectKey>;

type Entry = { key: ProjectKey | null; goodUntil: number };
type Question = PromiseWithResolvers<ProjectKey | null>;

// Apart, so that a flood of invented keys drives no real one out.
const known = new Map<string, Entry>();
const unknown = new Map<string, Entry>();
const asked = new Map<string, Question>();
let waiting: [publicKey: string, question: Question][] = [];
let loading = false;

function remember(publicKey: string, key: ProjectKey | null): void {
  const entries = key ? known : unknown;
  entries.delete(publicKey);
  // Maps keep the order of insertion, so the first is the oldest.
  for (const oldest of entries.keys()) {
    if (entries.size < MAX_ENTRIES) break;
    entries.delete(oldest);
  }
  entries.set(publicKey, { key, goodUntil: performance.now() + (key ? KNOWN_MS : UNKNOWN_MS) });
}

async function answer(questions: typeof waiting): Promise<void> {
  const rows = await selectRows(
    pool(),
    ProjectKey,
    `SELECT k.id AS "keyId", k.public_key AS "publicKey", p.id AS "projectId", k.is_active AS "isActive",
            o.id AS "organizationId", o.retention_days AS "retentionDays",
            (SELECT coalesce(json_agg(json_build_object('id', q.id, 'categories', q.categories, 'limit', q.limit,
                 'windowSeconds', q.window_seconds, 'usage', (
                 SELECT json_build_object('windowStart', extract(epoch FROM u.window_start) * 1000, 'used', u.used)
                 FROM quota_usage u WHERE u.quota_id = q.id ORDER BY u.window_start DESC LIMIT 1), 'scope', CASE WHEN q.key_id IS NOT NULL THEN 'key'
                   WHEN q.project_id IS NOT NULL THEN 'project' ELSE 'organization' END)), '[]')
             FROM quota q WHERE q.organization_id = o.id AND (q.project_id IS NULL OR q.project_id = p.id)
               AND (q.key_id IS NULL OR q.key_id = k.id)) AS quotas
     FROM project_key k JOIN project p ON p.id = k.project_id JOIN organization o ON o.id = p.organization_id
     WHERE k.public_key = ANY ($1::bpchar[])`,
    [questions.map(([publicKey]) => publicKey)],
  );
  const found = new Map(rows.map((row) => [row.publicKey, row]));
  for (const [publicKey, question] of questions) {
    const key = found.get(publicKey) ?? null;
    // Forgotten meanwhile: the answer may be older than the change, so it is not kept.
    if (asked.get(publicKey) === question) remember(publicKey, key);
    question.resolve(key);
  }
}

/** One query at a time, for all keys that were asked for during the last: a flood holds one connection. */
async function answerAll(): Promise<void> {
  if (loading) return;
  loading = true;
  while (waiting.length > 0) {
    const questions = waiting;
    waiting = [];
    try {
      await answer(questions);
    } catch (error) {
      for (const [, question] of questions) question.reject(error);
    }
    for (const [publicKey, question] of questions)
      if (asked.get(publicKey) === question) asked.delete(publicKey);
  }
  loading = false;
}

function ask(publicKey: string): Promise<ProjectKey | null> {
  const question: Question = Promise.withResolvers();
  asked.set(publicKey, question);
  waiting.push([publicKey, question]);
  void answerAll();
  return question.promise;
}

/** The key, at most 5 s old; null when there is none of that name. @throws when Postgres fails. */
export async function findProjectKey(publicKey: string): Promise<ProjectKey | null> {
  const entry = known.get(publicKey) ?? unknown.get(publicKey);
  if (entry && entry.goodUntil > performance.now()) return entry.key;
  return asked.get(publicKey)?.promise ?? ask(publicKey);
}

/** Forgets one key, or with null all of them. */
function forgetProjectKey(publicKey: string | null): void {
  const memories = [known, unknown, asked];
  for (const memory of memories) {
    if (publicKey === null) memory.clear();
    else memory.delete(publicKey);
  }
}

/** Makes changed keys count at once instead of within seconds. @returns when it listens, and how to stop it. */
export const keepProjectKeysFresh = () => watchKeyChanges(forgetProjectKey);
