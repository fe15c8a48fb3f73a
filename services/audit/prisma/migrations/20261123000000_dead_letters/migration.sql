CREATE TABLE "dead_letters" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "key" TEXT,
    "event_id" TEXT,
    "type" TEXT,
    "workspace_id" TEXT,
    "bytes" BYTEA NOT NULL,
    "replayable" BOOLEAN NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "deliveries" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'open',
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,

    CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "dead_letters_status_check" CHECK ("status" IN ('open', 'replayed', 'dropped')),
    CONSTRAINT "dead_letters_resolved_check"
        CHECK (("status" = 'open') = ("resolved_at" IS NULL) AND ("resolved_at" IS NULL) = ("resolved_by" IS NULL))
);

CREATE UNIQUE INDEX "dead_letters_topic_identity_key" ON "dead_letters"("topic", "identity");
CREATE INDEX "dead_letters_status_topic_id_idx" ON "dead_letters"("status", "topic", "id");
