-- Expand only: a service of the release before neither reads nor writes these.
ALTER TABLE "series" ADD COLUMN "floating" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN "paused_at" TIMESTAMPTZ(3),
ADD COLUMN "exhausted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "counted_from" TIMESTAMPTZ(3),
ADD COLUMN "previous_id" UUID;

CREATE INDEX "series_user_id_id_idx" ON "series" ("user_id", "id");

CREATE TABLE "zone_rules" (
    "id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "position" UUID,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "zone_rules_pkey" PRIMARY KEY ("id")
);
