import { useId, type ReactNode } from "react";

type Props = { title: string; description?: ReactNode; children: ReactNode };

/** One topic of a settings page: what it is at the left, the controls at the right. */
export function SettingsSection({ title, description, children }: Props) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="grid gap-x-10 gap-y-4 border-b py-6 last:border-b-0 lg:grid-cols-[16rem_minmax(0,1fr)]"
    >
      <div className="max-w-prose">
        <h2 id={heading} className="text-lg font-medium">
          {title}
        </h2>
        {description && <div className="mt-1 text-sm text-pretty text-muted">{description}</div>}
      </div>
      <div className="grid max-w-5xl min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}
