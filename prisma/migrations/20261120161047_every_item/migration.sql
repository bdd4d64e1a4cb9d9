-- CreateEnum
CREATE TYPE "feedback_status" AS ENUM ('UNRESOLVED', 'RESOLVED', 'SPAM');

-- CreateEnum
CREATE TYPE "check_in_status" AS ENUM ('IN_PROGRESS', 'OK', 'ERROR', 'MISSED', 'TIMEOUT', 'UNKNOWN');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "scrubbing" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "ingest_settings" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "item_id" (
    "project_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "journal_id" BIGINT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_id_pkey" PRIMARY KEY ("id","project_id","kind")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha1" CHAR(40) NOT NULL,
    "blob_key" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "associated_event_id" UUID,
    "replay_id" UUID,
    "trace_id" UUID,
    "message" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "status" "feedback_status" NOT NULL DEFAULT 'UNRESOLVED',
    "release" TEXT NOT NULL DEFAULT '',
    "environment" TEXT NOT NULL DEFAULT '',
    "platform" TEXT NOT NULL DEFAULT 'other',
    "tags" JSONB NOT NULL DEFAULT '{}',
    "event" JSONB NOT NULL DEFAULT '{}',
    "timestamp" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB,
    "is_disabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "monitor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_in" (
    "id" BIGSERIAL NOT NULL,
    "monitor_id" INTEGER NOT NULL,
    "check_in_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "status" "check_in_status" NOT NULL,
    "duration_ms" BIGINT,
    "release" TEXT NOT NULL DEFAULT '',
    "trace_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "key_id" INTEGER,
    "categories" TEXT[],
    "limit" BIGINT NOT NULL,
    "window_seconds" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quota_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quota_usage" (
    "quota_id" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(0) NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "quota_usage_pkey" PRIMARY KEY ("quota_id","window_start")
);

-- CreateIndex
CREATE INDEX "item_id_received_at_idx" ON "item_id" USING BRIN ("received_at");

-- CreateIndex
CREATE INDEX "attachment_project_id_event_id_idx" ON "attachment"("project_id", "event_id");

-- CreateIndex
CREATE INDEX "attachment_expires_at_idx" ON "attachment"("expires_at");

-- CreateIndex
CREATE INDEX "feedback_project_id_status_timestamp_id_idx" ON "feedback"("project_id", "status", "timestamp" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "feedback_project_id_associated_event_id_idx" ON "feedback"("project_id", "associated_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_project_id_event_id_key" ON "feedback"("project_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "monitor_project_id_slug_key" ON "monitor"("project_id", "slug");

-- CreateIndex
CREATE INDEX "check_in_monitor_id_environment_started_at_id_idx" ON "check_in"("monitor_id", "environment", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "check_in_started_at_idx" ON "check_in" USING BRIN ("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_monitor_id_check_in_id_key" ON "check_in"("monitor_id", "check_in_id");

-- CreateIndex
CREATE INDEX "quota_organization_id_idx" ON "quota"("organization_id");

-- CreateIndex
CREATE INDEX "quota_project_id_idx" ON "quota"("project_id");

-- CreateIndex
CREATE INDEX "quota_key_id_idx" ON "quota"("key_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "monitor" ADD CONSTRAINT "monitor_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_monitor_id_fkey" FOREIGN KEY ("monitor_id") REFERENCES "monitor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota" ADD CONSTRAINT "quota_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "project_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_usage" ADD CONSTRAINT "quota_usage_quota_id_fkey" FOREIGN KEY ("quota_id") REFERENCES "quota"("id") ON DELETE CASCADE ON UPDATE CASCADE;
