CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE TABLE "changes" (
  "user_id" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "type" TEXT NOT NULL,
  "body" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "changes_pkey" PRIMARY KEY ("user_id", "seq")
);

CREATE TABLE "feeds" (
  "user_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "last_seq" INTEGER NOT NULL DEFAULT 0,
  "last_task_number" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "feeds_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "conversations" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "last_seq" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "conversations_workspace_id_user_id_idx" ON "conversations" ("workspace_id", "user_id");

CREATE TABLE "messages" (
  "id" UUID NOT NULL,
  "conversation_id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "author" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "client_message_id" UUID,
  "in_reply_to" UUID,
  "blocks" JSONB NOT NULL DEFAULT '[]',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "messages_conversation_id_seq_key" ON "messages" ("conversation_id", "seq");
CREATE UNIQUE INDEX "messages_conversation_id_client_message_id_key" ON "messages" ("conversation_id", "client_message_id");
CREATE INDEX "messages_in_reply_to_idx" ON "messages" ("in_reply_to");

CREATE TABLE "series" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "conversation_id" UUID NOT NULL,
  "rrule" TEXT NOT NULL,
  "civil_start" TEXT NOT NULL,
  "zone" TEXT NOT NULL,
  "mode" TEXT NOT NULL,
  "missed" TEXT NOT NULL,
  "exdates" TEXT[],
  "skipped" TEXT[],
  "ahead" INTEGER NOT NULL DEFAULT 1,
  "template" JSONB NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "tasks" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "conversation_id" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "notes" TEXT NOT NULL DEFAULT '',
  "status" TEXT NOT NULL DEFAULT 'open',
  "priority" INTEGER NOT NULL DEFAULT 2,
  "tags" TEXT[],
  "list" TEXT,
  "due_date" TEXT,
  "due_local" TEXT,
  "due_zone" TEXT,
  "due_at" TIMESTAMPTZ(3),
  "reminders" JSONB NOT NULL DEFAULT '[]',
  "series_id" UUID,
  "occurrence_key" TEXT,
  "sentence" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  "completed_at" TIMESTAMPTZ(3),
  "deleted_at" TIMESTAMPTZ(3),
  CONSTRAINT "tasks_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "tasks_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "tasks_status_check" CHECK ("status" IN ('open', 'completed')),
  CONSTRAINT "tasks_priority_check" CHECK ("priority" BETWEEN 1 AND 3),
  CONSTRAINT "tasks_tags_check" CHECK (cardinality("tags") <= 5),
  CONSTRAINT "tasks_title_check" CHECK (char_length("title") BETWEEN 1 AND 500)
);
CREATE UNIQUE INDEX "tasks_user_id_number_key" ON "tasks" ("user_id", "number");
CREATE UNIQUE INDEX "tasks_series_id_occurrence_key_key" ON "tasks" ("series_id", "occurrence_key");
CREATE INDEX "tasks_due_idx" ON "tasks" ("user_id", "status", (coalesce("due_at", 'infinity'::timestamptz)), "number") WHERE "deleted_at" IS NULL;
CREATE INDEX "tasks_tags_idx" ON "tasks" USING GIN ("user_id", "tags") WHERE "deleted_at" IS NULL;
CREATE INDEX "tasks_text_idx" ON "tasks" USING GIN ("user_id", (lower("title" || ' ' || "notes")) gin_trgm_ops) WHERE "deleted_at" IS NULL;

CREATE TABLE "actions" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "changes" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "undone_at" TIMESTAMPTZ(3),
  CONSTRAINT "actions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "actions_user_id_created_at_idx" ON "actions" ("user_id", "created_at");

CREATE TABLE "idempotent_requests" (
  "user_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "response" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "idempotent_requests_pkey" PRIMARY KEY ("user_id", "key")
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
CREATE UNIQUE INDEX "outbox_id_key" ON "outbox" ("id");

CREATE TABLE "inbox" (
  "consumer" TEXT NOT NULL,
  "event_id" TEXT NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "inbox_pkey" PRIMARY KEY ("consumer", "event_id")
);
