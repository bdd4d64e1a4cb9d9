import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { SegmentedLinks } from "#components/ui/segmented-control.tsx";
import type { Installation, Snippet, Step } from "#lib/projects/platforms/platform.ts";

type Props = {
  installations: readonly Installation[];
  /** The package manager in the URL. */
  manager: string | undefined;
  /** The page's own path. */
  href: string;
  steps: readonly Step[];
};

/** Install, set up, test: numbered, with code to copy. */
export function SetupGuide({ installations, manager, href, steps }: Props) {
  const chosen = installations.find((one) => one.manager === manager) ?? installations.at(0);
  return (
    <ol className="grid min-w-0 gap-8">
      {chosen && (
        <GuideStep
          number={1}
          title="Install the SDK"
          aside={
            installations.length > 1 && (
              <SegmentedLinks
                label="Package manager"
                options={installations.map((one) => ({
                  href: `${href}?manager=${encodeURIComponent(one.manager)}`,
                  label: one.manager,
                  current: one === chosen,
                }))}
              />
            )
          }
        >
          <SnippetBlock snippet={chosen.snippet} />
        </GuideStep>
      )}
      {steps.map((step, index) => (
        <GuideStep
          key={step.title}
          number={step.alternative ? null : numberOf(steps, index)}
          title={step.title}
          text={step.text}
        >
          {step.snippets.map((snippet) => (
            <SnippetBlock key={`${snippet.file} ${snippet.code}`} snippet={snippet} />
          ))}
        </GuideStep>
      ))}
    </ol>
  );
}

/** Counts from 2, after the installation, and skips alternatives. */
const numberOf = (steps: readonly Step[], index: number): number =>
  2 + steps.slice(0, index).filter(({ alternative }) => !alternative).length;

type GuideStepProps = {
  /** Null for another way to do what the steps before it do. */
  number: number | null;
  title: string;
  text?: string;
  aside?: ReactNode;
  children: ReactNode;
};

function GuideStep({ number, title, text, aside, children }: GuideStepProps) {
  return (
    <li className="grid min-w-0 grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden
        className={cn(
          "grid size-7 place-items-center text-sm",
          number === null ? "text-muted" : "rounded-full border border-control/60 font-medium tabular-nums",
        )}
      >
        {number ?? "or"}
      </span>
      <div className="grid min-w-0 gap-3">
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-lg font-medium">{title}</h2>
          {aside}
        </div>
        {text && <p className="-mt-2 max-w-[70ch] text-muted">{text}</p>}
        {children}
      </div>
    </li>
  );
}

function SnippetBlock({ snippet }: { snippet: Snippet }) {
  return (
    <CodeBlock
      code={snippet.code}
      lang={snippet.lang}
      title={snippet.file}
      copyLabel={snippet.file ? `Copy ${snippet.file}` : "Copy command"}
    />
  );
}
