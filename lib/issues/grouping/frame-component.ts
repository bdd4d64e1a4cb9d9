import { isNoiseFrame } from "#lib/events/noise-frame.ts";
import { platformFamily } from "#lib/events/platform-family.ts";
import type { Frame } from "#lib/events/event.ts";
import {
  branch,
  ignored,
  leaf,
  withoutContribution,
  type Component,
} from "#lib/issues/grouping/component.ts";
import { functionComponent, hasJavaScriptFunction } from "#lib/issues/grouping/function-component.ts";
import { cleanJavaName } from "#lib/issues/grouping/names/java-name.ts";

const contextPlatforms = new Set(["javascript", "node", "python", "php", "ruby"]);
const evaluatedPaths = new Set(["[native code]", "native code", "eval code", "<anonymous>"]);
const urlSchemes = ["http:", "https:", "blob:", "applewebdata:"];
const longestContextLine = 120;

/** What one frame gives to the hash: module or file name, function, context line. Never line numbers. */
export function frameComponent(frame: Frame, platform: string): Component {
  const module = moduleComponent(frame, platform);
  const file = fileComponent(frame, platform, module?.contributes ?? false);
  const context = contextComponent(frame, platform);
  let name = functionComponent(frame, platform);
  if (name?.contributes && context?.contributes && frame.sourceMapped && isJavaScript(platform)) {
    name = withoutContribution(name, "source-mapped: the context line says more");
  }
  const children: Component[] = [];
  for (const part of [module, file, name, context]) if (part !== null) children.push(part);
  const component = branch("frame", children);
  if (isEvaluated(frame, platform)) return withoutContribution(component, "evaluated or native code");
  if (isNoiseFrame(frame, platform)) return withoutContribution(component, "helper code that says nothing");
  return component;
}

/** Whether a frame was loaded from a page address, which differs between deployments. */
export function hasUrlPath(frame: Frame): boolean {
  const path = frame.absPath ?? frame.filename ?? "";
  return urlSchemes.some((scheme) => path.startsWith(scheme));
}

function moduleComponent(frame: Frame, platform: string): Component | null {
  const module = frame.module;
  if (module === undefined || module === "") return null;
  if (isJavaScript(platform)) {
    const isPath = module.includes("/") && (frame.absPath?.endsWith(module) ?? false);
    return isPath ? ignored("module", module, "a path, not a module") : leaf("module", module);
  }
  if (platform !== "java") return leaf("module", module);
  if (module.includes("$$Lambda$") || module.includes("$$Lambda/")) {
    return ignored("module", module, "generated lambda");
  }
  return leaf("module", cleanJavaName(module));
}

function fileComponent(frame: Frame, platform: string, hasModule: boolean): Component | null {
  const path = frame.filename ?? frame.absPath;
  if (path === undefined || path === "") return null;
  const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  const name = path.slice(slash + 1).toLowerCase();
  if (name === "") return null;
  if (path === "<anonymous>" || path === "[native code]") return ignored("filename", name, "not a file");
  if (hasUrlPath(frame)) return ignored("filename", name, "an address");
  if (hasModule) return ignored("filename", name, "the module takes precedence");
  return leaf("filename", platform === "java" ? cleanJavaName(name) : name);
}

function contextComponent(frame: Frame, platform: string): Component | null {
  const line = frame.contextLine;
  if (line === undefined || !contextPlatforms.has(platform)) return null;
  if (line.length > longestContextLine)
    return { name: "context-line", contributes: false, reason: "too long" };
  const text = spawnArguments(line.replace(/\s+/g, " ").trim());
  if (text === "") return null;
  if (isJavaScript(platform) && hasUrlPath(frame) && !hasJavaScriptFunction(frame)) {
    return ignored("context-line", text, "an address without a function");
  }
  return leaf("context-line", text);
}

/** Python starts its worker processes with file numbers in the source line. */
function spawnArguments(line: string): string {
  const at = line.indexOf("spawn_main(");
  return at === -1 ? line : line.slice(0, at) + line.slice(at).replace(/\b\d{1,9}\b/g, "<int>");
}

function isEvaluated(frame: Frame, platform: string): boolean {
  if (!isJavaScript(platform)) return false;
  return frame.function === "eval" || (frame.absPath !== undefined && evaluatedPaths.has(frame.absPath));
}

function isJavaScript(platform: string): boolean {
  return platformFamily(platform) === "javascript";
}
