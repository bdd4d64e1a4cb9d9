"use client";

import { useRouter } from "next/navigation";
import { Component, type ReactNode, startTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { errorDigest } from "#components/ui/error-digest.ts";
import { Notice } from "#components/ui/notice.tsx";

type Props = {
  /** What is in it, such as "The tags". */
  what: string;
  children: ReactNode;
};

/** Keeps the page when one of its parts fails. */
export class PanelBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const digest = errorDigest(error);
    // Not found and redirects are Next's own, for the whole page.
    if (digest?.startsWith("NEXT_")) throw error;
    return <Failed what={this.props.what} digest={digest} retry={() => this.setState({ error: null })} />;
  }
}

type FailedProps = { what: string; digest: string | undefined; retry: () => void };

function Failed({ what, digest, retry }: FailedProps) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      retry();
    });
  return (
    <Notice
      tone="error"
      title={`${what} could not be loaded`}
      className="my-4"
      action={
        <Button size="sm" onClick={again}>
          Try again
        </Button>
      }
    >
      The rest of the page is complete.{digest && <span className="font-mono"> Error id {digest}</span>}
    </Notice>
  );
}
