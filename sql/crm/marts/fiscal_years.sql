with
month_map as (
    select
        word,
        first_month
    from (
        values
            ('1', 1),
            ('2', 2),
            ('3', 3),
            ('4', 4),
            ('5', 5),
            ('6', 6),
            ('7', 7),
            ('8', 8),
            ('9', 9),
            ('10', 10),
            ('11', 11),
            ('12', 12)
    ) as months (word, first_month)
),

final as (
    select
        tenants.company_id,
        coalesce(max(month_map.first_month), 1) as first_month,
        count(settings.setting_value) = count(month_map.first_month) as is_start_known
    from facts.tenants as tenants
    left join facts.tenant_settings as settings
        on settings.company_id = tenants.company_id
        and settings.setting_key = 'fiscal_year_start'
    left join month_map
        on month_map.word = trim(settings.setting_value)
    where tenants.is_live
    group by tenants.company_id
)

select
    company_id,
    first_month,
    is_start_known,
    :release as release
from final
