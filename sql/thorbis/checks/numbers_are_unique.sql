select
    business_id,
    table_name,
    row_id
from marts.quality_findings
where rule = 'number_is_its_own'
