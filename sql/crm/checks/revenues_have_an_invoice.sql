select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'revenues_have_an_invoice'
