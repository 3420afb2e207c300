-- Every text that a live company means a currency by, and which.
select
    cast(company_id as text),
    written,
    oracle.code(written, null),
    1,
    cast(count(*) as integer)
from (
    select company_id, setting_value from tenant_settings where setting_key = 'currency'
    union all
    select company_id, currency from invoices
    union all
    select company_id, currency from deals
    union all
    select company_id, currency from products
    union all
    select company_id, currency from services
    union all
    select company_id, currency from subscriptions
) as texts (company_id, written)
inner join oracle.currencies using (company_id)
where trim(written) <> ''
group by company_id, written
