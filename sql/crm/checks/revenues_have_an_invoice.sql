select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'revenues_have_an_invoice'
