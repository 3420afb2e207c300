select
    company_id,
    entity,
    entity_key
from marts.quality_checks
where rule = 'lines_sell_one_thing'
