-- The reports that people have put together themselves.
select
    custom_reports.id,
    custom_reports.organization_id as tenant,
    custom_reports.created_by as creator,
    custom_reports.name,
    custom_reports.definition,
    custom_reports.is_shared
from raw.custom_reports as custom_reports
order by custom_reports.organization_id nulls last, custom_reports.id nulls last
