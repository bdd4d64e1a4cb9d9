-- The index of profiles: of one transaction (profile_id), or a chunk of a continuous one (profiler_id, chunk_id).
-- The samples are a blob.
CREATE TABLE IF NOT EXISTS profiles (
  project_id UInt32,
  -- The first sample
  timestamp DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  end_timestamp DateTime64(6, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  profile_id String CODEC(ZSTD(1)),
  profiler_id String CODEC(ZSTD(1)),
  chunk_id String CODEC(ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  platform LowCardinality(String),
  release LowCardinality(String),
  environment LowCardinality(String),
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  -- Of a transaction profile
  transaction String CODEC(ZSTD(1)),
  transaction_id String CODEC(ZSTD(1)),
  trace_id String CODEC(ZSTD(1)),
  thread_ids Array(String) CODEC(ZSTD(1)),
  sample_count UInt32,
  blob_key String CODEC(ZSTD(1)),
  blob_bytes UInt32,
  journal_id UInt64 CODEC(Delta, ZSTD(1)),
  row_number UInt32 CODEC(Delta, ZSTD(1)),
  INDEX profile_id_bloom profile_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX profiler_id_bloom profiler_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(timestamp)
ORDER BY (project_id, timestamp, profiler_id)
TTL toDateTime(timestamp) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
