-- AlterTable
ALTER TABLE "reminders" ADD COLUMN "traceparent" TEXT;
