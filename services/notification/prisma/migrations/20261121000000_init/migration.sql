CREATE TABLE "task_versions" (
    "task_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "task_versions_pkey" PRIMARY KEY ("task_id")
);

CREATE TABLE "reminders" (
    "reminder_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "task_version" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "fired_at" TIMESTAMPTZ(3),
    "armed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminders_pkey" PRIMARY KEY ("reminder_id"),
    CONSTRAINT "reminders_status_check" CHECK ("status" IN ('scheduled', 'fired', 'cancelled')),
    CONSTRAINT "reminders_never_early_check" CHECK ("fired_at" >= "due_at"),
    CONSTRAINT "reminders_fired_check" CHECK (("status" = 'fired') = ("fired_at" IS NOT NULL))
);

CREATE INDEX "reminders_task_id_idx" ON "reminders"("task_id");
CREATE INDEX "reminders_status_due_at_idx" ON "reminders"("status", "due_at");
CREATE INDEX "reminders_status_armed_at_due_at_idx" ON "reminders"("status", "armed_at", "due_at");
CREATE INDEX "reminders_user_id_status_due_at_reminder_id_idx" ON "reminders"("user_id", "status", "due_at", "reminder_id");

CREATE TABLE "scheduler_epochs" (
    "id" INTEGER NOT NULL,
    "epoch" TEXT NOT NULL,

    CONSTRAINT "scheduler_epochs_pkey" PRIMARY KEY ("id")
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
