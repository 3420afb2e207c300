select
    company_id,
    entity,
    entity_key
from marts.rules_broken
where rule = 'fiscal_years_begin_in_a_month'
