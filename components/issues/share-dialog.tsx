"use client";

import { ExternalLink, Share2 } from "lucide-react";
import { useState, useTransition } from "react";
import { type Answer, answered } from "#components/issues/comment-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";

type Props = {
  /** The public link; null when there is none. */
  url: string | null;
  share: () => Promise<Answer>;
  unshare: () => Promise<Answer>;
};

/** Makes, copies and revokes the public link of an issue. */
export function ShareDialog({ url, share, unshare }: Props) {
  const [fault, setFault] = useState<string>();
  const [working, startWork] = useTransition();
  const run = (action: () => Promise<Answer>) =>
    startWork(async () => {
      const answer = await answered(action());
      setFault(answer.ok ? undefined : answer.message);
    });
  return (
    <Dialog
      title="Share by a public link"
      description="Whoever has the link sees the title, the counts, the releases and the stack trace with its source lines, without signing in. Users, requests, variables, tags and comments are left out."
      trigger={
        <Button icon variant="ghost" aria-label="Share" title={url ? "Shared by a public link" : "Share"}>
          <Share2 aria-hidden className={url ? "text-accent-text" : undefined} />
        </Button>
      }
      footer={
        url ? (
          <>
            <Button loading={working} onClick={() => run(unshare)}>
              Revoke the link
            </Button>
            <ButtonLink href={url} target="_blank" rel="noopener" prefetch={false}>
              <ExternalLink aria-hidden /> Open
            </ButtonLink>
            <CopyButton value={url} label="Copy link" icon={false} size="md" variant="primary" />
          </>
        ) : (
          <Button variant="primary" loading={working} onClick={() => run(share)}>
            Make a public link
          </Button>
        )
      }
    >
      <div className="grid gap-3">
        {url ? (
          <Field label="Public link" hint="Revoking it is for good: sharing again makes another link.">
            {(control) => (
              <Input
                {...control}
                mono
                readOnly
                value={url}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </Field>
        ) : (
          <p className="text-muted">It is not shared now.</p>
        )}
        {fault && <Notice tone="error">{fault}</Notice>}
      </div>
    </Dialog>
  );
}
