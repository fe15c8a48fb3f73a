-- Text as it is compared: decomposed, without diacritics, lower case; the title is its first line. libs/language folds alike.
-- Adding them rewrites the table, while writers wait: some seconds for 100,000 tasks.
ALTER TABLE "tasks"
  ADD COLUMN "folded" TEXT GENERATED ALWAYS AS (
    lower(regexp_replace(normalize("title" || E'\n' || "notes", NFKD), '[\u0300-\u036f]', '', 'g'))
  ) STORED,
  ADD COLUMN "words" TSVECTOR GENERATED ALWAYS AS (
    to_tsvector('simple', translate(
      lower(regexp_replace(normalize("title" || E'\n' || "notes", NFKD), '[\u0300-\u036f]', '', 'g')),
      '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                '
    ))
  ) STORED;

-- Parts of words are found by their trigrams; what is too short to have one, and words to correct a query by, by the words.
CREATE INDEX "tasks_folded_idx" ON "tasks" USING GIN ("user_id", "folded" gin_trgm_ops) WHERE "deleted_at" IS NULL;
CREATE INDEX "tasks_words_idx" ON "tasks" USING GIN ("user_id", "words") WHERE "deleted_at" IS NULL;
DROP INDEX "tasks_text_idx";
