import type { IntegrationKind } from "#lib/tickets/schema.ts";

type Words = {
  name: string;
  address: string;
  addressLabel: string;
  addressHint: string;
  placeLabel: string;
  placeHint: string;
  tokenHint: string;
  /** How its webhook is made, one step a line. */
  webhookSteps: readonly string[];
};

/** How each tracker calls things. */
export const TRACKER_WORDS: Readonly<Record<IntegrationKind, Words>> = {
  GITHUB: {
    name: "GitHub",
    address: "https://api.github.com",
    addressLabel: "API address",
    addressHint: "GitHub Enterprise Server: https://your-host/api/v3",
    placeLabel: "Repository",
    placeHint: "As owner/name. Each ticket can go to another one.",
    tokenHint: "A fine-grained token with read and write access to Issues.",
    webhookSteps: [
      "In the repository or organization, open Settings, Webhooks, Add webhook.",
      "Payload URL and Secret are what Debrief shows. Content type: application/json.",
      "Choose “Let me select individual events”, then Issues only.",
    ],
  },
  GITLAB: {
    name: "GitLab",
    address: "https://gitlab.com",
    addressLabel: "Address",
    addressHint: "Of GitLab itself, without a project.",
    placeLabel: "Project",
    placeHint: "As group/project. Each ticket can go to another one.",
    tokenHint: "A project, group or personal access token with the scope api and the role Reporter.",
    webhookSteps: [
      "In the project or group, open Settings, Webhooks, Add new webhook.",
      "URL and Secret token are what Debrief shows.",
      "Choose the trigger “Work item events” (“Issues events” in older versions) only.",
    ],
  },
  JIRA: {
    name: "Jira",
    address: "",
    addressLabel: "Address",
    addressHint: "Such as https://acme.atlassian.net",
    placeLabel: "Project key",
    placeHint: "Such as WEB. Each ticket can go to another one.",
    tokenHint: "Cloud: an API token of the account above. Data Center: a personal access token.",
    webhookSteps: [
      "As a Jira administrator, open System, WebHooks, Create a WebHook.",
      "URL and Secret are what Debrief shows. Without a secret, Debrief refuses its webhooks.",
      "Choose the event Issue updated only.",
    ],
  },
};
