select
    organization_id,
    project_id
from facts.projects
where tenant_is_live and not is_deleted and status = 'completed'
    and coalesce(
        cast(
            number_text(json_text(metadata, 'systemSpecs.batteryCapacityKwh')) as decimal(38, 3)
        ) not between 0 and 1000000,
        true
    )
