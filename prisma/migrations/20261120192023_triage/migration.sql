-- CreateEnum
CREATE TYPE "review_reason" AS ENUM ('NEW', 'REGRESSED', 'ESCALATING', 'UNARCHIVED', 'MANUAL');

-- CreateEnum
CREATE TYPE "assigned_by" AS ENUM ('PERSON', 'OWNERSHIP_RULE', 'CODEOWNERS');

-- CreateEnum
CREATE TYPE "resolution_kind" AS ENUM ('IN_RELEASE', 'IN_NEXT_RELEASE', 'IN_COMMIT');

-- CreateEnum
CREATE TYPE "owner_source" AS ENUM ('OWNERSHIP_RULE', 'CODEOWNERS');

-- CreateEnum
CREATE TYPE "integration_kind" AS ENUM ('GITHUB', 'GITLAB', 'JIRA');

-- CreateEnum
CREATE TYPE "ticket_status" AS ENUM ('OPEN', 'CLOSED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "activity_type" ADD VALUE 'RESOLVED_IN_RELEASE';
ALTER TYPE "activity_type" ADD VALUE 'RESOLVED_IN_NEXT_RELEASE';
ALTER TYPE "activity_type" ADD VALUE 'RESOLVED_IN_COMMIT';
ALTER TYPE "activity_type" ADD VALUE 'RESOLVED_BY_AGE';
ALTER TYPE "activity_type" ADD VALUE 'RESOLVED_BY_TICKET';
ALTER TYPE "activity_type" ADD VALUE 'REOPENED_BY_TICKET';
ALTER TYPE "activity_type" ADD VALUE 'UNARCHIVED';
ALTER TYPE "activity_type" ADD VALUE 'ESCALATING';
ALTER TYPE "activity_type" ADD VALUE 'ONGOING';
ALTER TYPE "activity_type" ADD VALUE 'PRIORITY';
ALTER TYPE "activity_type" ADD VALUE 'REVIEWED';
ALTER TYPE "activity_type" ADD VALUE 'NOTE';
ALTER TYPE "activity_type" ADD VALUE 'MERGED';
ALTER TYPE "activity_type" ADD VALUE 'UNMERGED';
ALTER TYPE "activity_type" ADD VALUE 'SHARED';
ALTER TYPE "activity_type" ADD VALUE 'UNSHARED';
ALTER TYPE "activity_type" ADD VALUE 'TICKET_LINKED';
ALTER TYPE "activity_type" ADD VALUE 'TICKET_UNLINKED';

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "auto_resolve_hours" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "grouping" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "ownership" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "ownership_revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "issue" ADD COLUMN     "assigned_by" "assigned_by",
ADD COLUMN     "comment_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "merged_into_id" INTEGER,
ADD COLUMN     "ownership_revision" INTEGER NOT NULL DEFAULT -1,
ADD COLUMN     "priority_locked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "review_reason" "review_reason" DEFAULT 'NEW',
ADD COLUMN     "review_since" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "share_id" CHAR(32);

-- AlterTable
ALTER TABLE "grouping_hash" ADD COLUMN     "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "last_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "origin_issue_id" INTEGER,
ADD COLUMN     "primary_id" BIGINT,
ADD COLUMN     "times_seen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "title" TEXT NOT NULL DEFAULT '';

-- By hand: what was counted before this migration belongs to the group that is as old as its issue.
UPDATE "grouping_hash" h SET "origin_issue_id" = h."issue_id", "title" = i."title",
  "first_seen" = i."first_seen", "last_seen" = i."last_seen",
  "times_seen" = CASE WHEN h."id" = f."id" THEN i."times_seen" ELSE 0 END
FROM "issue" i JOIN (SELECT "issue_id", min("id") AS "id" FROM "grouping_hash" GROUP BY "issue_id") f ON f."issue_id" = i."id"
WHERE i."id" = h."issue_id";
ALTER TABLE "grouping_hash" ALTER COLUMN "origin_issue_id" SET NOT NULL;

-- CreateTable
CREATE TABLE "issue_resolution" (
    "issue_id" INTEGER NOT NULL,
    "kind" "resolution_kind" NOT NULL,
    "release_id" INTEGER,
    "current_version" TEXT,
    "commit" TEXT,
    "repository" TEXT,
    "user_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_resolution_pkey" PRIMARY KEY ("issue_id")
);

-- CreateTable
CREATE TABLE "issue_snooze" (
    "issue_id" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3),
    "count" INTEGER,
    "window_minutes" INTEGER,
    "user_count" INTEGER,
    "user_window_minutes" INTEGER,
    "start_times_seen" BIGINT NOT NULL DEFAULT 0,
    "user_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_snooze_pkey" PRIMARY KEY ("issue_id")
);

-- CreateTable
CREATE TABLE "issue_forecast" (
    "issue_id" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ceilings" INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_forecast_pkey" PRIMARY KEY ("issue_id")
);

-- CreateTable
CREATE TABLE "issue_subscription" (
    "issue_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_subscription_pkey" PRIMARY KEY ("issue_id","user_id")
);

-- CreateTable
CREATE TABLE "issue_bookmark" (
    "issue_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_bookmark_pkey" PRIMARY KEY ("issue_id","user_id")
);

-- CreateTable
CREATE TABLE "issue_seen" (
    "issue_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issue_seen_pkey" PRIMARY KEY ("issue_id","user_id")
);

-- CreateTable
CREATE TABLE "issue_owner" (
    "id" BIGSERIAL NOT NULL,
    "issue_id" INTEGER NOT NULL,
    "source" "owner_source" NOT NULL,
    "rule" TEXT NOT NULL,
    "user_id" INTEGER,
    "team_id" INTEGER,
    "position" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_owner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "code_owners" (
    "project_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "stack_root" TEXT NOT NULL DEFAULT '',
    "source_root" TEXT NOT NULL DEFAULT '',
    "mappings" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_owners_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "issue_tombstone" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "culprit" TEXT NOT NULL,
    "level" "issue_level" NOT NULL,
    "user_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_tombstone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discarded_hash" (
    "project_id" INTEGER NOT NULL,
    "hash" CHAR(32) NOT NULL,
    "tombstone_id" INTEGER NOT NULL,

    CONSTRAINT "discarded_hash_pkey" PRIMARY KEY ("project_id","hash")
);

-- CreateTable
CREATE TABLE "learned_rule" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "issue_id" INTEGER NOT NULL,
    "matchers" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "learned_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issue_undo" (
    "id" UUID NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "user_id" INTEGER,
    "before" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "issue_undo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "user_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "kind" "integration_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "token" TEXT NOT NULL,
    "webhook_secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_link" (
    "id" SERIAL NOT NULL,
    "issue_id" INTEGER NOT NULL,
    "integration_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "ticket_status" NOT NULL DEFAULT 'OPEN',
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "issue_resolution_kind_commit_idx" ON "issue_resolution"("kind", "commit");

-- CreateIndex
CREATE INDEX "issue_resolution_release_id_idx" ON "issue_resolution"("release_id");

-- CreateIndex
CREATE INDEX "issue_snooze_until_idx" ON "issue_snooze"("until");

-- CreateIndex
CREATE INDEX "issue_subscription_user_id_idx" ON "issue_subscription"("user_id");

-- CreateIndex
CREATE INDEX "issue_bookmark_user_id_idx" ON "issue_bookmark"("user_id");

-- CreateIndex
CREATE INDEX "issue_seen_user_id_idx" ON "issue_seen"("user_id");

-- CreateIndex
CREATE INDEX "issue_owner_user_id_idx" ON "issue_owner"("user_id");

-- CreateIndex
CREATE INDEX "issue_owner_team_id_idx" ON "issue_owner"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "issue_owner_issue_id_position_key" ON "issue_owner"("issue_id", "position");

-- CreateIndex
CREATE INDEX "issue_tombstone_project_id_id_idx" ON "issue_tombstone"("project_id", "id" DESC);

-- CreateIndex
CREATE INDEX "discarded_hash_tombstone_id_idx" ON "discarded_hash"("tombstone_id");

-- CreateIndex
CREATE INDEX "learned_rule_project_id_idx" ON "learned_rule"("project_id");

-- CreateIndex
CREATE INDEX "learned_rule_issue_id_idx" ON "learned_rule"("issue_id");

-- CreateIndex
CREATE INDEX "issue_undo_created_at_idx" ON "issue_undo"("created_at");

-- CreateIndex
CREATE INDEX "saved_view_organization_id_user_id_idx" ON "saved_view"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "integration_organization_id_idx" ON "integration"("organization_id");

-- CreateIndex
CREATE INDEX "ticket_link_integration_id_key_idx" ON "ticket_link"("integration_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_link_issue_id_integration_id_key_key" ON "ticket_link"("issue_id", "integration_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "issue_share_id_key" ON "issue"("share_id");

-- CreateIndex
CREATE INDEX "issue_merged_into_id_idx" ON "issue"("merged_into_id");

-- CreateIndex
CREATE INDEX "grouping_hash_origin_issue_id_idx" ON "grouping_hash"("origin_issue_id");

-- CreateIndex
CREATE INDEX "grouping_hash_primary_id_idx" ON "grouping_hash"("primary_id");

-- AddForeignKey
ALTER TABLE "issue" ADD CONSTRAINT "issue_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grouping_hash" ADD CONSTRAINT "grouping_hash_origin_issue_id_fkey" FOREIGN KEY ("origin_issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_resolution" ADD CONSTRAINT "issue_resolution_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_resolution" ADD CONSTRAINT "issue_resolution_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_snooze" ADD CONSTRAINT "issue_snooze_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_forecast" ADD CONSTRAINT "issue_forecast_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_subscription" ADD CONSTRAINT "issue_subscription_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_subscription" ADD CONSTRAINT "issue_subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_bookmark" ADD CONSTRAINT "issue_bookmark_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_bookmark" ADD CONSTRAINT "issue_bookmark_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_seen" ADD CONSTRAINT "issue_seen_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_seen" ADD CONSTRAINT "issue_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_owner" ADD CONSTRAINT "issue_owner_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_owner" ADD CONSTRAINT "issue_owner_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_owner" ADD CONSTRAINT "issue_owner_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_owners" ADD CONSTRAINT "code_owners_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issue_tombstone" ADD CONSTRAINT "issue_tombstone_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discarded_hash" ADD CONSTRAINT "discarded_hash_tombstone_id_fkey" FOREIGN KEY ("tombstone_id") REFERENCES "issue_tombstone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learned_rule" ADD CONSTRAINT "learned_rule_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learned_rule" ADD CONSTRAINT "learned_rule_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "integration" ADD CONSTRAINT "integration_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_link" ADD CONSTRAINT "ticket_link_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;
