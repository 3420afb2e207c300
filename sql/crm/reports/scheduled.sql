-- The reports that somebody has scheduled, each of the metrics of its type; one of another type is
-- called as it is and has none, and whoever answers for the company is told. Parameters that say no
-- format mean pdf.
select
    schedules.schedule_id as id,
    schedules.company_id as tenant,
    case lower(trim(schedules.report_type))
        when 'cash_flow' then 'Cash in and out'
        when 'receivables' then 'Installments and payments'
        when 'revenue' then 'Revenue, invoices and sales'
        when 'expenses' then 'Expenses'
        when 'contacts' then 'Contacts'
        else schedules.report_type
    end as name,
    lower(trim(schedules.frequency)) as frequency,
    coalesce(lower(json_extract_string(schedules.parameters, '$.format')), 'pdf') as format,
    coalesce(cast(json_extract(schedules.parameters, '$.recipients') as text), '[]') as emails,
    case lower(trim(schedules.report_type))
        when 'cash_flow' then '["cash_in", "cash_out"]'
        when 'receivables'
            then '["receivables_open", "receivables_overdue", "receivables_deleted",
                "payments_received"]'
        when 'revenue'
            then '["revenue", "revenues_in_other_currencies", "invoices_count", "sales_count"]'
        when 'expenses' then '["expenses"]'
        when 'contacts' then '["contacts_count"]'
        else '[]'
    end as metrics
from facts.report_schedules as schedules
where schedules.is_active
order by schedules.company_id nulls last, schedules.schedule_id nulls last
