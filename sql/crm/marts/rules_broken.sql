with
-- What must be one of its kind in a company, and rows that are there beside the first. What is
-- deleted breaks no rule.
named as (
    select
        company_id,
        'addresses_are_unique' as rule,
        'users' as entity,
        user_id as entity_key,
        lower(trim(email)) as name,
        created_at
    from facts.users
    where tenant_is_live and not is_deleted
    union all
    select
        company_id,
        'skus_are_unique' as rule,
        'products' as entity,
        product_id as entity_key,
        lower(trim(sku)) as name,
        created_at
    from facts.products
    where tenant_is_live and not is_deleted and sku is not null
    union all
    select
        company_id,
        'invoice_numbers_are_unique' as rule,
        'invoices' as entity,
        invoice_id as entity_key,
        lower(trim(invoice_number)) as name,
        created_at
    from facts.invoices
    where tenant_is_live and not is_deleted and invoice_number is not null
    union all
    select
        company_id,
        'domains_are_unique' as rule,
        'company_domains' as entity,
        domain_id as entity_key,
        lower(trim(domain_name)) as name,
        created_at
    from facts.company_domains
    where tenant_is_live
    union all
    select
        company_id,
        'one_second_factor' as rule,
        'two_factors' as entity,
        two_factor_id as entity_key,
        user_id as name,
        created_at
    from facts.two_factors
    where tenant_is_live
    union all
    select
        subscriptions.company_id,
        'one_active_subscription' as rule,
        'subscriptions' as entity,
        subscriptions.subscription_id as entity_key,
        'the one' as name,
        subscriptions.created_at
    from facts.subscriptions as subscriptions
    inner join facts.status_map as states
        on states.column_name = 'subscriptions.status'
        and states.word = lower(trim(subscriptions.status))
    where subscriptions.tenant_is_live and states.state = 'active'
),

repeated as (
    select
        company_id,
        rule,
        entity,
        entity_key,
        row_number() over (
            partition by company_id, rule, name
            order by created_at asc nulls last, entity_key asc nulls last
        ) as place
    from named
),

primary_domains as (
    select
        tenants.company_id,
        count(*) filter (where domains.is_primary) as primary_domains
    from facts.tenants as tenants
    left join facts.company_domains as domains
        on domains.company_id = tenants.company_id
    where tenants.is_live
    group by tenants.company_id
),

categories as (
    select distinct
        company_id,
        'revenues' as entity,
        lower(trim(name)) as name
    from facts.revenue_categories
    union all
    select distinct
        company_id,
        'expenses' as entity,
        lower(trim(name)) as name
    from facts.expense_categories
),

categorised as (
    select
        company_id,
        'revenues' as entity,
        revenue_id as entity_key,
        lower(trim(category)) as name
    from facts.revenues
    where tenant_is_live and not is_deleted and category is not null
    union all
    select
        company_id,
        'expenses' as entity,
        expense_id as entity_key,
        lower(trim(category)) as name
    from facts.expenses
    where tenant_is_live and not is_deleted and category is not null
),

final as (
    select
        company_id,
        rule,
        entity,
        entity_key
    from repeated
    where place > 1
    union all
    select
        tenants.company_id,
        'one_row_of_settings' as rule,
        'companies' as entity,
        tenants.company_id as entity_key
    from facts.tenants as tenants
    left join facts.company_settings as settings
        on settings.company_id = tenants.company_id
    where tenants.is_live and settings.company_id is null
    union all
    select
        company_id,
        'fiscal_years_begin_in_a_month' as rule,
        'companies' as entity,
        company_id as entity_key
    from marts.fiscal_years
    where not is_start_known
    union all
    select
        company_id,
        'one_primary_domain' as rule,
        'companies' as entity,
        company_id as entity_key
    from primary_domains
    where primary_domains <> 1
    union all
    select
        company_id,
        'lines_sell_one_thing' as rule,
        'sale_items' as entity,
        sale_item_id as entity_key
    from facts.sale_items
    where tenant_is_live and not sale_is_deleted and (product_id is null) = (service_id is null)
    union all
    select
        company_id,
        'work_has_a_host' as rule,
        'tasks' as entity,
        task_id as entity_key
    from facts.tasks
    where tenant_is_live and not is_deleted and (entity_type is null or entity_id is null)
    union all
    select
        company_id,
        'work_has_a_host' as rule,
        'calendar_events' as entity,
        event_id as entity_key
    from facts.calendar_events
    where tenant_is_live and (entity_type is null or entity_id is null)
    union all
    select
        company_id,
        'work_has_a_host' as rule,
        'activities' as entity,
        activity_id as entity_key
    from facts.activities
    where tenant_is_live
        and not is_deleted
        and (
            (contact_id is null and deal_id is null)
            -- On a deal of somebody else than its contact it has two hosts.
            or (
                deal_contact_id <> contact_id
                and contact_is_deleted is not null
                and client_is_deleted is not null
            )
        )
    union all
    select
        company_id,
        'payments_have_a_parent' as rule,
        'payments' as entity,
        payment_id as entity_key
    from facts.payments
    where tenant_is_live
        and (
            (contract_installment_id is not null and installment_amount is null)
            or (bank_account_id is not null and account_is_deleted is null)
        )
    union all
    select
        company_id,
        'revenues_have_an_invoice' as rule,
        'revenues' as entity,
        revenue_id as entity_key
    from facts.revenues
    where tenant_is_live
        and not is_deleted
        and invoice_id is not null
        and invoice_is_deleted is null
    union all
    -- What lost the parent that knew its company is nobody's.
    select
        company_id,
        'installments_have_a_contract' as rule,
        'contract_installments' as entity,
        installment_id as entity_key
    from facts.contract_installments
    where contract_is_deleted is null
    union all
    select
        company_id,
        'entries_have_an_account' as rule,
        'bank_statement_entries' as entity,
        entry_id as entity_key
    from facts.bank_statement_entries
    where account_is_deleted is null
    union all
    select
        company_id,
        'contracts_add_up' as rule,
        'contracts' as entity,
        contract_id as entity_key
    from marts.contract_portfolio
    where not is_deleted
        and (
            value_difference <> 0
            or installment_count <> installments
            or repeated_numbers > 0
            or missing_numbers > 0
        )
    union all
    select distinct
        company_id,
        'statements_add_up' as rule,
        'bank_accounts' as entity,
        bank_account_id as entity_key
    from marts.cash_flow
    where statement_difference <> 0 or account_difference <> 0
    union all
    -- Where no entry says a balance, nobody can tell whether that of the account is right.
    select
        company_id,
        'statements_say_a_balance' as rule,
        'bank_accounts' as entity,
        bank_account_id as entity_key
    from marts.cash_flow
    where account_balance is not null and closing_balance is null
    union all
    select
        categorised.company_id,
        'categories_are_known' as rule,
        categorised.entity,
        categorised.entity_key
    from categorised
    left join categories
        on categories.company_id = categorised.company_id
        and categories.entity = categorised.entity
        and categories.name = categorised.name
    where categories.name is null
)

select
    company_id,
    rule,
    entity,
    entity_key,
    :release as release
from final
