-- DropIndex
DROP INDEX "issue_project_id_status_times_seen_id_idx";

-- AlterTable
ALTER TABLE "digest_batch" ADD COLUMN     "retry_at" TIMESTAMPTZ(3);
