-- C24: figures as they are stored, beside the same from the source's rows; no query of a company is run.
with
d as (
    select
        day,
        cast(date_trunc('month', day) as date) as first
    from (select cast(:as_of_instant at time zone 'America/Sao_Paulo' as date) - 1 as day) as closed
),

valued as (
    select
        kpis.*,
        d.day,
        lower(trim(name)) = 'dias de recebimento' and lower(trim(period)) = 'month' as is_lower_better,
        case
            when lower(trim(name)) = 'receita do mês' and lower(trim(period)) = 'month'
                then coalesce(
                    (
                        select sum(amount)
                        from oracle.earned
                        where earned.company_id = kpis.company_id
                            and currency = own
                            and revenue_date between d.first and d.day
                    ),
                    0
                )
        end as amount,
        case
            when lower(trim(name)) = 'novos contatos' and lower(trim(period)) = 'month'
                then (
                    select count(*)
                    from contacts
                    where contacts.company_id = kpis.company_id
                        and deleted_at is null
                        and cast(created_at as date) between d.first and d.day
                )
        end as contacts
    from kpis
    cross join d
)

select
    cast(company_id as text),
    day,
    cast(kpi_id as text),
    valued.name,
    period,
    calculation_query,
    target_value,
    current_value,
    coalesce(is_lower_better, false),
    cast(
        case
            when is_lower_better then target_value / nullif(current_value, 0)
            else current_value / nullif(target_value, 0)
        end as numeric(18, 4)
    ),
    day - cast(valued.updated_at as date),
    case when amount is not null then 'revenue' when contacts is not null then 'contacts_new' else 'none' end,
    cast(amount as numeric(18, 2)),
    cast(current_value - amount as numeric(18, 2)),
    cast(contacts as integer),
    cast(current_value - contacts as numeric(18, 2))
from valued
inner join companies using (company_id)
where deleted_at is null
