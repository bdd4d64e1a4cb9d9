// What every record of a group gets from its resource and its scope.
import {
  attributeText,
  readAttributes,
  stringAttribute,
  text,
  type Attributes,
  type Fields,
} from "#lib/ingest/otlp/values.ts";

// It is repeated on every record, so a request may not multiply by it.
const MAX_CHARS = 16_384;

/** The attributes whose JSON fits, in order. */
function fitting(attributes: Attributes): Attributes {
  let left = MAX_CHARS;
  const kept = Object.entries(attributes).filter(([key, attribute]) => {
    left -= key.length + JSON.stringify(attribute).length;
    return left >= 0;
  });
  return Object.fromEntries(kept);
}

// A request may have thousands of scopes of one resource, all of which inherit the same.
const ofResources = new WeakMap<Fields, Attributes>();

function resourceAttributes(resource: Fields): Attributes {
  const attributes = ofResources.get(resource) ?? fitting(readAttributes(resource["attributes"]));
  ofResources.set(resource, attributes);
  return attributes;
}

/** Both together; where there is nothing to add, the same object again. */
function merge(scope: Attributes, resource: Attributes): Attributes {
  return Object.keys(scope).length === 0 ? resource : fitting({ ...scope, ...resource });
}

function present(values: Readonly<Record<string, string | undefined>>): Attributes {
  const entries = Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, stringAttribute(value)] as const],
  );
  return Object.fromEntries(entries);
}

/** Attributes of resource and scope, and what the protocol calls them. A record's own attributes win over these. */
export function inheritedAttributes(resource: Fields, scope: Fields): Attributes {
  const own = merge(readAttributes(scope["attributes"]), resourceAttributes(resource));
  const sdk = attributeText(own, "telemetry.sdk.name");
  const language = attributeText(own, "telemetry.sdk.language");
  return {
    ...present({
      "otel.scope.name": text(scope["name"]).slice(0, 256),
      "otel.scope.version": text(scope["version"]).slice(0, 256),
      "sentry.environment": attributeText(own, "deployment.environment.name", "deployment.environment"),
      "sentry.release": attributeText(own, "service.version"),
      "sentry.sdk.name": sdk && language ? `${sdk}.${language}` : sdk,
      "sentry.sdk.version": attributeText(own, "telemetry.sdk.version"),
    }),
    ...own,
  };
}
