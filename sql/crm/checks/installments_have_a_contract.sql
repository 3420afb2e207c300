select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'installments_have_a_contract'
