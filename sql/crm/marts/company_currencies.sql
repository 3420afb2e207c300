with
final as (
    select
        tenants.company_id,
        coalesce(
            max(settings.setting_value) filter (where settings.setting_key = 'currency'),
            'BRL'
        ) as currency
    from facts.tenants as tenants
    left join facts.tenant_settings as settings
        on settings.company_id = tenants.company_id
    where tenants.is_live
    group by tenants.company_id
)

select
    company_id,
    currency,
    :release as release
from final
