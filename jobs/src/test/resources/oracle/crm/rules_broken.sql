-- What breaks a rule of the CRM.
with
broken (company_id, rule, entity, key) as (
    select company_id, 'addresses_are_unique', 'users', user_id
    from users
    where deleted_at is null and exists (
        select
        from users as older
        where older.deleted_at is null
            and older.company_id = users.company_id
            and lower(trim(older.email)) = lower(trim(users.email))
            and (older.created_at, older.user_id) < (users.created_at, users.user_id)
    )
    union all
    select company_id, 'skus_are_unique', 'products', product_id
    from products
    where deleted_at is null and exists (
        select
        from products as older
        where older.deleted_at is null
            and older.company_id = products.company_id
            and lower(trim(older.sku)) = lower(trim(products.sku))
            and (older.created_at, older.product_id) < (products.created_at, products.product_id)
    )
    union all
    select company_id, 'invoice_numbers_are_unique', 'invoices', invoice_id
    from invoices
    where deleted_at is null and exists (
        select
        from invoices as older
        where older.deleted_at is null
            and older.company_id = invoices.company_id
            and lower(trim(older.invoice_number)) = lower(trim(invoices.invoice_number))
            and (older.created_at, older.invoice_id) < (invoices.created_at, invoices.invoice_id)
    )
    union all
    select company_id, 'domains_are_unique', 'company_domains', domain_id
    from company_domains
    where exists (
        select
        from company_domains as older
        where older.company_id = company_domains.company_id
            and lower(trim(older.domain_name)) = lower(trim(company_domains.domain_name))
            and (older.created_at, older.domain_id) < (company_domains.created_at, company_domains.domain_id)
    )
    union all
    select users.company_id, 'one_second_factor', 'two_factors', two_factor_id
    from two_factors
    inner join users using (user_id)
    where exists (
        select
        from two_factors as older
        where older.user_id = two_factors.user_id
            and (older.created_at, older.two_factor_id) < (two_factors.created_at, two_factors.two_factor_id)
    )
    union all
    select company_id, 'one_active_subscription', 'subscriptions', subscription_id
    from subscriptions
    where lower(trim(status)) = 'active'
        and exists (
            select
            from subscriptions as older
            where older.company_id = subscriptions.company_id
                and lower(trim(older.status)) = 'active'
                and (older.created_at, older.subscription_id)
                    < (subscriptions.created_at, subscriptions.subscription_id)
        )
    union all
    select company_id, 'one_row_of_settings', 'companies', company_id
    from companies
    where company_id not in (select company_id from company_settings)
    union all
    select company_id, 'fiscal_years_begin_in_a_month', 'companies', company_id
    from companies
    where exists (
        select
        from tenant_settings
        where tenant_settings.company_id = companies.company_id
            and setting_key = 'fiscal_year_start'
            and trim(setting_value) !~ '^([1-9]|1[0-2])$'
    )
    union all
    select company_id, 'one_primary_domain', 'companies', company_id
    from companies
    where 1 <> (
        select count(*)
        from company_domains
        where company_domains.company_id = companies.company_id and is_primary
    )
    union all
    select company_id, 'lines_sell_one_thing', 'sale_items', sale_item_id
    from sale_items
    inner join sales using (sale_id)
    where num_nonnulls(product_id, service_id) <> 1 and sales.deleted_at is null
    union all
    select company_id, 'work_has_a_host', 'tasks', task_id
    from tasks
    where num_nulls(entity_type, entity_id) > 0 and deleted_at is null
    union all
    select company_id, 'work_has_a_host', 'calendar_events', event_id
    from calendar_events
    where num_nulls(entity_type, entity_id) > 0
    union all
    select activities.company_id, 'work_has_a_host', 'activities', activity_id
    from activities
    left join contacts
        on contacts.contact_id = activities.contact_id and contacts.company_id = activities.company_id
    left join (select deal_id, company_id, contact_id from deals inner join contacts using (company_id, contact_id))
        as known
        on known.deal_id = activities.deal_id and known.company_id = activities.company_id
    where activities.deleted_at is null
        and (
            num_nonnulls(activities.contact_id, activities.deal_id) = 0
            or contacts.contact_id <> known.contact_id
        )
    union all
    select payments.company_id, 'payments_have_a_parent', 'payments', payment_id
    from payments
    left join (select installment_id, company_id from contract_installments inner join contracts using (contract_id))
        as parts
        on parts.installment_id = payments.contract_installment_id and parts.company_id = payments.company_id
    left join bank_accounts
        on bank_accounts.bank_account_id = payments.bank_account_id
        and bank_accounts.company_id = payments.company_id
    where (payments.contract_installment_id is not null and parts.installment_id is null)
        or (payments.bank_account_id is not null and bank_accounts.bank_account_id is null)
    union all
    select company_id, 'revenues_have_an_invoice', 'revenues', revenue_id
    from revenues
    where deleted_at is null
        and invoice_id is not null
        and not exists (
            select
            from invoices
            where invoices.company_id = revenues.company_id and invoices.invoice_id = revenues.invoice_id
        )
    union all
    select company_id, 'categories_are_known', 'revenues', revenue_id
    from revenues
    where deleted_at is null
        and category is not null
        and not exists (
            select
            from revenue_categories
            where revenue_categories.company_id = revenues.company_id
                and lower(trim(revenue_categories.name)) = lower(trim(revenues.category))
        )
    union all
    select company_id, 'categories_are_known', 'expenses', expense_id
    from expenses
    where deleted_at is null
        and category is not null
        and not exists (
            select
            from expense_categories
            where expense_categories.company_id = expenses.company_id
                and lower(trim(expense_categories.name)) = lower(trim(expenses.category))
        )
)

select cast(company_id as text), rule, entity, cast(key as text)
from broken
inner join companies using (company_id)
where companies.deleted_at is null
union all
select cast(company_id as text), 'contracts_add_up', 'contracts', cast(contract_id as text)
from contracts
inner join oracle.currencies using (company_id)
left join (
    select
        contract_id,
        sum(amount) as amount,
        count(*) as parts,
        count(distinct installment_number) as numbers,
        count(distinct installment_number) filter (where installment_number > 0) as positive,
        max(installment_number) as last
    from contract_installments
    group by contract_id
) as summed using (contract_id)
where deleted_at is null
    and (
        total_value <> coalesce(amount, 0)
        or installment_count <> coalesce(parts, 0)
        or parts > numbers
        or last > positive
    )
union all
select cast(company_id as text), 'statements_say_a_balance', 'bank_accounts', cast(bank_account_id as text)
from bank_accounts
inner join oracle.currencies using (company_id)
where balance is not null
    and bank_account_id in (select bank_account_id from bank_statement_entries)
    and bank_account_id not in (select bank_account_id from bank_statement_entries where balance_after is not null)
union all
-- C5: the first month's opening by the first balance told; then what came and went.
select distinct cast(company_id as text), 'statements_add_up', 'bank_accounts', cast(bank_account_id as text)
from (
    select distinct on (bank_account_id, month)
        company_id,
        bank_account_id,
        month,
        first_value(balance_after - moved) over (
            partition by bank_account_id order by balance_after is null, transaction_date, created_at, entry_id
        ) + moved as closing,
        balance_after,
        case when month = max(month) over (partition by bank_account_id) then balance end as balance
    from (
        select
            bank_statement_entries.*,
            bank_accounts.company_id,
            balance,
            date_trunc('month', transaction_date) as month,
            sum(
                case
                    when lower(trim(transaction_type)) in ('entrada', 'credit') then amount
                    when lower(trim(transaction_type)) in ('saida', 'debit') then -amount
                    else 0
                end
            ) over (
                partition by bank_account_id
                order by transaction_date, bank_statement_entries.created_at, entry_id
            ) as moved
        from bank_statement_entries
        inner join bank_accounts using (bank_account_id)
        inner join oracle.currencies using (company_id)
    ) as entries
    order by bank_account_id, month, transaction_date desc, created_at desc, entry_id desc
) as months
where closing <> balance_after or closing <> balance
union all
-- What lost the parent that knew its company is nobody's.
select '(unassigned)', 'installments_have_a_contract', 'contract_installments', cast(installment_id as text)
from contract_installments
where contract_id not in (select contract_id from contracts)
union all
select '(unassigned)', 'entries_have_an_account', 'bank_statement_entries', cast(entry_id as text)
from bank_statement_entries
where bank_account_id not in (select bank_account_id from bank_accounts)
