-- Grain: one row per account whose newest balance is fresh (seed balance_freshness): that balance.
with

-- The widest window of all platforms first: a bound the raw tables can use.
recent as (

    select *
    from {{ ref('int_balance_readings') }}
    where read_at >= (
        select clock.as_of - max(freshness.stale_after)
        from {{ ref('balance_freshness') }} as freshness
        cross join {{ ref('clock') }} as clock
        group by clock.as_of
    )

),

newest as (

    select
        recent.*,
        row_number() over (partition by recent.account_key order by recent.read_at desc) as recency
    from recent

)

select
    newest.account_key,
    newest.source_system,
    newest.account_id,
    newest.read_at,
    newest.balance_usd,
    newest.available_usd,
    newest.unrealized_pnl_usd,
    newest.position_count,
    newest.leverage,
    newest.risk_score,
    newest.unconverted_balances
from newest
cross join {{ ref('clock') }} as clock
inner join {{ ref('balance_freshness') }} as freshness
    on newest.source_system = freshness.source_system
where newest.recency = 1 and newest.read_at >= clock.as_of - freshness.stale_after
