with
-- Codes that a company may have set, as people write them. What stands not here is no currency.
code_map as (
    select
        word,
        currency
    from (
        values
            ('ars', 'ARS'),
            ('aud', 'AUD'),
            ('bob', 'BOB'),
            ('brl', 'BRL'),
            ('cad', 'CAD'),
            ('chf', 'CHF'),
            ('clp', 'CLP'),
            ('cny', 'CNY'),
            ('cop', 'COP'),
            ('eur', 'EUR'),
            ('gbp', 'GBP'),
            ('jpy', 'JPY'),
            ('mxn', 'MXN'),
            ('pen', 'PEN'),
            ('pyg', 'PYG'),
            ('usd', 'USD'),
            ('uyu', 'UYU')
    ) as codes (word, currency)
),

final as (
    select
        tenants.company_id,
        coalesce(max(code_map.currency), 'unknown') as currency
    from facts.tenants as tenants
    left join facts.tenant_settings as settings
        on settings.company_id = tenants.company_id
        and settings.setting_key = 'currency'
    left join code_map
        on code_map.word = lower(trim(settings.setting_value))
    where tenants.is_live
    group by tenants.company_id
)

select
    company_id,
    currency,
    :release as release
from final
