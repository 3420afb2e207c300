with
-- What became of a deal by its status, or by its stage where it has no status. Of another word
-- nobody can tell, and such deals are other ones.
status_map as (
    select
        status,
        fate
    from (
        values
            ('open', 'open'),
            ('won', 'won'),
            ('lost', 'lost')
    ) as statuses (status, fate)
),

stage_map as (
    select
        stage,
        fate
    from (
        values
            ('lead', 'open'),
            ('qualified', 'open'),
            ('proposal', 'open'),
            ('negotiation', 'open'),
            ('closed_won', 'won'),
            ('closed_lost', 'lost')
    ) as stages (stage, fate)
),

closed_deals as (
    select
        deals.company_id,
        case
            when deals.owner_user_id is null then '(unassigned)'
            when deals.owner_is_deleted is null then '(unknown)'
            else deals.owner_user_id
        end as owner_user_id,
        cast(date_trunc('month', deals.actual_close_date) as date) as close_month,
        coalesce(nullif(lower(trim(deals.loss_reason)), ''), '(none)') as loss_reason,
        deals.currency,
        case
            when status_map.fate is not null then status_map.fate
            when nullif(trim(deals.status), '') is null then coalesce(stage_map.fate, 'other')
            else 'other'
        end as fate,
        deals.value
    from facts.deals as deals
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
    where deals.tenant_is_live and not deals.is_deleted
),

final as (
    select
        company_id,
        owner_user_id,
        close_month,
        loss_reason,
        currency,
        count(*) as lost_deals,
        coalesce(sum(value), 0) as lost_value
    from closed_deals
    where fate = 'lost'
    group by company_id, owner_user_id, close_month, loss_reason, currency
)

select
    company_id,
    owner_user_id,
    close_month,
    loss_reason,
    currency,
    lost_deals,
    lost_value,
    :release as release
from final
