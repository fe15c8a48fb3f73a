CREATE TABLE "records" (
    "workspace_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "subject" TEXT,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT,
    "data" TEXT NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "records_pkey" PRIMARY KEY ("workspace_id", "seq")
);

CREATE INDEX "records_workspace_id_subject_seq_idx" ON "records"("workspace_id", "subject", "seq");
CREATE INDEX "records_workspace_id_type_seq_idx" ON "records"("workspace_id", "type", "seq");
CREATE INDEX "records_workspace_id_time_idx" ON "records"("workspace_id", "time");

CREATE TABLE "chain_heads" (
    "workspace_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "chain_heads_pkey" PRIMARY KEY ("workspace_id")
);

CREATE TABLE "outbox" (
    "position" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "traceparent" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("position")
);

CREATE UNIQUE INDEX "outbox_id_key" ON "outbox"("id");

CREATE TABLE "inbox" (
    "consumer" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("consumer", "event_id")
);

-- Append-only: not even the owner changes a record without first taking these triggers away.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: the audit log is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "records_append_only" BEFORE UPDATE OR DELETE ON "records"
    FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "records_keep" BEFORE TRUNCATE ON "records"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
