-- A secret address under which a person's calendar can be read; only its digest is kept.
CREATE TABLE "calendar_feeds" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "shows" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "rotated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "calendar_feeds_user_id_workspace_id_key" ON "calendar_feeds" ("user_id", "workspace_id");
CREATE UNIQUE INDEX "calendar_feeds_digest_key" ON "calendar_feeds" ("digest");
