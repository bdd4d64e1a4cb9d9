import { CopyButton } from "#components/ui/copy-button.tsx";

/** A shell command that copies. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex h-10 w-full max-w-sm items-center gap-2.5 rounded-md border bg-sunken pr-1 pl-3 font-mono text-base">
      <span aria-hidden className="text-muted select-none">
        $
      </span>
      <code className="min-w-0 flex-1 truncate">{command}</code>
      <CopyButton value={command} label={`Copy ${command}`} />
    </div>
  );
}
