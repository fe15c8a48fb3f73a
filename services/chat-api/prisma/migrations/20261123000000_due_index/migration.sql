-- With the workspace, pages and counts of a person's open tasks need no more than the index.
CREATE INDEX "tasks_workspace_due_idx" ON "tasks" ("workspace_id", "user_id", "status", (coalesce("due_at", 'infinity'::timestamptz)), "number") WHERE "deleted_at" IS NULL;
DROP INDEX "tasks_due_idx";
