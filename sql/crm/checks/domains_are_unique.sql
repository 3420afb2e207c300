select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'domains_are_unique'
