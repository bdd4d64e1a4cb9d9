/** The dialog's look, in a shadow root of its own: the page's styles do not reach it, nor its the page. */
export const DIALOG_STYLE = `
:host { all: initial; }
dialog {
  --surface: #ffffff; --field: #ffffff; --line: #e3dfd8; --control: #8d877c; --ink: #1c1a17; --muted: #645f56;
  --accent: #cb4400; --accent-hover: #b03a00; --on-accent: #ffffff; --hover: #efece7; --error: #c02218; --ok: #1e7040;
  color-scheme: light;
  box-sizing: border-box; width: min(30rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); overflow: auto;
  margin: auto; padding: 1.5rem; border: 1px solid var(--line); border-radius: 10px;
  background: var(--surface); color: var(--ink);
  font: 400 0.875rem/1.25rem ui-sans-serif, system-ui, sans-serif; text-align: start;
  box-shadow: 0 16px 48px rgb(40 33 22 / 0.24);
}
dialog::backdrop { background: rgb(28 26 23 / 0.5); }
@media (prefers-color-scheme: dark) {
  dialog {
    --surface: #191816; --field: #0e0d0c; --line: #302d29; --control: #7d776d; --ink: #eeebe5; --muted: #a9a399;
    --accent: #ff5e1f; --accent-hover: #ff7a45; --on-accent: #1a0b03; --hover: #24221f; --error: #ff7b6e; --ok: #63c98a;
    color-scheme: dark; box-shadow: 0 16px 48px rgb(0 0 0 / 0.6);
  }
  dialog::backdrop { background: rgb(0 0 0 / 0.6); }
}
* { box-sizing: border-box; }
h2 { margin: 0 0 0.25rem; font-size: 1.125rem; line-height: 1.5rem; font-weight: 600; overflow-wrap: anywhere; }
h2::before {
  content: ""; display: inline-block; width: 0.625rem; height: 0.625rem; margin-inline-end: 0.5rem;
  border-radius: 2px; background: var(--accent);
}
p { margin: 0; overflow-wrap: anywhere; }
.subtitle { color: var(--muted); }
form { display: grid; gap: 1rem; margin: 1.25rem 0 0; }
.field { display: grid; gap: 0.375rem; }
label { font-weight: 500; }
input, textarea {
  width: 100%; padding: 0.5rem 0.625rem; border: 1px solid var(--control); border-radius: 6px;
  background: var(--field); color: inherit; font: inherit; font-size: 1rem; line-height: 1.375rem;
}
textarea { min-height: 7rem; resize: vertical; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[aria-invalid="true"] { border-color: var(--error); }
.problem, .alert { color: var(--error); }
.problem:empty, .alert:empty { display: none; }
.done { margin-top: 1.25rem; color: var(--ok); }
.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.5rem; margin-top: 1.25rem; }
form .actions { margin-top: 0; }
button {
  min-height: 2.25rem; padding: 0.375rem 0.875rem; border: 1px solid var(--control); border-radius: 6px;
  background: transparent; color: inherit; font: inherit; font-weight: 500; cursor: pointer;
}
button:hover { background: var(--hover); }
button[type="submit"] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button[type="submit"]:hover { border-color: var(--accent-hover); background: var(--accent-hover); }
button:disabled { cursor: progress; opacity: 0.6; }
`;
