// Texts of other people's programs inside a tracker's markup: shown as they are, obeyed nowhere. They ping nobody,
// link to no other ticket and give no command.
import { untrustedText } from "#lib/format/untrusted-text.ts";
import { MAX_TITLE, type IntegrationKind } from "#lib/tickets/schema.ts";

export type Markup = {
  heading: (text: string) => string;
  /** Several lines, as they are. */
  block: (text: string) => string;
  /** A list of values with their names. */
  facts: (facts: readonly (readonly [name: string, value: string])[]) => string;
  /** `label` and `url` are ours. */
  link: (label: string, url: string) => string;
};

// Invisible, and enough to keep a word from being read as a command.
const GAP = "\u200b";
const MAX_BLOCK = 8_000;
const MAX_FACT = 300;
// Room to say how much was left out.
const SAID = 30;
// The marks around a text are longer than any run inside it, so a flood would take all the room of a ticket.
const MAX_RUN = 40;
const RUNS = new RegExp(`\`{${MAX_RUN + 1},}`, "g");

/** Bounded once more, as a direction control is shown by eight letters. */
const plain = (text: string, most: number) =>
  untrustedText(text.replaceAll(/\r\n?/g, "\n"), most)
    .slice(0, most + SAID)
    .toWellFormed();
const oneLine = (text: string, most: number) => plain(text, most).replaceAll(/\s+/g, " ").trim();

const shortRuns = (text: string) => text.replaceAll(RUNS, `${"`".repeat(MAX_RUN)}…`);

/** A run of backticks that is longer than any in the text, which therefore cannot end it. */
function fence(text: string, least: number): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return "`".repeat(Math.max(least, longest + 1));
}

const markdown: Markup = {
  heading: (text) => `**${text}**`,
  block: (text) => {
    // GitLab obeys lines like /close, and what looks for them takes the first ``` inside for the end of the block.
    const body = shortRuns(plain(text, MAX_BLOCK)).replaceAll(/^([^\S\n]*)(?=\/[a-z])/gim, `$1${GAP}`);
    const marks = fence(body, 3);
    return `${marks}\n${body}\n${marks}`;
  },
  facts: (facts) =>
    facts
      .map(([name, value]) => {
        const text = shortRuns(oneLine(value, MAX_FACT));
        const marks = fence(text, 1);
        // A blank keeps a backtick at either end apart from the marks; it is not shown.
        const gap = /^`|`$/.test(text) ? " " : "";
        return `- ${name}: ${marks}${gap}${text}${gap}${marks}`;
      })
      .join("\n"),
  link: (label, url) => `[${label}](${url})`,
};

/** Inside {noformat} all is text but its own end; and Jira finds [~somebody] wherever it stands. */
const verbatim = (text: string) =>
  `{noformat}\n${text.replaceAll(/\{(?=noformat|code)/gi, `{${GAP}`).replaceAll("[~", `[${GAP}~`)}\n{noformat}`;

const wiki: Markup = {
  heading: (text) => `*${text}*`,
  block: (text) => verbatim(plain(text, MAX_BLOCK)),
  facts: (facts) => verbatim(facts.map(([name, value]) => `${name}: ${oneLine(value, MAX_FACT)}`).join("\n")),
  link: (label, url) => `[${label}|${url}]`,
};

/** How a tracker writes. */
export const markupOf = (kind: IntegrationKind): Markup => (kind === "JIRA" ? wiki : markdown);

/** A title in one line. GitLab reads @names, #12 and !12 in titles too. */
export function ticketTitle(kind: IntegrationKind, text: string): string {
  const line = oneLine(text, MAX_TITLE - 50);
  const quiet =
    kind === "JIRA"
      ? line
      : line.replaceAll(/@(?=[\w-])/g, `@${GAP}`).replaceAll(/([#!&])(?=\d)/g, `$1${GAP}`);
  return quiet.slice(0, MAX_TITLE).toWellFormed();
}
