import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ActionState } from "#lib/format/action-state.ts";
import type { IntegrationSummary } from "#lib/tickets/queries.ts";
import type { IntegrationKind } from "#lib/tickets/schema.ts";
import { TRACKER_WORDS } from "#components/settings/integration-words.ts";

const ON_RESOLVE = {
  nothing: "Leave the ticket alone",
  comment: "Comment on the ticket",
  close: "Comment and close the ticket",
};

type Props = {
  kind: IntegrationKind;
  /** What is stored; absent for a new one. */
  stored?: IntegrationSummary;
  state: ActionState<unknown>;
};

/** The fields of a tracker. What was typed comes back when it was refused, the token excepted. */
export function IntegrationFields({ kind, stored, state: { status, values, fields } }: Props) {
  const words = TRACKER_WORDS[kind];
  const typed = (name: string, otherwise: string) => (status === "failed" ? (values[name] ?? "") : otherwise);
  const isChecked = (name: "resolveOnClose" | "unresolveOnReopen") =>
    status === "failed" ? values[name] === "on" : (stored?.settings[name] ?? true);
  const text = (name: string, label: string, otherwise: string, hint?: string) => (
    <Field label={label} hint={hint} error={fields[name]}>
      {(control) => (
        <Input {...control} name={name} autoComplete="off" defaultValue={typed(name, otherwise)} />
      )}
    </Field>
  );
  const onResolve = typed("onResolve", stored?.settings.onResolve ?? "nothing");
  return (
    <div className="grid gap-4">
      {text("name", "Name", stored?.name ?? words.name)}
      {text("baseUrl", words.addressLabel, stored?.baseUrl ?? words.address, words.addressHint)}
      {text("place", words.placeLabel, stored?.settings.place ?? "", words.placeHint)}
      {kind === "JIRA" && text("issueType", "Issue type", stored?.settings.issueType ?? "Bug")}
      {kind === "JIRA" &&
        text(
          "email",
          "E-mail address of the account",
          stored?.settings.email ?? "",
          "Jira Cloud only. Leave it empty for a personal access token of Data Center.",
        )}
      <Field
        label="Token"
        hint={stored ? `${words.tokenHint} Empty: the stored one stays.` : words.tokenHint}
        error={fields["password"]}
      >
        {/* Forms never send back what has this name. */}
        {(control) => (
          <Input
            {...control}
            type="password"
            name="password"
            autoComplete="new-password"
            spellCheck={false}
          />
        )}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">When the ticket changes</legend>
        <Checkbox
          name="resolveOnClose"
          defaultChecked={isChecked("resolveOnClose")}
          label="Closed: resolve the issue"
        />
        <Checkbox
          name="unresolveOnReopen"
          defaultChecked={isChecked("unresolveOnReopen")}
          label="Opened again: reopen the issue"
        />
      </fieldset>
      <Field label="When the issue is resolved" error={fields["onResolve"]}>
        {(control) => (
          <Select {...control} key={onResolve} name="onResolve" defaultValue={onResolve}>
            {Object.entries(ON_RESOLVE).map(([choice, label]) => (
              <option key={choice} value={choice}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
