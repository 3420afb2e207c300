select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'fiscal_years_begin_in_a_month'
