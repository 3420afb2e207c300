-- The reports that somebody has scheduled.
select
    scheduled_reports.id,
    scheduled_reports.created_by,
    scheduled_reports.organization_id as tenant,
    scheduled_reports.name,
    scheduled_reports.frequency,
    scheduled_reports.format,
    scheduled_reports.schedule_cron,
    scheduled_reports.timezone,
    scheduled_reports.recipients,
    scheduled_reports.metrics
from raw.scheduled_reports as scheduled_reports
where scheduled_reports.is_active
order by scheduled_reports.organization_id nulls last, scheduled_reports.id nulls last
