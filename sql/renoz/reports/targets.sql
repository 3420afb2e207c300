-- Goals by metric; end_date is the last day.
select
    targets.organization_id as tenant,
    targets.metric,
    targets.start_date,
    targets.end_date,
    targets.target_value
from raw.targets as targets
order by targets.organization_id nulls last, targets.metric nulls last, targets.start_date nulls last,
    targets.id nulls last
