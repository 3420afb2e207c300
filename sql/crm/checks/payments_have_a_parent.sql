select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'payments_have_a_parent'
