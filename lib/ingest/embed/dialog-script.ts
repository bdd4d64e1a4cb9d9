// The crash-report dialog as a script for somebody's page. Every text goes in as data and out as text.
import { DIALOG_STYLE } from "#lib/ingest/embed/dialog-style.ts";
import type { DialogTexts } from "#lib/ingest/embed/dialog-texts.ts";
import { scriptJson } from "#lib/ingest/embed/script-json.ts";

export type DialogOptions = {
  lang: string;
  texts: DialogTexts;
  /** What the fields start with. */
  name: string;
  email: string;
  /** Characters that a field takes. */
  limits: Readonly<Record<"name" | "email" | "comments", number>>;
  /** Where the form posts to, when the script does not know its own address. */
  endpoint: string;
  style: string;
};

const DIALOG = `(function (window, document, options) {
  "use strict";
  var CLOSED = "__sentry_reportdialog_closed__";
  var MARK = "data-debrief-report-dialog";
  var texts = options.texts;
  var script = document.currentScript;
  var endpoint = script && script.src ? script.src : options.endpoint;
  var open = document.querySelector("[" + MARK + "]");
  if (open) open.remove();

  function element(tag, attributes, children) {
    var made = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      if (attributes[name] !== "") made.setAttribute(name, attributes[name]);
    });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  var host = element("div", {});
  host.setAttribute(MARK, "");
  var root = host.attachShadow({ mode: "open" });
  function dress() {
    // A page's policy may forbid style elements; sheets made by a script are not among them.
    try {
      var sheet = new CSSStyleSheet();
      sheet.replaceSync(options.style);
      root.adoptedStyleSheets = [sheet];
    } catch (error) {
      root.append(element("style", {}, [options.style]));
    }
  }

  var fields = {};
  function field(name, tag, attributes, value) {
    var label = { name: texts.labelName, email: texts.labelEmail, comments: texts.labelComments }[name];
    var input = element(tag, Object.assign(
      { id: name, name: name, maxlength: options.limits[name], "aria-describedby": name + "-problem" }, attributes));
    input.value = value;
    var problem = element("p", { id: name + "-problem", "class": "problem" });
    fields[name] = { input: input, problem: problem };
    return element("div", { "class": "field" }, [element("label", { "for": name }, [label]), input, problem]);
  }

  var alert = element("p", { "class": "alert", role: "alert" });
  var submit = element("button", { type: "submit" }, [texts.labelSubmit]);
  function closeButton() {
    var button = element("button", { type: "button" }, [texts.labelClose]);
    button.addEventListener("click", close);
    return button;
  }
  var form = element("form", { novalidate: "novalidate" }, [
    alert,
    field("name", "input", { type: "text", autocomplete: "name" }, options.name),
    field("email", "input", { type: "email", autocomplete: "email" }, options.email),
    field("comments", "textarea", { rows: "5", "aria-required": "true" }, ""),
    element("div", { "class": "actions" }, [closeButton(), submit])
  ]);
  var dialog = element("dialog", {
    lang: options.lang, "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "subtitle"
  }, [
    element("h2", { id: "title" }, [texts.title]),
    element("p", { id: "subtitle", "class": "subtitle" }, [texts.subtitle + " " + texts.subtitle2]),
    form
  ]);

  function close() {
    if (!host.isConnected) return;
    dialog.close();
    host.remove();
    window.postMessage(CLOSED, "*");
  }

  function keepFocus(event) {
    if (event.key !== "Tab") return;
    var stops = dialog.querySelectorAll("input, textarea, button:not(:disabled)");
    var first = stops[0];
    var last = stops[stops.length - 1];
    var now = root.activeElement;
    if (event.shiftKey && (now === first || now === dialog)) { event.preventDefault(); last.focus(); }
    else if (!event.shiftKey && now === last) { event.preventDefault(); first.focus(); }
  }

  function showProblems(problems) {
    var focused = false;
    Object.keys(fields).forEach(function (name) {
      var problem = (problems[name] || []).join(" ");
      fields[name].problem.textContent = problem;
      if (!problem) return fields[name].input.removeAttribute("aria-invalid");
      fields[name].input.setAttribute("aria-invalid", "true");
      if (!focused) fields[name].input.focus();
      focused = true;
    });
  }

  function succeed() {
    var done = closeButton();
    form.replaceWith(
      element("p", { "class": "done", role: "status" }, [texts.successMessage]),
      element("div", { "class": "actions" }, [done])
    );
    done.focus();
  }

  function fail(text, problems) {
    submit.disabled = false;
    alert.textContent = text;
    showProblems(problems);
  }

  function send(event) {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    alert.textContent = "";
    var body = new URLSearchParams();
    Object.keys(fields).forEach(function (name) { body.set(name, fields[name].input.value); });
    window.fetch(endpoint, { method: "POST", body: body, credentials: "omit" }).then(function (answer) {
      if (answer.ok) return succeed();
      return answer.json().then(function (told) {
        if (told && told.errors) fail(texts.errorFormEntry, told.errors);
        else fail(texts.errorGeneric, {});
      });
    }).catch(function () { fail(texts.errorGeneric, {}); });
  }

  function show() {
    document.body.append(host);
    dress();
    root.append(dialog);
    dialog.addEventListener("cancel", function (event) { event.preventDefault(); close(); });
    dialog.addEventListener("close", close);
    dialog.addEventListener("keydown", keepFocus);
    form.addEventListener("submit", send);
    dialog.showModal();
    (options.name && options.email ? fields.comments.input : fields.name.input).focus();
  }
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
})(window, document, `;

/** The script that shows the dialog. */
export const dialogScript = (options: Omit<DialogOptions, "style">): string =>
  `${DIALOG}${scriptJson({ ...options, style: DIALOG_STYLE })});\n`;
