-- C24: figures as they are stored, beside the same from the source's rows; no query of a company is run.
with
d as (
    select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) - 1 as day
),

figures as (
    select
        kpis.*,
        d.day,
        case
            when lower(trim(period)) in ('day', 'daily') then d.day
            when lower(trim(period)) in ('week', 'weekly') then cast(date_trunc('week', d.day) as date)
            when lower(trim(period)) in ('month', 'monthly') then cast(date_trunc('month', d.day) as date)
            when lower(trim(period)) in ('quarter', 'quarterly') then cast(date_trunc('quarter', d.day) as date)
            when lower(trim(period)) in ('year', 'yearly') then cast(date_trunc('year', d.day) as date)
        end as since,
        case lower(trim(name))
            when 'receita' then 'revenue'
            when 'receita do mês' then 'revenue'
            when 'despesas' then 'expenses'
            when 'recebimentos' then 'payments_received'
            when 'vendas' then 'sales_count'
            when 'faturas emitidas' then 'invoices_count'
            when 'novos contatos' then 'contacts_new'
            else 'none'
        end as metric,
        lower(trim(name)) in ('despesas', 'dias de recebimento') as is_lower_better
    from kpis
    inner join oracle.currencies using (company_id)
    cross join d
),

valued as (
    select
        figures.*,
        case metric
            when 'revenue' then (
                select coalesce(sum(amount), 0)
                from oracle.earned
                where earned.company_id = figures.company_id
                    and currency = own
                    and revenue_date between since and figures.day
            )
            when 'expenses' then (
                select coalesce(sum(amount), 0)
                from expenses
                where expenses.company_id = figures.company_id
                    and deleted_at is null
                    and lower(trim(status)) is distinct from 'cancelled'
                    and expense_date between since and figures.day
            )
            when 'payments_received' then (
                select coalesce(sum(signed), 0)
                from payments
                inner join oracle.signed using (payment_id)
                where payments.company_id = figures.company_id and payment_date between since and figures.day
            )
        end as amount,
        case metric
            when 'sales_count' then (
                select count(*)
                from sales
                where sales.company_id = figures.company_id
                    and deleted_at is null
                    and lower(trim(status)) in ('completed', 'pending')
                    and sale_date between since and figures.day
            )
            when 'invoices_count' then (
                select count(*)
                from invoices
                where invoices.company_id = figures.company_id
                    and deleted_at is null
                    and lower(trim(type)) is distinct from 'credit_note'
                    and coalesce(lower(trim(status)) not in ('draft', 'void', 'cancelled'), true)
                    and issue_date between since and figures.day
            )
            when 'contacts_new' then (
                select count(*)
                from contacts
                where contacts.company_id = figures.company_id
                    and deleted_at is null
                    and cast(created_at as date) between since and figures.day
            )
        end as items
    from figures
)

select
    cast(company_id as text),
    day,
    cast(kpi_id as text),
    name,
    period,
    calculation_query,
    target_value,
    current_value,
    is_lower_better,
    cast(
        case
            when is_lower_better then target_value / nullif(current_value, 0)
            else current_value / nullif(target_value, 0)
        end as numeric(18, 4)
    ),
    day - cast(updated_at as date),
    case when since is null then 'none' else metric end,
    case when since is not null then cast(amount as numeric(18, 2)) end,
    case when since is not null then cast(current_value - amount as numeric(18, 2)) end,
    case when since is not null then cast(items as integer) end,
    case when since is not null then cast(current_value - items as numeric(18, 2)) end
from valued
