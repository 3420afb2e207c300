-- The reports that a business has in its settings: the key says which, the value how often, to whom and
-- in which format. One of another key has no metric, and whoever answers for the business is told.
select
    settings.business_setting_id as id,
    settings.business_id as tenant,
    settings.setting_key as name,
    lower(trim(json_extract_string(settings.setting_value, '$.frequency'))) as frequency,
    coalesce(lower(trim(json_extract_string(settings.setting_value, '$.format'))), 'pdf') as format,
    coalesce(cast(json_extract(settings.setting_value, '$.recipients') as text), '[]') as emails,
    case lower(trim(settings.setting_key))
        when 'revenue' then '["revenue", "net_revenue", "orders_count"]'
        when 'customers'
            then '["customers_count", "active_customers", "cross_buying_customers"]'
        when 'receivables' then '["receivables_open", "receivables_overdue"]'
        else '[]'
    end as metrics
from facts.tenant_mgmt_business_settings as settings
where lower(trim(settings.category)) = 'reports'
    and not coalesce(settings.is_deprecated, false)
order by settings.business_id nulls last, settings.business_setting_id nulls last
