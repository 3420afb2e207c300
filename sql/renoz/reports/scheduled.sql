-- The reports that somebody has scheduled, their recipients and metrics as the application keeps them.
select
    scheduled_reports.id,
    scheduled_reports.created_by,
    scheduled_reports.organization_id as tenant,
    scheduled_reports.name,
    scheduled_reports.frequency,
    scheduled_reports.format,
    scheduled_reports.schedule_cron,
    scheduled_reports.timezone,
    case
        when scheduled_reports.recipients is not null
            then coalesce(cast(json_extract(scheduled_reports.recipients, '$.emails') as text), '[]')
    end as emails,
    cast(json_extract(scheduled_reports.recipients, '$.userIds') as text) as users,
    cast(json_extract(scheduled_reports.metrics, '$.metrics') as text) as metrics,
    json_extract_string(scheduled_reports.metrics, '$.comparisonPeriod') as comparison,
    coalesce(json_extract_string(scheduled_reports.metrics, '$.includeCharts') = 'true', false)
        or coalesce(json_extract_string(scheduled_reports.metrics, '$.includeTrends') = 'true', false)
        as charts
from raw.scheduled_reports as scheduled_reports
where scheduled_reports.is_active
order by scheduled_reports.organization_id nulls last, scheduled_reports.id nulls last
