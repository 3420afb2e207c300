-- With which month each live company's year begins, and whether somebody can tell.
select
    cast(companies.company_id as text),
    coalesce(max(cast(trim(setting_value) as integer)) filter (where is_month), 1),
    coalesce(bool_and(is_month), true)
from companies
left join (
    select *, trim(setting_value) ~ '^([1-9]|1[0-2])$' as is_month
    from tenant_settings
    where setting_key = 'fiscal_year_start'
) as starts using (company_id)
where deleted_at is null
group by companies.company_id
