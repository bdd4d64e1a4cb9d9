import Link from "next/link";
import type { ComponentProps } from "react";

/** A link inside a sentence. */
export function TextLink(props: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className="rounded-sm font-medium text-ink underline decoration-control underline-offset-4 hover:decoration-accent"
    />
  );
}
