// In: a public key. Out: a script for the head of a page, which loads the SDK once it is needed.
import { env } from "#lib/env.ts";
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import { loaderScript, noLoader } from "#lib/ingest/embed/loader-script.ts";
import { bundlePath, readBundleManifest } from "#lib/ingest/embed/sdk-bundle.ts";
import { dsnOf } from "#lib/projects/dsn.ts";
import { findProjectKey } from "#lib/projects/project-key-cache.ts";

const PATH = /\/([0-9a-f]{32})(?:\.min)?\.js$/;
const JAVASCRIPT = "text/javascript; charset=utf-8";

/** Serves `GET /js-sdk-loader/{key}.min.js`. */
export const acceptLoader = ingestEndpoint({
  GET: async ({ path }) => {
    const publicKey = PATH.exec(path)?.[1];
    const key = publicKey === undefined ? null : await findProjectKey(publicKey);
    if (!key?.isActive) {
      // Short, as the key may come back.
      const headers = { "content-type": JAVASCRIPT, "cache-control": "public, max-age=60" };
      return { status: 404, headers, body: noLoader };
    }
    const bundleUrl = env().baseUrl + bundlePath(await readBundleManifest());
    return {
      headers: { "content-type": JAVASCRIPT, "cache-control": "public, max-age=3600" },
      body: loaderScript(dsnOf(key), bundleUrl),
    };
  },
});
