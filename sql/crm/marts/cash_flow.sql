with
placed_entries as (
    select
        company_id,
        bank_account_id,
        cast(date_trunc('month', transaction_date) as date) as month,
        amount_in,
        amount_out,
        direction,
        balance_after,
        account_balance,
        row_number() over (
            partition by company_id, bank_account_id
            order by
                case when balance_after is null then 1 else 0 end asc nulls last,
                transaction_date asc nulls last,
                created_at asc nulls last,
                entry_id asc nulls last
        ) as balance_place,
        sum(amount_in - amount_out) over (
            partition by company_id, bank_account_id
            order by
                transaction_date asc nulls last,
                created_at asc nulls last,
                entry_id asc nulls last
            rows between unbounded preceding and current row
        ) as moved_amount,
        row_number() over (
            partition by
                company_id,
                bank_account_id,
                cast(date_trunc('month', transaction_date) as date)
            order by
                transaction_date desc nulls last,
                created_at desc nulls last,
                entry_id desc nulls last
        ) as place_from_end
    from marts.statement_entries
),

months as (
    select
        company_id,
        bank_account_id,
        month,
        count(*) as entries,
        count(*) filter (where direction = 'other') as other_entries,
        sum(amount_in) as amount_in,
        sum(amount_out) as amount_out,
        sum(case when balance_place = 1 then balance_after - moved_amount end) as first_balance,
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
        max(first_balance) over (partition by company_id, bank_account_id)
            + sum(amount_in - amount_out) over (
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
