-- An issue that loops keeps exact counts and a bounded number of whole events: the others have every column but
-- `event`, which is ''.
ALTER TABLE errors ADD COLUMN IF NOT EXISTS has_payload UInt8 DEFAULT 1 AFTER tags
