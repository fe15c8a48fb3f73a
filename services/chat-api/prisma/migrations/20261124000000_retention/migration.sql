-- What is old is found by block ranges: rows come in the order of time, and such an index costs an insert next to nothing.
CREATE INDEX "changes_created_at_idx" ON "changes" USING BRIN ("created_at");
CREATE INDEX "actions_created_at_idx" ON "actions" USING BRIN ("created_at");
CREATE INDEX "idempotent_requests_created_at_idx" ON "idempotent_requests" USING BRIN ("created_at");
