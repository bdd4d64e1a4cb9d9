import type { Digester } from "#lib/digest/digester.ts";
import { prepareSamples } from "#lib/digest/prepare-samples.ts";
import { normalizeMetric } from "#lib/metrics/normalize-metric.ts";

/** One `trace_metric` item: a container of application metrics. */
export const prepareMetrics: Digester = (item, context, into) =>
  prepareSamples(item, context, into, {
    category: "trace_metric",
    table: "metrics",
    maxAverageBytes: 1024 * 1024,
    read: normalizeMetric,
  });
