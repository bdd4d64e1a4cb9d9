-- Application metrics, as raw samples.
CREATE TABLE IF NOT EXISTS metrics (
  project_id UInt32,
  name LowCardinality(String),
  timestamp DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  -- counter, gauge or distribution
  type LowCardinality(String),
  unit LowCardinality(String),
  value Float64 CODEC(Gorilla, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  release LowCardinality(String),
  environment LowCardinality(String),
  server_name LowCardinality(String),
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  user String CODEC(ZSTD(1)),
  replay_id String CODEC(ZSTD(1)),
  attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
  booleans Map(LowCardinality(String), Bool) CODEC(ZSTD(1)),
  -- JSON: what normalization changed or left out, [{path, kind, detail}]; '' for nothing
  remarks String CODEC(ZSTD(1)),
  journal_id UInt64 CODEC(Delta, ZSTD(1)),
  row_number UInt32 CODEC(Delta, ZSTD(1)),
  INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(timestamp)
ORDER BY (project_id, name, timestamp)
TTL toDateTime(timestamp) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
