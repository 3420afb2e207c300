with
-- Both sides of an account as items: what its statement says, and what was paid over it.
items as (
    select
        company_id,
        bank_account_id,
        'entry' as side,
        entry_id as item_id,
        transaction_date as day,
        created_at,
        reference_number,
        amount_in - amount_out as amount
    from marts.statement_entries
    where direction <> 'other'
    union all
    select
        company_id,
        bank_account_id,
        'payment' as side,
        payment_id as item_id,
        payment_date as day,
        created_at,
        reference_number,
        signed_amount as amount
    from marts.applied_payments
    where signed_amount <> 0
),

-- The first of a reference with the first of the other side, the second with the second.
numbered_items as (
    select
        company_id,
        bank_account_id,
        side,
        day,
        amount,
        reference_number is not null as has_reference,
        row_number() over (
            partition by company_id, bank_account_id, reference_number, side
            order by day asc nulls last, created_at asc nulls last, item_id asc nulls last
        ) as place,
        sum(case when side = 'entry' then 1 else 0 end) over (
            partition by company_id, bank_account_id, reference_number
        ) as entries,
        sum(case when side = 'payment' then 1 else 0 end) over (
            partition by company_id, bank_account_id, reference_number
        ) as payments
    from items
),

placed_items as (
    select
        company_id,
        bank_account_id,
        side,
        day,
        amount,
        has_reference and place <= case when side = 'entry' then payments else entries end
            as is_by_reference
    from numbered_items
),

days as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        days_between(date '2000-01-01', day) as day_number,
        count(*) filter (where side = 'entry') as entries,
        count(*) filter (where side = 'payment') as payments,
        count(*) filter (where side = 'entry' and is_by_reference) as entries_by_reference,
        count(*) filter (where side = 'payment' and is_by_reference) as payments_by_reference,
        count(*) filter (where side = 'entry' and not is_by_reference) as open_entries,
        count(*) filter (where side = 'payment' and not is_by_reference) as open_payments
    from placed_items
    group by company_id, bank_account_id, amount, day
),

-- The rest by amount: entries and payments of one day, then entries a day after the payment, a day
-- before it, two days after it and so on. A day has one partner in each step, so that it does not
-- matter which of several equal ones are meant.
same_day as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(open_entries, open_payments) as open_entries,
        open_payments - least(open_entries, open_payments) as open_payments
    from days
),

one_after as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 1 preceding and 1 preceding
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 1 following and 1 following
                ),
                0
            )
        ) as open_payments
    from same_day
),

one_before as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 1 following and 1 following
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 1 preceding and 1 preceding
                ),
                0
            )
        ) as open_payments
    from one_after
),

two_after as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 2 preceding and 2 preceding
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 2 following and 2 following
                ),
                0
            )
        ) as open_payments
    from one_before
),

two_before as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 2 following and 2 following
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 2 preceding and 2 preceding
                ),
                0
            )
        ) as open_payments
    from two_after
),

three_after as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 3 preceding and 3 preceding
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 3 following and 3 following
                ),
                0
            )
        ) as open_payments
    from two_before
),

three_before as (
    select
        company_id,
        bank_account_id,
        amount,
        day,
        day_number,
        entries,
        payments,
        entries_by_reference,
        payments_by_reference,
        open_entries - least(
            open_entries,
            coalesce(
                sum(open_payments) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 3 following and 3 following
                ),
                0
            )
        ) as open_entries,
        open_payments - least(
            open_payments,
            coalesce(
                sum(open_entries) over (
                    partition by company_id, bank_account_id, amount
                    order by day_number asc nulls last
                    range between 3 preceding and 3 preceding
                ),
                0
            )
        ) as open_payments
    from three_after
),

final as (
    select
        company_id,
        bank_account_id,
        cast(date_trunc('month', day) as date) as month,
        sum(entries) as entries,
        sum(entries_by_reference) as entries_by_reference,
        sum(open_entries) as open_entries,
        sum(payments) as payments,
        sum(payments_by_reference) as payments_by_reference,
        sum(open_payments) as open_payments,
        sum(amount * entries) as entries_amount,
        sum(amount * payments) as payments_amount,
        sum(amount * open_entries) as open_entries_amount,
        sum(amount * open_payments) as open_payments_amount
    from three_before
    group by company_id, bank_account_id, cast(date_trunc('month', day) as date)
)

select
    company_id,
    bank_account_id,
    month,
    entries,
    entries_by_reference,
    entries - entries_by_reference - open_entries as entries_by_amount,
    open_entries,
    payments,
    payments_by_reference,
    payments - payments_by_reference - open_payments as payments_by_amount,
    open_payments,
    entries_amount,
    payments_amount,
    entries_amount - payments_amount as difference,
    open_entries_amount,
    open_payments_amount,
    :release as release
from final
