-- Old rows are found by it, to be removed.
CREATE INDEX "inbox_received_at_idx" ON "inbox"("received_at");
