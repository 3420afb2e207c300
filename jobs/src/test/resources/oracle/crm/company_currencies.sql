-- The currency of each company.
select cast(company_id as text), own from oracle.currencies
