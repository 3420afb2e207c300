select
    business_id,
    invoice_id
from marts.invoice_aging
where credit_amount > 0
