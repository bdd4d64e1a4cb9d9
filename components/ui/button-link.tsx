import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonClasses, type ButtonLook } from "#components/ui/button-classes.ts";
import { cn } from "#components/ui/cn.ts";

type Props = ComponentProps<typeof Link> & ButtonLook;

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({ variant, size, icon, className, ...rest }: Props) {
  return <Link {...rest} className={cn(buttonClasses({ variant, size, icon }), className)} />;
}
