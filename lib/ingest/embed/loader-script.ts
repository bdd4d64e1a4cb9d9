// The loader: a small script for the head of a page. It remembers what happens until the SDK is there.
import { scriptJson } from "#lib/ingest/embed/script-json.ts";

// Plain JavaScript for any browser that runs the SDK. `mechanism` marks what nobody caught, as the SDK's own
// handlers do; they were not installed yet when it happened.
const LOADER = `(function (window, document, bundle, defaults) {
  "use strict";
  if (window.Sentry && window.Sentry.init) return;
  var MOST = 100;
  var script = document.currentScript || document.querySelector('script[src*="/js-sdk-loader/"]');
  var lazy = !script || script.getAttribute("data-lazy") !== "no";
  var queue = [];
  var callbacks = [];
  var ownOptions;
  var sdk = null;
  var loading = false;

  function remember(entry) {
    if (queue.length < MOST) queue.push(entry);
  }
  function attempt(work) {
    try {
      work();
    } catch (error) {
      console.error(error);
    }
  }

  function load() {
    if (loading) return;
    loading = true;
    var element = document.createElement("script");
    element.src = bundle;
    element.crossOrigin = "anonymous";
    if (script && script.nonce) element.nonce = script.nonce;
    element.onload = start;
    element.onerror = function () {
      element.remove();
      loading = false;
    };
    (document.head || document.documentElement).appendChild(element);
  }

  function onError(event) {
    if (!("message" in event)) return;
    remember({ error: event.error || event.message, type: "onerror" });
    load();
  }
  function onRejection(event) {
    var reason = event.reason;
    if (reason === undefined && event.detail) reason = event.detail.reason;
    remember({ error: reason, type: "onunhandledrejection" });
    load();
  }

  function withIntegrations(options) {
    var list = options.integrations === undefined ? [] : options.integrations;
    if (!Array.isArray(list)) return options;
    list = list.slice();
    function add(name, create) {
      if (!list.some(function (integration) { return integration.name === name; })) list.push(create());
    }
    if (options.tracesSampleRate !== undefined || options.tracesSampler !== undefined)
      add("BrowserTracing", sdk.browserTracingIntegration);
    if (options.replaysSessionSampleRate || options.replaysOnErrorSampleRate)
      add("Replay", sdk.replayIntegration);
    return Object.assign({}, options, { integrations: list });
  }

  function captureUncaught(entry) {
    var hint = { mechanism: { handled: false, type: "auto.browser.global_handlers." + entry.type } };
    var primitive = entry.error === null || (typeof entry.error !== "object" && typeof entry.error !== "function");
    if (entry.type === "onerror" || !primitive) return sdk.captureException(entry.error, hint);
    var value = "Non-Error promise rejection captured with value: " + String(entry.error);
    sdk.captureEvent({ level: "error", exception: { values: [{ type: "UnhandledRejection", value: value }] } }, hint);
  }

  function start() {
    if (!window.Sentry || window.Sentry === stub) return;
    sdk = Object.assign({}, window.Sentry);
    var init = sdk.init;
    var initialized = false;
    sdk.init = function (options) {
      initialized = true;
      return init(withIntegrations(Object.assign({}, defaults, options)));
    };
    window.Sentry = sdk;
    window.removeEventListener("error", onError);
    window.removeEventListener("unhandledrejection", onRejection);
    if (typeof window.sentryOnLoad === "function") attempt(window.sentryOnLoad);
    callbacks.forEach(attempt);
    if (!initialized) sdk.init(ownOptions);
    queue.splice(0).forEach(function (entry) {
      attempt(function () {
        if (entry.call) sdk[entry.call].apply(sdk, entry.args);
        else captureUncaught(entry);
      });
    });
  }

  var stub = {
    init: function (options) {
      if (sdk) return sdk.init(options);
      ownOptions = options;
    },
    onLoad: function (callback) {
      if (sdk) callback();
      else callbacks.push(callback);
    },
    forceLoad: load
  };
  function forward(name, loads) {
    stub[name] = function () {
      if (sdk) return sdk[name].apply(sdk, arguments);
      remember({ call: name, args: arguments });
      if (loads) load();
    };
  }
  ["addBreadcrumb", "setUser", "setTag", "setTags", "setContext", "setExtra", "setExtras"].forEach(function (name) {
    forward(name, false);
  });
  ["captureException", "captureMessage", "captureEvent", "captureFeedback", "withScope", "showReportDialog"].forEach(
    function (name) {
      forward(name, true);
    }
  );
  window.Sentry = stub;
  window.addEventListener("error", onError);
  window.addEventListener("unhandledrejection", onRejection);
  if (!lazy) load();
})(window, document, `;

/**
 * Errors only: whoever wants traces or replays says so in `Sentry.init`.
 * @param bundleUrl where the whole SDK is.
 */
export const loaderScript = (dsn: string, bundleUrl: string): string =>
  `${LOADER}${scriptJson(bundleUrl)}, ${scriptJson({ dsn })});\n`;

/** What a page gets for a key that is none: it must not fail on it. */
export const noLoader = "/* Debrief: this key is unknown or was revoked, so nothing is loaded. */\n";
