-- Error events, one row each: typed columns for what is searched, and the event itself, compressed, beside them.
--
-- Keys: a page reads one group (an issue is a set of groups, see docs/decisions/0003) within a time range;
-- project-wide counts scan few, narrow columns. Partitions by week: a year is 53 of them, and retention drops
-- whole ones. Twelve months of 10 million events are about 30 GB at 10 KB an event.
CREATE TABLE IF NOT EXISTS errors (
  project_id UInt32,
  group_id UInt64 CODEC(Delta, ZSTD(1)),
  timestamp DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  event_id UUID,
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  retention_days UInt16,
  type LowCardinality(String),
  platform LowCardinality(String),
  level LowCardinality(String),
  -- 1 handled, 0 unhandled, NULL when the SDK did not say
  handled Nullable(UInt8),
  title String CODEC(ZSTD(1)),
  culprit String CODEC(ZSTD(1)),
  message String CODEC(ZSTD(1)),
  exception_types Array(LowCardinality(String)),
  exception_values Array(String) CODEC(ZSTD(1)),
  release LowCardinality(String),
  dist LowCardinality(String),
  environment LowCardinality(String),
  transaction String CODEC(ZSTD(1)),
  logger LowCardinality(String),
  server_name LowCardinality(String),
  url String CODEC(ZSTD(1)),
  http_method LowCardinality(String),
  -- The value that stands for the user (id, else username, e-mail, IP), '' when there is none
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
  sdk_name LowCardinality(String),
  sdk_version LowCardinality(String),
  -- '' when there is none
  trace_id String CODEC(ZSTD(1)),
  span_id String CODEC(ZSTD(1)),
  replay_id String CODEC(ZSTD(1)),
  tags Map(LowCardinality(String), String) CODEC(ZSTD(1)),
  event String CODEC(ZSTD(3)),
  INDEX event_id_bloom event_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 4,
  INDEX timestamp_range timestamp TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toMonday(timestamp)
ORDER BY (project_id, group_id, timestamp, event_id)
TTL toDateTime(timestamp) + toIntervalDay(retention_days)
SETTINGS
  -- A request that a network repeats is stored once; without this window a server that is not replicated
  -- forgets tokens. What a crash repeats is sorted out by the digest (docs/decisions/0002).
  non_replicated_deduplication_window = 1000,
  -- Whole weeks go when all of their rows are over age; rewriting parts for single rows costs more than it frees.
  ttl_only_drop_parts = 1,
  -- One event is read at a time as often as many: smaller granules cost marks and save decompression.
  index_granularity_bytes = 2097152
