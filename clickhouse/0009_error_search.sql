-- What a search of errors reads beside the columns that were there: rows of before this have what can be told from
-- those. Every row has them, also when its payload was left out.
ALTER TABLE errors
  ADD COLUMN IF NOT EXISTS mechanism LowCardinality(String) DEFAULT tags['mechanism'] AFTER handled,
  ADD COLUMN IF NOT EXISTS stack_functions Array(LowCardinality(String)) AFTER exception_values,
  ADD COLUMN IF NOT EXISTS stack_modules Array(LowCardinality(String)) AFTER stack_functions,
  ADD COLUMN IF NOT EXISTS stack_files Array(LowCardinality(String)) AFTER stack_modules,
  ADD COLUMN IF NOT EXISTS stack_paths Array(LowCardinality(String)) AFTER stack_files,
  ADD COLUMN IF NOT EXISTS stack_packages Array(LowCardinality(String)) AFTER stack_paths,
  -- Lower-case, a line each: title, culprit, message, exceptions, what frames are called, breadcrumb messages. LZ4,
  -- because words are looked for in all of it: a million events take 0.15 s of processor time, with ZSTD twice that.
  ADD COLUMN IF NOT EXISTS search_text String DEFAULT lowerUTF8(concat(title, '\n', culprit, '\n', message, '\n',
    arrayStringConcat(exception_types, '\n'), '\n', arrayStringConcat(exception_values, '\n')))
    CODEC(LZ4) AFTER stack_packages,
  -- Counting users by eight bytes each; 0 when there is none
  ADD COLUMN IF NOT EXISTS user_hash UInt64 DEFAULT if(user = '', 0, sipHash64(user)) CODEC(ZSTD(1)) AFTER user
