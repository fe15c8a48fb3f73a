-- What was published, for a while: a consumer or a broker that lost events can be given them again.
CREATE TABLE "published_events" (
    "position" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "traceparent" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "published_events_pkey" PRIMARY KEY ("position")
);

CREATE INDEX "published_events_published_at_idx" ON "published_events"("published_at");

-- Publishes again, in order and with the same ids, what was published since then. Returns how many events.
CREATE FUNCTION "republish_events"(since TIMESTAMPTZ) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    count BIGINT;
BEGIN
    INSERT INTO "outbox" ("id", "topic", "type", "subject", "time", "data", "traceparent")
    SELECT "id", "topic", "type", "subject", "time", "data", "traceparent"
    FROM (SELECT DISTINCT ON ("id") * FROM "published_events" WHERE "published_at" >= since ORDER BY "id", "position") again
    ORDER BY "position"
    ON CONFLICT ("id") DO NOTHING;
    GET DIAGNOSTICS count = ROW_COUNT;
    RETURN count;
END
$$;
