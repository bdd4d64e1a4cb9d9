import { type MarkdownToJSX, parser, RuleType } from "markdown-to-jsx/react";
import { Fragment, type ReactNode } from "react";
import { untrustedText } from "#lib/format/untrusted-text.ts";

type Node = MarkdownToJSX.ASTNode;
type Props = {
  text: string;
  /** Calls of people and teams as they stand in the text, to be set off. */
  mentions?: readonly string[];
};

/**
 * What people wrote, as they meant it. Every element is made here, so that nothing of a text gets onto the page that
 * is not in this list: no HTML, no ids, no images (they would tell their host who reads), no links but to the web and
 * to mailboxes.
 */
export function Markdown({ text, mentions = [] }: Props) {
  const nodes = parser(untrustedText(text, 20_000), { disableParsingRawHTML: true });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 [overflow-wrap:anywhere]">
      {children(nodes, mentions)}
    </div>
  );
}

const children = (nodes: readonly Node[], mentions: readonly string[]): ReactNode =>
  nodes.map((node, index) => <Fragment key={index}>{element(node, mentions)}</Fragment>);

const pre = "overflow-x-auto rounded-md border bg-sunken px-2.5 py-2 font-mono text-sm whitespace-pre";

function element(node: Node, mentions: readonly string[]): ReactNode {
  const inside = (nodes: readonly Node[]) => children(nodes, mentions);
  switch (node.type) {
    case RuleType.text:
      return withMentions(node.text, mentions);
    case RuleType.breakLine:
      return <br />;
    case RuleType.paragraph:
      return <p className="whitespace-pre-line">{inside(node.children)}</p>;
    // The page has its own headings; these are only louder.
    case RuleType.heading:
      return <p className="font-semibold">{inside(node.children)}</p>;
    case RuleType.textFormatted:
      return formatted(node.tag, inside(node.children));
    case RuleType.codeInline:
      return <code className="rounded-sm bg-sunken px-1 font-mono text-sm">{node.text}</code>;
    case RuleType.codeBlock:
      return (
        <pre tabIndex={0} role="group" aria-label="Code" className={pre}>
          <code>{node.text}</code>
        </pre>
      );
    case RuleType.blockQuote:
      return (
        <blockquote className="grid gap-2 border-l-2 pl-3 text-muted">{inside(node.children)}</blockquote>
      );
    case RuleType.breakThematic:
      return <hr />;
    case RuleType.unorderedList:
      return <ul className="grid list-disc gap-1 pl-5">{items(node.items, mentions)}</ul>;
    case RuleType.orderedList:
      return (
        <ol start={node.start} className="grid list-decimal gap-1 pl-5">
          {items(node.items, mentions)}
        </ol>
      );
    case RuleType.gfmTask:
      return node.completed ? "☑ " : "☐ ";
    case RuleType.table:
      return <TableOf node={node} mentions={mentions} />;
    case RuleType.link:
      return <WebLink target={node.target}>{inside(node.children)}</WebLink>;
    case RuleType.image:
      return <WebLink target={node.target}>{node.alt || "Image"}</WebLink>;
    case RuleType.footnoteReference:
      return `[${node.text}]`;
    case RuleType.htmlComment:
    case RuleType.frontmatter:
      return node.text;
    // Raw HTML is not parsed, so these two do not come; definitions of references show nothing.
    case RuleType.htmlBlock:
    case RuleType.htmlSelfClosing:
    case RuleType.footnote:
    case RuleType.ref:
    case RuleType.refCollection:
      return null;
  }
}

const items = (all: readonly Node[][], mentions: readonly string[]) =>
  all.map((item, index) => <li key={index}>{children(item, mentions)}</li>);

function formatted(tag: string, inside: ReactNode): ReactNode {
  if (tag === "em") return <em>{inside}</em>;
  return tag === "del" ? <del>{inside}</del> : <strong className="font-semibold">{inside}</strong>;
}

function TableOf({ node, mentions }: { node: MarkdownToJSX.TableNode; mentions: readonly string[] }) {
  const cell = "border px-2 py-1 text-left align-top";
  return (
    <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto">
      <table className="text-sm">
        <thead>
          <tr>
            {node.header.map((nodes, index) => (
              <th key={index} className={cell}>
                {children(nodes, mentions)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {node.cells.map((row, index) => (
            <tr key={index}>
              {row.map((nodes, column) => (
                <td key={column} className={cell}>
                  {children(nodes, mentions)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SAFE = /^(?:https?:\/\/|mailto:)[^\s]+$/i;

function WebLink({ target, children: inside }: { target: string | null; children: ReactNode }) {
  if (target === null || !SAFE.test(target) || !URL.canParse(target)) return inside;
  return (
    <a
      href={target}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-text underline"
    >
      {inside}
    </a>
  );
}

/** The text with its calls set off. */
function withMentions(text: string, mentions: readonly string[]): ReactNode {
  const call = mentions.find((one) => one !== "" && text.includes(one));
  if (call === undefined) return text;
  const others = mentions.filter((one) => one !== call);
  return text.split(call).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <span className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-text">{call}</span>
      )}
      {withMentions(part, others)}
    </Fragment>
  ));
}
