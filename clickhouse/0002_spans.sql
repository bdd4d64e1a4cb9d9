-- Spans of every form the protocol has: a transaction is a segment span and its children.
--
-- Keys: within an hour the spans of a trace lie together, so a trace reads a few granules an hour, and a list over
-- a time range reads whole hours. A row is known by its journal row and its number in it, for whole-batch retries.
CREATE TABLE IF NOT EXISTS spans (
  project_id UInt32,
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  -- '' for a root
  parent_span_id String CODEC(ZSTD(1)),
  -- The span id of the segment it belongs to, '' when unknown
  segment_id String CODEC(ZSTD(1)),
  is_segment UInt8,
  -- Of the transaction that brought it; '' when it was streamed
  event_id String CODEC(ZSTD(1)),
  start_timestamp DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  duration_us UInt64 CODEC(T64, ZSTD(1)),
  -- The duration less what its children cover; of streamed spans, whose children come apart, the whole duration
  -- unless the SDK told it
  exclusive_us UInt64 CODEC(T64, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  op LowCardinality(String),
  -- What a person reads: the v2 name, the v1 description, or a transaction's name
  description String CODEC(ZSTD(1)),
  -- The protocol's words: ok, internal_error, not_found …; '' when the SDK did not say
  status LowCardinality(String),
  origin LowCardinality(String),
  -- The name of the segment: the transaction
  transaction String CODEC(ZSTD(1)),
  transaction_source LowCardinality(String),
  platform LowCardinality(String),
  release LowCardinality(String),
  dist LowCardinality(String),
  environment LowCardinality(String),
  server_name LowCardinality(String),
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  user String CODEC(ZSTD(1)),
  user_id String CODEC(ZSTD(1)),
  user_email String CODEC(ZSTD(1)),
  user_username String CODEC(ZSTD(1)),
  user_ip String CODEC(ZSTD(1)),
  replay_id String CODEC(ZSTD(1)),
  -- Of a transaction profile, or of a continuous profiler
  profile_id String CODEC(ZSTD(1)),
  profiler_id String CODEC(ZSTD(1)),
  thread_id String CODEC(ZSTD(1)),
  -- 0 when unknown; a row stands for 1 / sample_rate spans
  sample_rate Float64 CODEC(ZSTD(1)),
  http_method LowCardinality(String),
  http_status UInt16,
  url String CODEC(ZSTD(1)),
  browser_name LowCardinality(String),
  os_name LowCardinality(String),
  -- Lists and objects stand here as JSON
  attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  numbers Map(LowCardinality(String), Float64) CODEC(ZSTD(1)),
  booleans Map(LowCardinality(String), Bool) CODEC(ZSTD(1)),
  -- JSON: [{trace_id, span_id, sampled, attributes}]
  links String CODEC(ZSTD(1)),
  -- JSON: what normalization changed or left out, [{path, kind, detail}]; '' for nothing
  remarks String CODEC(ZSTD(1)),
  journal_id UInt64 CODEC(Delta, ZSTD(1)),
  row_number UInt32 CODEC(Delta, ZSTD(1)),
  -- Of a million spans, a trace of 20 read 9,000 rows; with (0.01) and GRANULARITY 4, as below, 38,000.
  INDEX trace_id_bloom trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX span_id_bloom span_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX event_id_bloom event_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX replay_id_bloom replay_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(start_timestamp)
ORDER BY (project_id, toStartOfHour(start_timestamp), trace_id, start_timestamp)
TTL toDateTime(start_timestamp) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
