"use client";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
export function Interactive() {
  const toast = useToast();
  return (
    <div className="flex gap-2">
      <Dialog title="Delete the key?" description="SDKs that use it stop reporting." trigger={<Button>Dialog</Button>} footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="danger">Delete key</Button></>} />
      <Menu trigger={<Button>Menu</Button>}><MenuItem onSelect={() => {}}>For ever</MenuItem><MenuItem danger onSelect={() => {}}>Delete</MenuItem></Menu>
      <Tooltip text="Resolves in the next release"><Button>Tooltip</Button></Tooltip>
      <Button onClick={() => toast({ title: "3 issues resolved", undo: () => {} })}>Toast</Button>
    </div>
  );
}
