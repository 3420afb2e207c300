select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'contracts_add_up'
