import { cn } from "#components/ui/cn.ts";

const sizes = { sm: "size-5 text-[0.625rem]", md: "size-7 text-xs" };

/** A person as initials. Decorative beside the name; set `labelled` when it stands alone. */
export function Avatar({
  name,
  size = "sm",
  labelled = false,
  className,
}: {
  name: string;
  size?: "sm" | "md";
  labelled?: boolean;
  className?: string;
}) {
  return (
    <span
      {...(labelled ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": true })}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-full bg-hover font-medium text-ink ring-1 ring-line select-none",
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name
    .split("@", 1)
    .join("")
    .split(/[\s._-]+/)
    .filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}
