import { platformFamily } from "#lib/events/platform-family.ts";
import type { Frame } from "#lib/events/event.ts";

// prettier-ignore
const javaPackages = [
  "java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "kotlin.", "kotlinx.", "scala.", "groovy.",
  "clojure.", "android.", "androidx.", "com.android.", "com.google.android.", "dalvik.", "libcore.",
  "org.springframework.", "org.apache.", "org.hibernate.", "org.jboss.", "org.eclipse.jetty.", "org.junit.",
  "io.netty.", "io.undertow.", "io.reactivex.", "io.sentry.", "reactor.", "okhttp3.", "retrofit2.",
  "com.fasterxml.jackson.", "com.zaxxer.hikari.", "org.postgresql.", "com.mysql.",
];
const dotnetNamespaces = ["System.", "Microsoft.", "Sentry.", "Newtonsoft.", "Npgsql.", "MySql."];
// prettier-ignore
const goStandard = new Set([
  "archive", "bufio", "bytes", "compress", "container", "context", "crypto", "database", "encoding", "errors",
  "expvar", "flag", "fmt", "hash", "html", "image", "internal", "io", "iter", "log", "maps", "math", "mime",
  "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings",
  "sync", "syscall", "testing", "text", "time", "unicode", "unsafe",
]);
const cdnHosts = [
  "//unpkg.com/",
  "//cdnjs.cloudflare.com/",
  "//cdn.jsdelivr.net/",
  "//esm.run/",
  "//esm.sh/",
];
const rustStandard = ["std::", "core::", "alloc::", "<core::", "<alloc::", "<std::"];
const systemPrefixes = ["/usr/lib/", "/usr/local/lib/", "/lib/", "/lib64/"];
const nativePackages = ["/System/Library/", "/Library/Developer/", "/usr/lib/", "/lib/", "/lib64/", "/apex/"];

/** The most precise path a frame has, with forward slashes; empty when it has none. */
export function framePath(frame: Frame): string {
  const path = frame.absPath ?? frame.filename ?? "";
  return path.includes("\\") ? path.replaceAll("\\", "/") : path;
}

/** Whether `folder` is one whole folder of a path that has forward slashes. */
export function hasFolder(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`) || path.includes(`/${folder}/`);
}

/** Whether a path names one of Node's own modules: `node:fs`, `internal/timers.js`, `events.js`. */
export function isNodeBuiltIn(path: string): boolean {
  if (path.startsWith("node:")) return true;
  return !/^(?:[/.~]|[A-Za-z][A-Za-z0-9+.-]{0,30}:)/.test(path);
}

/** Whether the path, module or package shows code that the project did not write. */
export function isLibraryFrame(frame: Frame, platform: string): boolean {
  const path = framePath(frame);
  if (hasFolder(path, "node_modules") || hasFolder(path, "vendor")) return true;
  switch (platformFamily(platform)) {
    case "javascript":
      return isJavaScriptLibrary(path, platform);
    case "native":
      return isNativeLibrary(frame, path);
    case "other":
      return isOtherLibrary(frame, path, platform);
  }
}

function isJavaScriptLibrary(path: string, platform: string): boolean {
  // What the engine itself runs: `JSON.stringify (<anonymous>)`.
  if (path === "native" || path === "<anonymous>" || path.includes("[native code]") || path === "native code")
    return true;
  if (platform === "node" && path !== "" && isNodeBuiltIn(path)) return true;
  return (
    path.startsWith("node:") || path.startsWith("unpkg/") || cdnHosts.some((host) => path.includes(host))
  );
}

function isNativeLibrary(frame: Frame, path: string): boolean {
  const image = frame.package ?? "";
  if (nativePackages.some((prefix) => image.startsWith(prefix) || path.startsWith(prefix))) return true;
  if (/^[A-Za-z]:[\\/]windows[\\/]/i.test(image) || path.startsWith("/rustc/")) return true;
  const name = frame.function ?? "";
  return rustStandard.some((prefix) => name.startsWith(prefix));
}

function isOtherLibrary(frame: Frame, path: string, platform: string): boolean {
  if (hasFolder(path, "site-packages") || hasFolder(path, "dist-packages")) return true;
  if (systemPrefixes.some((prefix) => path.startsWith(prefix))) return true;
  const module = frame.module ?? "";
  switch (platform) {
    case "python":
      return /\/lib\/python\d\.\d{1,2}\//.test(path) || path.startsWith("<frozen ");
    case "go":
      return isGoLibrary(module, path);
    case "ruby":
      return hasFolder(path, "gems") || /\/lib\/ruby\/\d/.test(path) || path.startsWith("<internal:");
    case "java":
      return javaPackages.some((prefix) => module.startsWith(prefix));
    case "csharp":
      return dotnetNamespaces.some((prefix) => module.startsWith(prefix));
    default:
      return false;
  }
}

function isGoLibrary(module: string, path: string): boolean {
  if (path.includes("/go/pkg/mod/") || path.startsWith("/usr/local/go/src/")) return true;
  if (hasFolder(module, "vendor") || hasFolder(module, "third_party") || hasFolder(path, "third_party")) {
    return true;
  }
  const slash = module.indexOf("/");
  return goStandard.has(slash === -1 ? module : module.slice(0, slash));
}
