select
    business_id,
    invoice_id
from marts.invoice_aging
where stored_difference <> 0
