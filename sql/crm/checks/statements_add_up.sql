select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'statements_add_up'
