// Every platform that the picker offers, with its set-up. Ids are those that tools of the field use.
import { browserPlatforms } from "#lib/projects/platforms/browser.ts";
import { dotnet } from "#lib/projects/platforms/dotnet.ts";
import { go } from "#lib/projects/platforms/go.ts";
import { java } from "#lib/projects/platforms/java.ts";
import { nextjs } from "#lib/projects/platforms/nextjs.ts";
import { nodePlatforms } from "#lib/projects/platforms/node.ts";
import { php } from "#lib/projects/platforms/php.ts";
import type { Platform } from "#lib/projects/platforms/platform.ts";
import { pythonPlatforms } from "#lib/projects/platforms/python.ts";
import { ruby } from "#lib/projects/platforms/ruby.ts";
import { rust } from "#lib/projects/platforms/rust.ts";

export const PLATFORMS: readonly Platform[] = [
  browserPlatforms.browser,
  browserPlatforms.react,
  nextjs,
  browserPlatforms.vue,
  nodePlatforms.node,
  nodePlatforms.express,
  pythonPlatforms.python,
  pythonPlatforms.flask,
  pythonPlatforms.django,
  pythonPlatforms.fastapi,
  go,
  php,
  ruby,
  java,
  dotnet,
  rust,
];

/**
 * The platform with this id. For one that is not in the list, its language (node-koa: Node.js), and at last
 * the browser's.
 */
export function platformOf(id: string): Platform {
  const family = id.split("-")[0];
  return (
    PLATFORMS.find((platform) => platform.id === id) ??
    PLATFORMS.find((platform) => platform.id === family) ??
    browserPlatforms.browser
  );
}
