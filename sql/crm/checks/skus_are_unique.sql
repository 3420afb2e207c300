select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'skus_are_unique'
