import Link from "next/link";
import type { ComponentProps } from "react";

/** A link inside a sentence. */
export function TextLink(props: ComponentProps<typeof Link>) {
  return (
    <Link
      {...props}
      className="text-ink decoration-control hover:decoration-accent rounded-sm font-medium underline underline-offset-4"
    />
  );
}
