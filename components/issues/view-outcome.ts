// What the list's page hands to the menu of views.

export type NewView = { name: string; address: string; isShared: boolean };
export type ViewOutcome = { ok: true } | { ok: false; message: string };
