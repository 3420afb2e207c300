select
    business_id,
    table_name,
    row_id
from marts.rules_broken
where rule = 'quantity_is_positive'
