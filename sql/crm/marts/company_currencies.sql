with
final as (
    select
        tenants.company_id,
        coalesce(max(nullif(currencies.code, 'unknown')), 'unknown') as currency
    from facts.tenants as tenants
    left join facts.tenant_settings as settings
        on settings.company_id = tenants.company_id
        and settings.setting_key = 'currency'
    left join marts.currencies as currencies
        on currencies.company_id = settings.company_id
        and currencies.written = settings.setting_value
    where tenants.is_live
    group by tenants.company_id
)

select
    company_id,
    currency,
    :release as release
from final
