select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'one_second_factor'
