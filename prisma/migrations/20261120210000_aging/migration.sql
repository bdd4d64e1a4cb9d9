-- By hand: what the schema language cannot say.

-- New, escalating and regressed issues by how long they are so: without it, the job that ages them reads every issue.
CREATE INDEX "issue_aging_idx" ON "issue"("status_changed_at")
WHERE "status" = 'UNRESOLVED' AND "substatus" IN ('NEW', 'ESCALATING', 'REGRESSED');
