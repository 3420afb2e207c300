select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'work_has_a_host'
