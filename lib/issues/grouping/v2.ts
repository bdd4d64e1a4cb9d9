import type { Event } from "#lib/events/event.ts";
import type { VersionGrouping } from "#lib/issues/grouping/grouping.ts";
import { parameterizeV2 } from "#lib/issues/grouping/parameterize.ts";
import type { Rulings } from "#lib/issues/grouping/recipe.ts";
import { groupByRecipe } from "#lib/issues/grouping/v1.ts";

/** Version 2: version 1 with messages that are cleaned better. Stacks give the same hashes. */
export function groupEventV2(event: Event, rulings: Rulings): VersionGrouping {
  return groupByRecipe(event, { ...rulings, clean: parameterizeV2 });
}
