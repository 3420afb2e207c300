select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'contracts_add_up'
