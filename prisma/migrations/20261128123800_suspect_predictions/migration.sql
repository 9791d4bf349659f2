-- `sweep` asks every two seconds for runs of which the provider may have made two predictions; they are few.
CREATE INDEX predictions_suspect ON predictions ((coalesce(posted_until, submitted_at)))
  WHERE posts > 1 OR (posts > 0 AND external_id IS NULL);
