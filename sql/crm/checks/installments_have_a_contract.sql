select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'installments_have_a_contract'
