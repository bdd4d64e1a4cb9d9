-- The index of session replays: a row for each segment; the recording itself is a blob. Lists hold what is new in
-- the segment, so a replay is the union of its rows.
CREATE TABLE IF NOT EXISTS replay_segments (
  project_id UInt32,
  replay_id String CODEC(ZSTD(1)),
  segment_id UInt32,
  -- session or buffer
  replay_type LowCardinality(String),
  -- When the replay began, as far as this segment knows
  started_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  -- The segment's own time, and its first and last recorded event
  timestamp DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  first_event_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  last_event_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
  retention_days UInt16,
  urls Array(String) CODEC(ZSTD(1)),
  error_ids Array(String) CODEC(ZSTD(1)),
  trace_ids Array(String) CODEC(ZSTD(1)),
  -- Transaction names
  segment_names Array(String) CODEC(ZSTD(1)),
  platform LowCardinality(String),
  release LowCardinality(String),
  dist LowCardinality(String),
  environment LowCardinality(String),
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  user String CODEC(ZSTD(1)),
  user_id String CODEC(ZSTD(1)),
  user_email String CODEC(ZSTD(1)),
  user_username String CODEC(ZSTD(1)),
  user_ip String CODEC(ZSTD(1)),
  browser_name LowCardinality(String),
  browser_version LowCardinality(String),
  os_name LowCardinality(String),
  os_version LowCardinality(String),
  device LowCardinality(String),
  tags Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  -- Recorded rrweb events
  event_count UInt32,
  -- The recording: 'deflate' for its events as JSON in zlib, 'recording' for a large one as it came, first line and
  -- all, whose events nobody has counted
  blob_key String CODEC(ZSTD(1)),
  blob_encoding LowCardinality(String),
  blob_bytes UInt32,
  -- Of a replay_video: the mp4 beside it
  video_key String CODEC(ZSTD(1)),
  video_bytes UInt32,
  journal_id UInt64 CODEC(Delta, ZSTD(1)),
  row_number UInt32 CODEC(Delta, ZSTD(1)),
  INDEX replay_id_bloom replay_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX trace_ids_bloom trace_ids TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX error_ids_bloom error_ids TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX journal_range journal_id TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(timestamp)
ORDER BY (project_id, replay_id, segment_id)
TTL toDateTime(timestamp) + toIntervalDay(retention_days)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
