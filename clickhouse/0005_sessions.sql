-- Release health as it was told: a row for each update of a session, and for each status that an aggregate counts.
-- What a session came to is read as its update with the highest sequence; nothing is overwritten.
CREATE TABLE IF NOT EXISTS sessions (
  project_id UInt32,
  release LowCardinality(String),
  environment LowCardinality(String),
  started DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  -- Nil for an aggregate
  session_id UUID CODEC(ZSTD(1)),
  -- Hash of the distinct id, nil for none
  distinct_id UUID CODEC(ZSTD(1)),
  sequence UInt64 CODEC(ZSTD(1)),
  -- 1 for the update that begins the session: only these count as new
  init UInt8,
  -- ok, exited, errored, crashed, abnormal, unhandled or other
  status LowCardinality(String),
  errors UInt32,
  -- How many sessions the row stands for: 1, or the count of an aggregate
  quantity UInt32,
  timestamp DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  duration_ms Nullable(UInt64) CODEC(ZSTD(1)),
  abnormal_mechanism LowCardinality(String),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  browser_name LowCardinality(String),
  os_name LowCardinality(String),
  journal_id UInt64 CODEC(Delta, ZSTD(1)),
  row_number UInt32 CODEC(Delta, ZSTD(1)),
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(started)
ORDER BY (project_id, release, environment, started, session_id)
TTL toDateTime(started) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
