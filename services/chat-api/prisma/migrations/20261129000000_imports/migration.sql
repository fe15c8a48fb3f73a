-- A file of a person and where its import stands.
CREATE TABLE "imports" (
  "id" UUID NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  "zone" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "name" TEXT,
  "format" TEXT,
  "status" TEXT NOT NULL,
  "file" BYTEA,
  "size" INTEGER NOT NULL,
  "checked" INTEGER NOT NULL DEFAULT 0,
  "tasks" INTEGER NOT NULL DEFAULT 0,
  "series" INTEGER NOT NULL DEFAULT 0,
  "known" INTEGER NOT NULL DEFAULT 0,
  "skipped" INTEGER NOT NULL DEFAULT 0,
  "refused" INTEGER NOT NULL DEFAULT 0,
  "made" INTEGER NOT NULL DEFAULT 0,
  "announced" INTEGER NOT NULL DEFAULT 0,
  "announced_to" INTEGER NOT NULL DEFAULT 0,
  "problem" JSONB,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "lease_holder" UUID,
  "lease_until" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);
-- One at a time for a person.
CREATE UNIQUE INDEX "imports_unfinished_idx" ON "imports" ("user_id", "workspace_id") WHERE "finished_at" IS NULL;
CREATE INDEX "imports_working_idx" ON "imports" ("created_at") WHERE "status" IN ('checking', 'running', 'finishing');
CREATE INDEX "imports_user_id_workspace_id_id_idx" ON "imports" ("user_id", "workspace_id", "id");

-- What becomes of each row: the rows of `series` and `tasks` that are to be made, and what is shown of them.
CREATE TABLE "import_rows" (
  "import_id" UUID NOT NULL,
  "position" INTEGER NOT NULL,
  "line" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "key" TEXT,
  "target_id" UUID,
  "series" JSONB,
  "task" JSONB,
  "series_key" TEXT,
  "shown" JSONB,
  "reason" TEXT,
  CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id", "position"),
  CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports" ("id") ON DELETE CASCADE
);

-- What was made of which row of which source, so that it is made once.
CREATE TABLE "import_keys" (
  "user_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "target_id" UUID NOT NULL,
  "import_id" UUID NOT NULL,
  CONSTRAINT "import_keys_pkey" PRIMARY KEY ("user_id", "workspace_id", "key")
);
