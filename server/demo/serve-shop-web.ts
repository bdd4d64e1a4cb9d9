// Serves the demo's page and the browser SDK as it lies in node_modules, without a bundler.
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PAGES = join(import.meta.dirname, "shop-web");
const MODULES = resolve(import.meta.dirname, "../../node_modules");
const PACKAGES = [
  "@sentry/browser",
  "@sentry/browser-utils",
  "@sentry/conventions/attributes",
  "@sentry/conventions/metrics",
  "@sentry/conventions/op",
  "@sentry/core",
  "@sentry/core/browser",
  "@sentry/feedback",
  "@sentry/replay",
  "@sentry/replay-canvas",
  "web-vitals",
];

function importMap(): string {
  const address = (name: string) =>
    import.meta.resolve(name).replace(pathToFileURL(MODULES).href, "/modules");
  return JSON.stringify({ imports: Object.fromEntries(PACKAGES.map((name) => [name, address(name)])) });
}

function fileOf(path: string): string | null {
  const [, kind, rest = ""] = /^\/(assets|modules)\/(.+\.m?js)$/.exec(path) ?? [];
  if (!kind || rest.includes("..")) return null;
  return join(kind === "assets" ? PAGES : MODULES, rest);
}

/** Listens on this machine only. @returns the page's address. */
export async function serveShopWeb(): Promise<{ url: string; close: () => void }> {
  const page = readFileSync(join(PAGES, "index.html"), "utf8").replace("IMPORT_MAP", importMap());
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = fileOf(path);
    if (path === "/products") response.writeHead(200, { "content-type": "text/html" }).end(page);
    else if (file && existsSync(file))
      response
        .writeHead(200, { "content-type": "text/javascript", "cache-control": "max-age=3600" })
        .end(readFileSync(file));
    else response.writeHead(404).end("Not found");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${port}/products`, close };
}
