-- Structured logs. `sequence` breaks ties within a microsecond, as the SDK counted.
CREATE TABLE IF NOT EXISTS logs (
  project_id UInt32,
  timestamp DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  sequence UInt32 CODEC(T64, ZSTD(1)),
  -- 32 hex characters, made by Debrief: the protocol gives a log no id
  log_id String CODEC(ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  -- trace, debug, info, warn, error or fatal
  level LowCardinality(String),
  -- OpenTelemetry's 1 to 24
  severity UInt8,
  body String CODEC(ZSTD(1)),
  template String CODEC(ZSTD(1)),
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
  INDEX log_id_bloom log_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX replay_id_bloom replay_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX body_words body TYPE tokenbf_v1(32768, 3, 0) GRANULARITY 1,
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(timestamp)
ORDER BY (project_id, timestamp, sequence)
TTL toDateTime(timestamp) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
