// Blobs as files.
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkFolder, checkKey, isFolder, type BlobStore } from "#lib/blob-store.ts";

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function orNothing<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return nothing;
    throw error;
  };
}

/** Makes the names in a folder survive a power cut, as fsync of a file does for its bytes. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

async function writeFile(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* foldersBelow(root: string): AsyncGenerator<string> {
  for (const project of await readdir(root).catch(orNothing<string[]>([])))
    for (const day of await readdir(join(root, project)).catch(() => []))
      if (isFolder(`${project}/${day}`)) yield `${project}/${day}`;
}

/** A store below `root`, which is made on first use. */
export function fileStore(root: string): BlobStore {
  const unfinished = join(root, "unfinished");
  return {
    put: async (key, bytes) => {
      const path = join(root, checkKey(key));
      const temporary = join(unfinished, randomBytes(16).toString("hex"));
      try {
        await mkdir(unfinished, { recursive: true });
        await writeFile(temporary, bytes);
        await makeFolder(dirname(path));
        await rename(temporary, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    read: async (key) => {
      const file = await open(join(root, checkKey(key))).catch(orNothing(null));
      return file && createReadStream("", { fd: file });
    },
    remove: (key) => rm(join(root, checkKey(key)), { force: true }),
    folders: () => foldersBelow(root),
    removeFolder: async (folder) => {
      const path = join(root, checkFolder(folder));
      await rm(path, { recursive: true, force: true });
    },
    removeUnfinished: async (before) => {
      for (const name of await readdir(unfinished).catch(orNothing<string[]>([]))) {
        const path = join(unfinished, name);
        const found = await stat(path).catch(orNothing(null));
        if (found && found.mtime < before) await rm(path, { force: true });
      }
    },
  };
}
