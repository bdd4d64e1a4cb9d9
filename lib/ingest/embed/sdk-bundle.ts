// The browser SDK as one script, made when Debrief is built (server/launch/browser-sdk.mjs).
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RequestError } from "#lib/errors.ts";

const FOLDER = ".sdk";

const Manifest = z.object({ version: z.string(), hash: z.string() });

export type BundleEncoding = "br" | "gzip" | "identity";
const FILES: Readonly<Record<BundleEncoding, string>> = {
  br: "bundle.min.js.br",
  gzip: "bundle.min.js.gz",
  identity: "bundle.min.js",
};

let manifest: Promise<z.infer<typeof Manifest>> | undefined;
const contents = new Map<BundleEncoding, Promise<Uint8Array>>();

// Every command runs in the checkout; bundlers would follow a path that is known beforehand.
const read = (name: string) => readFile(join(process.cwd(), FOLDER, name));

const missing = () => new RequestError(503, "the browser SDK is not built");

/** Version and content hash of the bundle. @throws RequestError 503 when it was never made. */
export async function readBundleManifest(): Promise<z.infer<typeof Manifest>> {
  manifest ??= read("manifest.json").then((bytes) => Manifest.parse(JSON.parse(bytes.toString())));
  try {
    return await manifest;
  } catch {
    manifest = undefined;
    throw missing();
  }
}

/** The bundle, compressed beforehand. @throws RequestError 503 when it was never made. */
export async function readBundle(encoding: BundleEncoding): Promise<Uint8Array> {
  const bytes = contents.get(encoding) ?? read(FILES[encoding]);
  contents.set(encoding, bytes);
  try {
    return await bytes;
  } catch {
    contents.delete(encoding);
    throw missing();
  }
}

/** Where the bundle is, below the public address. */
export const bundlePath = ({ version, hash }: z.infer<typeof Manifest>): string =>
  `/sdk/${version}/bundle.${hash}.min.js`;
