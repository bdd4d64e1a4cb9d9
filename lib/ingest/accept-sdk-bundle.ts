// The browser SDK for pages with the loader script. Never from another host.
import { ingestEndpoint } from "#lib/ingest/endpoint.ts";
import {
  bundlePath,
  readBundle,
  readBundleManifest,
  type BundleEncoding,
} from "#lib/ingest/embed/sdk-bundle.ts";

const FOREVER = "public, max-age=31536000, immutable";
// Pages keep the loader for an hour; after an update, theirs still names the bundle before.
const OTHER_VERSION = "public, max-age=300";

function encodingFor(accepted: string | null): BundleEncoding {
  const codings = (accepted ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  const takes = (name: string) =>
    codings.some(
      (coding) => coding === name || (coding.startsWith(`${name};`) && !/;\s*q=0(\.0*)?$/.test(coding)),
    );
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : "identity";
}

/** Serves `GET /sdk/{version}/bundle.{hash}.min.js`; any version and hash get the current bundle. */
export const acceptSdkBundle = ingestEndpoint({
  GET: async (request) => {
    const isCurrent = request.path === bundlePath(await readBundleManifest());
    const encoding = encodingFor(request.header("accept-encoding"));
    return {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": isCurrent ? FOREVER : OTHER_VERSION,
        vary: "Accept-Encoding",
        ...(encoding !== "identity" && { "content-encoding": encoding }),
      },
      body: await readBundle(encoding),
    };
  },
});
