select
    company_id,
    bank_account_id,
    month
from marts.cash_flow
where statement_difference <> 0 or account_difference <> 0
