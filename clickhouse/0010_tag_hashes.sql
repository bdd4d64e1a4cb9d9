-- What `key:value` compares for a tag, a sixth of the time that looking into the map takes; the user is in it under
-- each of their names. What looks into the map all the same reads it twice as fast with LZ4, for 12 bytes an event.
ALTER TABLE errors
  ADD COLUMN IF NOT EXISTS tag_hashes Array(UInt64)
    DEFAULT arrayConcat(arrayMap((key, value) -> cityHash64(key, value), mapKeys(tags), mapValues(tags)),
      arrayMap(name -> cityHash64('user', name),
        arrayFilter(name -> name != '', [user_id, user_email, user_username, user_ip])))
    CODEC(LZ4) AFTER tags,
  MODIFY COLUMN tags CODEC(LZ4)
