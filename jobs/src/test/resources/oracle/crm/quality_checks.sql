-- What breaks a rule of the CRM.
with
broken (company_id, rule, entity, key) as (
    select company_id, 'addresses_are_unique', 'users', user_id
    from users
    where exists (
        select
        from users as older
        where older.company_id = users.company_id
            and lower(trim(older.email)) = lower(trim(users.email))
            and (older.created_at, older.user_id) < (users.created_at, users.user_id)
    )
    union all
    select company_id, 'skus_are_unique', 'products', product_id
    from products
    where exists (
        select
        from products as older
        where older.company_id = products.company_id
            and lower(trim(older.sku)) = lower(trim(products.sku))
            and (older.created_at, older.product_id) < (products.created_at, products.product_id)
    )
    union all
    select company_id, 'invoice_numbers_are_unique', 'invoices', invoice_id
    from invoices
    where exists (
        select
        from invoices as older
        where older.company_id = invoices.company_id
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
    where num_nonnulls(product_id, service_id) <> 1
    union all
    select company_id, 'work_has_a_host', 'tasks', task_id
    from tasks
    where num_nulls(entity_type, entity_id) > 0
    union all
    select company_id, 'work_has_a_host', 'calendar_events', event_id
    from calendar_events
    where num_nulls(entity_type, entity_id) > 0
    union all
    select company_id, 'work_has_a_host', 'activities', activity_id
    from activities
    where num_nonnulls(contact_id, deal_id) = 0
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
