with
live_tenants as (
    select
        tenants.company_id,
        tenants.zone,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- The instants at which the days began that are 90 and 365 days before the end of D. Where clocks
-- skipped midnight that is when they were set, where they showed it twice the first time.
edges as (
    select
        live_tenants.company_id,
        days.age_days,
        min(
            greatest(
                instant_at(
                    cast(live_tenants.as_of_date + 1 - days.age_days as timestamp),
                    zone_offsets.offset_seconds
                ),
                zone_offsets.from_utc
            )
        ) as begins_at
    from live_tenants
    cross join (values (90), (365)) as days (age_days)
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = live_tenants.zone
        and instant_at(
            cast(live_tenants.as_of_date + 1 - days.age_days as timestamp),
            zone_offsets.offset_seconds
        ) < zone_offsets.to_utc
        and zone_offsets.from_utc
            < cast(live_tenants.as_of_date + 3 - days.age_days as timestamp)
    group by live_tenants.company_id, days.age_days
),

edges_by_company as (
    select
        company_id,
        max(case when age_days = 90 then begins_at end) as days_90_ago,
        max(case when age_days = 365 then begins_at end) as days_365_ago
    from edges
    group by company_id
),

deals_by_contact as (
    select
        company_id,
        contact_id,
        count(*) filter (where fate = 'open') as open_deals,
        count(*) filter (where fate = 'won') as won_deals,
        count(*) as deals
    from marts.deal_fates
    group by company_id, contact_id
),

invoices_by_contact as (
    select
        company_id,
        contact_id,
        count(*) as billed_invoices,
        count(*) filter (where bucket <> 'settled') as open_invoices
    from marts.invoice_aging
    where bucket <> 'void'
    group by company_id, contact_id
),

installments_by_contact as (
    select
        installments.company_id,
        case
            when contracts.contact_is_deleted is null then '(unknown)'
            else contracts.contact_id
        end as contact_id,
        count(*) filter (where installments.open_amount > 0) as open_installments,
        sum(installments.open_amount) as open_installments_amount
    from marts.installment_aging as installments
    inner join facts.contracts as contracts
        on contracts.company_id = installments.company_id
        and contracts.contract_id = installments.contract_id
    where not contracts.is_deleted
    group by
        installments.company_id,
        case
            when contracts.contact_is_deleted is null then '(unknown)'
            else contracts.contact_id
        end
),

-- A total with lines in another currency is in none: of such a sale the other lines count.
foreign_sales as (
    select
        company_id,
        sale_id,
        sum(own_amount) as own_amount
    from marts.sale_lines
    group by company_id, sale_id
    having bool_or(is_foreign)
),

sales_by_contact as (
    select
        sales.company_id,
        sales.contact_id,
        count(*) filter (where sales.effect = 'counts') as sales,
        count(*) filter (where sales.effect = 'other') as other_sales,
        coalesce(
            sum(coalesce(foreign_sales.own_amount, sales.total_amount)) filter (
                where sales.effect = 'counts'
            ),
            0
        ) as sales_amount
    from marts.sale_states as sales
    left join foreign_sales
        on foreign_sales.company_id = sales.company_id
        and foreign_sales.sale_id = sales.sale_id
    group by sales.company_id, sales.contact_id
),

revenues_by_contact as (
    select
        company_id,
        contact_id,
        count(*) as revenues,
        sum(own_amount) as revenues_amount
    from marts.revenue_amounts
    group by company_id, contact_id
),

-- What a contact did or had done: at an instant, or on a day that began at its midnight.
touches as (
    select
        company_id,
        contact_id,
        created_local_date as day,
        created_at as instant
    from facts.activities
    where not is_deleted
    union all
    -- On a deal of the contact, too.
    select
        company_id,
        deal_contact_id as contact_id,
        created_local_date as day,
        created_at as instant
    from facts.activities
    where not is_deleted
    union all
    select
        tasks.company_id,
        tasks.entity_id as contact_id,
        tasks.completed_local_date as day,
        tasks.completed_at as instant
    from facts.tasks as tasks
    inner join facts.status_map as states
        on states.column_name = 'tasks.status'
        and states.word = lower(trim(tasks.status))
    where not tasks.is_deleted and tasks.contact_is_deleted is not null and states.state = 'done'
    union all
    select
        events.company_id,
        events.entity_id as contact_id,
        events.end_local_date as day,
        events.end_time as instant
    from facts.calendar_events as events
    inner join facts.status_map as states
        on states.column_name = 'calendar_events.status'
        and states.word = lower(trim(events.status))
    where events.contact_is_deleted is not null and states.state = 'done'
    union all
    select
        company_id,
        contact_id,
        sale_date as day,
        cast(null as timestamp) as instant
    from marts.sale_states
    where effect = 'counts' and contact_id <> '(unknown)'
    union all
    select
        company_id,
        contact_id,
        issue_date as day,
        cast(null as timestamp) as instant
    from marts.invoice_aging
    where bucket <> 'void' and contact_id <> '(unknown)'
    union all
    select
        payments.company_id,
        payments.contract_contact_id as contact_id,
        payments.payment_date as day,
        cast(null as timestamp) as instant
    from facts.payments as payments
    inner join facts.status_map as states
        on states.column_name = 'payments.status'
        and states.word = lower(trim(payments.status))
    where states.state = 'counts'
),

last_touches as (
    select
        touches.company_id,
        touches.contact_id,
        max(touches.day) as last_active_date,
        bool_or(
            case
                when touches.instant is null then touches.day > live_tenants.as_of_date - 89
                else touches.instant > edges.days_90_ago
            end
        ) as is_active,
        bool_or(
            case
                when touches.instant is null then touches.day > live_tenants.as_of_date - 364
                else touches.instant > edges.days_365_ago
            end
        ) as is_dormant
    from touches
    inner join live_tenants
        on live_tenants.company_id = touches.company_id
    inner join edges_by_company as edges
        on edges.company_id = touches.company_id
    where touches.day <= live_tenants.as_of_date
    group by touches.company_id, touches.contact_id
),

-- All contacts, and what stands for those that a company does not have.
contacts as (
    select
        company_id,
        contact_id,
        is_deleted
    from facts.contacts
    union all
    select
        company_id,
        contact_id,
        false as is_deleted
    from (
        select
            company_id,
            contact_id
        from deals_by_contact
        union
        select
            company_id,
            contact_id
        from invoices_by_contact
        union
        select
            company_id,
            contact_id
        from installments_by_contact
        union
        select
            company_id,
            contact_id
        from sales_by_contact
        union
        select
            company_id,
            contact_id
        from revenues_by_contact
    ) as named
    where contact_id in ('(none)', '(unknown)')
),

final as (
    select
        contacts.company_id,
        contacts.contact_id,
        live_tenants.as_of_date,
        contacts.is_deleted,
        coalesce(deals.deals, 0) as deals,
        coalesce(deals.open_deals, 0) as open_deals,
        coalesce(deals.won_deals, 0) as won_deals,
        coalesce(invoices.billed_invoices, 0) as billed_invoices,
        coalesce(invoices.open_invoices, 0) as open_invoices,
        coalesce(installments.open_installments, 0) as open_installments,
        coalesce(installments.open_installments_amount, 0) as open_installments_amount,
        coalesce(sales.sales, 0) as sales,
        coalesce(sales.other_sales, 0) as other_sales,
        coalesce(sales.sales_amount, 0) as sales_amount,
        coalesce(revenues.revenues, 0) as revenues,
        coalesce(revenues.revenues_amount, 0) as revenues_amount,
        last_touches.last_active_date,
        case
            when last_touches.last_active_date is null then 'never'
            when last_touches.is_active then 'active'
            when last_touches.is_dormant then 'dormant'
            else 'inactive'
        end as lifecycle
    from contacts
    inner join live_tenants
        on live_tenants.company_id = contacts.company_id
    left join deals_by_contact as deals
        on deals.company_id = contacts.company_id
        and deals.contact_id = contacts.contact_id
    left join invoices_by_contact as invoices
        on invoices.company_id = contacts.company_id
        and invoices.contact_id = contacts.contact_id
    left join installments_by_contact as installments
        on installments.company_id = contacts.company_id
        and installments.contact_id = contacts.contact_id
    left join sales_by_contact as sales
        on sales.company_id = contacts.company_id
        and sales.contact_id = contacts.contact_id
    left join revenues_by_contact as revenues
        on revenues.company_id = contacts.company_id
        and revenues.contact_id = contacts.contact_id
    left join last_touches
        on last_touches.company_id = contacts.company_id
        and last_touches.contact_id = contacts.contact_id
)

select
    company_id,
    contact_id,
    as_of_date,
    is_deleted,
    deals,
    open_deals,
    won_deals,
    billed_invoices,
    open_invoices,
    open_installments,
    open_installments_amount,
    sales,
    other_sales,
    sales_amount,
    revenues,
    revenues_amount,
    last_active_date,
    lifecycle,
    :release as release
from final
