with
-- Which way the money of an entry goes; another word moves none, and such entries are counted.
direction_map as (
    select
        transaction_type,
        direction
    from (
        values
            ('entrada', 'in'),
            ('credit', 'in'),
            ('saida', 'out'),
            ('debit', 'out')
    ) as directions (transaction_type, direction)
),

entries as (
    select
        entries.company_id,
        entries.bank_account_id,
        cast(date_trunc('month', entries.transaction_date) as date) as month,
        entries.transaction_date,
        entries.created_at,
        entries.entry_id,
        case when direction_map.direction = 'in' then entries.amount else 0 end as amount_in,
        case when direction_map.direction = 'out' then entries.amount else 0 end as amount_out,
        direction_map.direction is null as is_other,
        entries.balance_after,
        entries.account_balance
    from facts.bank_statement_entries as entries
    left join direction_map
        on direction_map.transaction_type = lower(trim(entries.transaction_type))
    where entries.tenant_is_live
),

placed_entries as (
    select
        company_id,
        bank_account_id,
        month,
        amount_in,
        amount_out,
        is_other,
        balance_after,
        account_balance,
        row_number() over (
            partition by company_id, bank_account_id
            order by
                transaction_date asc nulls last,
                created_at asc nulls last,
                entry_id asc nulls last
        ) as place,
        row_number() over (
            partition by company_id, bank_account_id, month
            order by
                transaction_date desc nulls last,
                created_at desc nulls last,
                entry_id desc nulls last
        ) as place_from_end
    from entries
),

months as (
    select
        company_id,
        bank_account_id,
        month,
        count(*) as entries,
        count(*) filter (where is_other) as other_entries,
        sum(amount_in) as amount_in,
        sum(amount_out) as amount_out,
        sum(case when place = 1 then balance_after - amount_in + amount_out end) as first_balance,
        sum(case when place_from_end = 1 then balance_after end) as stated_balance,
        max(account_balance) as account_balance
    from placed_entries
    group by company_id, bank_account_id, month
),

final as (
    select
        company_id,
        bank_account_id,
        month,
        entries,
        other_entries,
        amount_in,
        amount_out,
        stated_balance,
        sum(coalesce(first_balance, 0) + amount_in - amount_out) over (
            partition by company_id, bank_account_id
            order by month asc nulls last
            rows between unbounded preceding and current row
        ) as closing_balance,
        case
            when row_number() over (
                partition by company_id, bank_account_id
                order by month desc nulls last
            ) = 1
                then account_balance
        end as account_balance
    from months
)

select
    company_id,
    bank_account_id,
    month,
    entries,
    other_entries,
    closing_balance - amount_in + amount_out as opening_balance,
    amount_in,
    amount_out,
    amount_in - amount_out as net_amount,
    closing_balance,
    stated_balance,
    closing_balance - stated_balance as statement_difference,
    account_balance,
    closing_balance - account_balance as account_difference,
    :release as release
from final
