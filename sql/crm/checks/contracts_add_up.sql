select
    company_id,
    contract_id
from marts.contract_portfolio
where value_difference <> 0
    or installment_count <> installments
    or repeated_numbers > 0
    or missing_numbers > 0
