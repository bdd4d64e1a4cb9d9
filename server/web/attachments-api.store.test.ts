// Files on their way: posted, digested, listed and downloaded as the Web API and pages do it.
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { findProjectAccess } from "#lib/accounts/access.ts";
import { answerFile } from "#lib/attachments/answer-file.ts";
import { findAttachment, listAttachments } from "#lib/attachments/queries.ts";
import { readViewHierarchy } from "#lib/attachments/view-hierarchy.ts";
import { db, pool } from "#lib/db.ts";
import { digestBatch } from "#lib/digest/digest-batch.ts";
import { drainJournal } from "#lib/digest/run-worker.ts";
import { env } from "#lib/env.ts";
import { createCast, type Cast } from "#server/testing/cast.ts";
import { askApi, countedOutcomes, postEnvelope } from "#server/testing/envelopes.ts";
import { useStores } from "#server/testing/use-stores.ts";
import { GET as LIST } from "../../app/api/0/projects/[org]/[project]/events/[event]/attachments/route.ts";
import { GET as ONE } from "../../app/api/0/projects/[org]/[project]/events/[event]/attachments/[attachment]/route.ts";

const stores = useStores();
let cast: Cast;
beforeEach(async () => {
  await stores.truncate();
  const { blobStore } = env();
  if (blobStore.kind === "file") rmSync(blobStore.folder, { recursive: true, force: true });
  cast = await createCast();
});

const ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), randomBytes(2_000)]);
const attachment = (payload: Uint8Array | string, header: object = {}) => ({
  header: { type: "attachment", filename: "notes.txt", content_type: "text/plain", ...header },
  payload,
});
const post = (...items: Parameters<typeof postEnvelope>[2]) => postEnvelope(cast, { event_id: ID }, items);

/** All files of the blob store, unfinished ones included. */
function storedFiles(): string[] {
  const { blobStore } = env();
  if (blobStore.kind !== "file") throw new Error("not files");
  try {
    const entries = readdirSync(blobStore.folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

describe("a file", () => {
  it.each([
    ["inside the journal", randomBytes(1_000)],
    ["that was stored while it arrived", randomBytes(700_000)],
    ["that is empty", Buffer.alloc(0)],
  ])("%s is listed and downloaded as it was sent", async (_name, bytes) => {
    const event = { header: { type: "event" }, payload: { message: "with a file" } };
    expect(await post(event, attachment(bytes, { filename: "../../etc/pass\r\nwd \u202egnp.txt" }))).toBe(
      200,
    );
    await drainJournal();

    const params = { org: "acme", project: "web", event: ID };
    const listed = await askApi(cast.bob, LIST, `/api/0/projects/acme/web/events/${ID}/attachments/`, params);
    const [file] = await listed.json();
    expect(file).toMatchObject({
      event_id: ID,
      name: "passwd gnp.txt",
      mimetype: "text/plain",
      type: "event.attachment",
      size: bytes.length,
      sha1: createHash("sha1").update(bytes).digest("hex"),
    });
    const one = { ...params, attachment: file.id };
    expect(await (await askApi(cast.bob, ONE, "/", one)).json()).toEqual(file);
    const download = await askApi(cast.bob, ONE, "/?download=1", one);
    expect(Buffer.compare(Buffer.from(await download.arrayBuffer()), bytes)).toBe(0);
    expect(Object.fromEntries(download.headers)).toMatchObject({
      "content-disposition": `attachment; filename="passwd gnp.txt"; filename*=UTF-8''passwd%20gnp.txt`,
      "content-security-policy": expect.stringContaining("sandbox"),
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-site",
      "content-length": String(bytes.length),
    });
    const counts = await countedOutcomes();
    expect(counts).toContain("attachment_item accepted=1");
    if (bytes.length > 0) expect(counts).toContain(`attachment accepted=${bytes.length}`);
    expect(storedFiles()).toHaveLength(1);
  });

  it("is nobody else's", async () => {
    await post(attachment("secret"));
    await drainJournal();
    const [file] = await listAttachments(cast.web, ID);
    const params = { org: "acme", project: "web", event: ID, attachment: file!.id };
    for (const handler of [LIST, ONE])
      expect((await askApi(cast.charlie, handler, "/?download=1", params)).status).toBe(404);
    const own = await db().project.create({
      data: { organizationId: cast.charlie.access.organizationId, slug: "web", name: "Web" },
    });
    for (const handler of [LIST, ONE])
      expect(
        (await askApi(cast.charlie, handler, "/?download=1", { ...params, org: "umbrella" })).status,
      ).toBe(404);
    const access = await findProjectAccess(cast.charlie.access, String(own.id));
    expect(await findAttachment(access!, ID, file!.id)).toBeNull();
  });

  it("that is sent again is there once", async () => {
    await post(attachment("the same"));
    await post(attachment("the same"), attachment("another"));
    await drainJournal();
    await post(attachment("the same"));
    await drainJournal();
    expect(await listAttachments(cast.web, ID)).toHaveLength(2);
    expect(await countedOutcomes()).toEqual([
      "attachment accepted=15",
      "attachment duplicate=16",
      "attachment_item accepted=2",
      "attachment_item duplicate=2",
    ]);
  });

  it("is shown only when it is an image, whatever it claims", async () => {
    const html = "<script>alert(1)</script>";
    await post(
      attachment(PNG, { filename: "a.txt" }),
      attachment(html, { filename: "b.png", content_type: "image/png" }),
      attachment("<svg/>", { filename: "c.svg", content_type: "image/svg+xml" }),
    );
    await drainJournal();
    const [png, fake, svg] = await listAttachments(cast.web, ID);
    const shown = await answerFile(png!, { preview: true });
    expect([shown?.headers.get("content-type"), shown?.headers.get("content-disposition")]).toEqual([
      "image/png",
      expect.stringMatching(/^inline;/),
    ]);
    expect(Buffer.compare(Buffer.from(await shown!.arrayBuffer()), PNG)).toBe(0);
    for (const file of [fake, svg]) expect(await answerFile(file!, { preview: true })).toBeNull();
    const saved = await answerFile(fake!, { preview: false });
    expect(saved?.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(await saved?.text()).toBe(html);
  });

  it("that holds the screen's views is read as a tree", async () => {
    const button = {
      type: "UIButton",
      identifier: "pay",
      x: 0,
      y: 24,
      width: 120,
      height: 48,
      visible: false,
    };
    const tree = { rendering_system: "UIKit", windows: [{ type: "UIWindow", children: [button] }] };
    await post(attachment(JSON.stringify(tree), { attachment_type: "event.view_hierarchy" }));
    await drainJournal();
    const [file] = await listAttachments(cast.web, ID);
    expect(await readViewHierarchy(file!)).toMatchObject({
      renderingSystem: "UIKit",
      windows: [
        { type: "UIWindow", children: [{ identifier: "pay", place: "120 × 48 at 0, 24", visible: false }] },
      ],
    });
  });
});

describe("what is left behind", () => {
  it("nothing, when the journal refuses the row", async () => {
    await pool().query("ALTER TABLE ingest_journal RENAME TO ingest_journal_away");
    const status = await post(attachment(randomBytes(600_000)));
    await pool().query("ALTER TABLE ingest_journal_away RENAME TO ingest_journal");
    expect(status).toBe(503);
    expect(storedFiles()).toEqual([]);
  });

  it("nothing that is seen, after a crash between the blob and the journal", async () => {
    const { Spills } = await import("#lib/ingest/spill.ts");
    const spills = new Spills({ projectId: cast.web.projectId, retentionDays: 90 });
    const spill = spills.open();
    spill.write(randomBytes(400_000));
    spill.end();
    await spills.finished();
    expect(storedFiles()).toHaveLength(1);
    expect(await digestBatch()).toBeNull();
    expect(await listAttachments(cast.web, ID)).toEqual([]);
    expect(await countedOutcomes()).toEqual([]);
  });

  it("nothing twice, after a crash between the blob and the end of the digest", async () => {
    await post(attachment("inline"));
    await pool().query("ALTER TABLE attachment RENAME TO attachment_away");
    const before = storedFiles().length;
    await expect(drainJournal()).rejects.toThrow();
    await pool().query("ALTER TABLE attachment_away RENAME TO attachment");
    await drainJournal();
    expect(await listAttachments(cast.web, ID)).toHaveLength(1);
    expect(storedFiles()).toHaveLength(before + 1);
  });
});

it("takes a feedback's screenshot", async () => {
  const feedback = {
    type: "feedback",
    level: "info",
    timestamp: Date.now() / 1000,
    contexts: { feedback: { message: "It is broken", source: "widget" } },
  };
  const screenshot = attachment(PNG, { filename: "screenshot.png", content_type: "image/png" });
  expect(await post({ header: { type: "feedback" }, payload: feedback }, screenshot)).toBe(200);
  await drainJournal();
  expect(await listAttachments(cast.web, ID)).toMatchObject([
    { name: "screenshot.png", contentType: "image/png", size: PNG.length },
  ]);
});
