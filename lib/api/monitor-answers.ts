// The monitor routes' answers.
import type { ProjectAccess } from "#lib/accounts/access.ts";
import { answer, notFound } from "#lib/api/answer.ts";
import { readEventFilters } from "#lib/api/event-filters.ts";
import { pageLinks, pageOf } from "#lib/api/paging.ts";
import { type ApiRequest, chosenProjects, organizationRoute } from "#lib/api/route.ts";
import { env } from "#lib/env.ts";
import { checkInJson, monitorJson, readMonitorName } from "#lib/monitors/monitor-json.ts";
import {
  environmentsOf,
  findMonitor,
  listCheckIns,
  listMonitors,
  type Monitor,
} from "#lib/monitors/queries.ts";

type Asked = ApiRequest & { projects: readonly ProjectAccess[] };

/** A route below `monitors/[monitor]`, slug or id, for whoever may see the organization or its alerts. */
export const monitorRoute = (work: (asked: Asked & { monitor: Monitor }) => Promise<Response>) =>
  monitorsRoute(async (asked) => {
    const monitor = await findMonitor(asked.projects, readMonitorName(asked.params["monitor"] ?? ""));
    if (!monitor) throw notFound();
    return work({ ...asked, monitor });
  });

/** A route about the monitors of the projects that the request names. */
export const monitorsRoute = (work: (asked: Asked) => Promise<Response>) =>
  organizationRoute(["org:read", "alerts:read"], async (asked) =>
    work({ ...asked, projects: await chosenProjects(asked) }),
  );

async function monitorsJson(monitors: readonly Monitor[], projects: readonly ProjectAccess[]) {
  const environments = Map.groupBy(await environmentsOf(monitors), ({ monitorId }) => monitorId);
  const owners = new Map(projects.map((project) => [project.projectId, project]));
  return monitors.flatMap((monitor) => {
    const owner = owners.get(monitor.projectId);
    if (!owner) return [];
    const { projectId, slug, name, platform } = owner;
    return [
      monitorJson(monitor, environments.get(monitor.id) ?? [], {
        id: String(projectId),
        slug,
        name,
        platform,
      }),
    ];
  });
}

/** All monitors, by name; `query` narrows them to names and slugs that hold it. */
export async function answerMonitors({ url, projects }: Asked): Promise<Response> {
  const words = (url.searchParams.get("query") ?? "").trim().slice(0, 200);
  const page = pageOf(await listMonitors(projects, words), url);
  const links = pageLinks(url, page, env().baseUrl);
  return answer(await monitorsJson(page.items, projects), 200, links);
}

export async function answerMonitor({ projects, monitor }: Asked & { monitor: Monitor }): Promise<Response> {
  const [json] = await monitorsJson([monitor], projects);
  if (!json) throw notFound();
  return answer(json);
}

/** Its check-ins, newest first; `environment`, `statsPeriod`, or `start` and `end`. */
export async function answerCheckIns({ url, monitor }: Asked & { monitor: Monitor }): Promise<Response> {
  const page = await listCheckIns(monitor, readEventFilters(url));
  const json = page.items.map((checkIn) => checkInJson(checkIn, monitor));
  return answer(json, 200, pageLinks(url, page, env().baseUrl));
}
