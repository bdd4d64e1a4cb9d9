import type { ReactNode } from "react";
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
        <GuideStep key={step.title} number={index + 2} title={step.title} text={step.text}>
          {step.snippets.map((snippet) => (
            <SnippetBlock key={`${snippet.file} ${snippet.code}`} snippet={snippet} />
          ))}
        </GuideStep>
      ))}
    </ol>
  );
}

type GuideStepProps = {
  number: number;
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
        className="grid size-7 place-items-center rounded-full border border-control/60 text-sm font-medium tabular-nums"
      >
        {number}
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
