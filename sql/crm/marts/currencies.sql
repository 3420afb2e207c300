with
-- A code is three letters of these, in one case or the other.
alphabet as (
    select
        small,
        capital
    from (
        values
            ('a', 'A'),
            ('b', 'B'),
            ('c', 'C'),
            ('d', 'D'),
            ('e', 'E'),
            ('f', 'F'),
            ('g', 'G'),
            ('h', 'H'),
            ('i', 'I'),
            ('j', 'J'),
            ('k', 'K'),
            ('l', 'L'),
            ('m', 'M'),
            ('n', 'N'),
            ('o', 'O'),
            ('p', 'P'),
            ('q', 'Q'),
            ('r', 'R'),
            ('s', 'S'),
            ('t', 'T'),
            ('u', 'U'),
            ('v', 'V'),
            ('w', 'W'),
            ('x', 'X'),
            ('y', 'Y'),
            ('z', 'Z')
    ) as letters (small, capital)
),

texts as (
    select company_id, setting_value as written
    from facts.tenant_settings
    where tenant_is_live and setting_key = 'currency'
    union all
    select company_id, currency as written
    from facts.invoices
    where tenant_is_live
    union all
    select company_id, currency as written
    from facts.deals
    where tenant_is_live
    union all
    select company_id, currency as written
    from facts.products
    where tenant_is_live
    union all
    select company_id, currency as written
    from facts.services
    where tenant_is_live
    union all
    select company_id, currency as written
    from facts.subscriptions
    where tenant_is_live
),

words as (
    select
        company_id,
        written,
        folded(written) as word,
        count(*) as mentions
    from texts
    where folded(written) <> ''
    group by company_id, written
)

select
    words.company_id,
    words.written,
    coalesce(firsts.capital || seconds.capital || thirds.capital, 'unknown') as code,
    1 as factor,
    words.mentions,
    :release as release
from words
left join alphabet as firsts
    on firsts.small = substring(words.word, 1, 1)
left join alphabet as seconds
    on seconds.small = substring(words.word, 2, 1)
left join alphabet as thirds
    on thirds.small = substring(words.word, 3)
