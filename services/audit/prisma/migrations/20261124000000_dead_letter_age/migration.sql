-- The default is for the release before this one, which goes on while the new one starts.
ALTER TABLE "dead_letters" ADD COLUMN "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "dead_letters" SET "made_at" = "first_at";
