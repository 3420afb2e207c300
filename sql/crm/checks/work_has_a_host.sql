select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'work_has_a_host'
