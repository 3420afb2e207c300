select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'payments_have_a_parent'
