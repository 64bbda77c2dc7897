-- The count beside an account is the number of its breaches that last.
with

recorded as (

    select
        account_key,
        count(*) filter (where state = 'open') as open_breaches
    from {{ ref('risk_limit_breaches') }}
    where account_key is not null
    group by account_key

)

select
    risks.account_key,
    risks.open_breaches,
    recorded.open_breaches as recorded_open_breaches
from {{ ref('portfolio_risk') }} as risks
left join recorded on risks.account_key = recorded.account_key
where risks.open_breaches <> coalesce(recorded.open_breaches, 0)
