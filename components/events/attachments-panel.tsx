import { Download } from "lucide-react";
import { Untrusted } from "#components/events/untrusted.tsx";
import { ViewTree } from "#components/events/view-tree.tsx";
import { buttonClasses } from "#components/ui/button-classes.ts";
import { Section } from "#components/ui/section.tsx";
import type { Attachment } from "#lib/attachments/queries.ts";
import type { ViewHierarchy } from "#lib/attachments/view-hierarchy.ts";
import { formatBytes } from "#lib/format/bytes.ts";

type Props = {
  attachments: readonly Attachment[];
  /** The tree inside the attachment that has one. */
  hierarchy: ViewHierarchy | null;
  hrefOf: (attachmentId: string) => string;
};

const KINDS = new Map([
  ["event.view_hierarchy", "View hierarchy"],
  ["event.minidump", "Minidump"],
  ["event.applecrashreport", "Apple crash report"],
  ["unreal.context", "Unreal Engine context"],
  ["unreal.logs", "Unreal Engine log"],
]);

const IMAGES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

const isImage = ({ contentType }: Attachment) => IMAGES.has(contentType);

/** Files that came with the event, images first. */
export function AttachmentsPanel({ attachments, hierarchy, hrefOf }: Props) {
  if (attachments.length === 0) return null;
  const imagesFirst = attachments.toSorted((a, b) => Number(isImage(b)) - Number(isImage(a)));
  return (
    <Section title={`Attachments (${attachments.length})`} id="attachments">
      <ul className="grid gap-3">
        {imagesFirst.map((attachment) => (
          <li key={attachment.id} className="grid gap-2">
            <div className="flex min-h-8 items-center gap-3">
              <div className="min-w-0 flex-1">
                <Untrusted text={attachment.name} className="font-medium break-all" />
                <p className="text-sm text-muted">
                  {KINDS.get(attachment.type) ?? attachment.contentType}, {formatBytes(attachment.size)}
                </p>
              </div>
              <a
                href={hrefOf(attachment.id)}
                download
                aria-label={`Download ${attachment.name}`}
                className={buttonClasses({ variant: "secondary", size: "sm" })}
              >
                <Download aria-hidden className="size-4" />
                Download
              </a>
            </div>
            {isImage(attachment) && <Thumbnail name={attachment.name} href={hrefOf(attachment.id)} />}
          </li>
        ))}
      </ul>
      {hierarchy && <ViewTree hierarchy={hierarchy} />}
    </Section>
  );
}

/** What is no image after all shows its name. */
function Thumbnail({ name, href }: { name: string; href: string }) {
  return (
    <a href={`${href}?preview=1`} target="_blank" rel="noreferrer" className="w-fit rounded-sm">
      <img
        src={`${href}?preview=1`}
        alt={name}
        loading="lazy"
        className="max-h-60 max-w-full rounded-sm border object-contain text-sm text-muted"
      />
    </a>
  );
}
