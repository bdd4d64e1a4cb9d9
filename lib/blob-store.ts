// What a place for blobs can do; lib/blobs-file.ts and lib/blobs-s3.ts are two.

export type BlobStore = {
  /** Resolves once the bytes are on disk; until then, and when it throws, nobody sees any of them. */
  put: (key: string, bytes: Uint8Array | AsyncIterable<Uint8Array>) => Promise<void>;
  /** null when there is none. Whoever gets a stream reads it, or ends it: it holds a file or a connection. */
  read: (key: string) => Promise<AsyncIterable<Uint8Array> | null>;
  remove: (key: string) => Promise<void>;
  /** The folders of whole days, "{project}/{yyyy-mm-dd}". */
  folders: () => AsyncIterable<string>;
  removeFolder: (folder: string) => Promise<void>;
  /** Removes what was begun before that time and never finished. */
  removeUnfinished: (before: Date) => Promise<void>;
};

const KEY = /^\d+\/\d{4}-\d\d-\d\d\/[0-9a-f]{32}$/;
const FOLDER = /^\d+\/\d{4}-\d\d-\d\d$/;

/** @throws when it is none, so that no text of a sender becomes a path. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new Error("Not a blob key");
  return key;
}

export const isFolder = (text: string): boolean => FOLDER.test(text);

/** @throws when it is none. */
export function checkFolder(folder: string): string {
  if (!isFolder(folder)) throw new Error("Not a folder of blobs");
  return folder;
}
