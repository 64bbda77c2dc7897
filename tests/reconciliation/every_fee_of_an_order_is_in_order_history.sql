-- What accounts paid in fees on platforms with orders is what their orders cost, and the fees that
-- the platform books without an order, or for one that is not there. The right side never sees an
-- order.
with

charged as (

    select
        results.source_system,
        sum(results.fees_usd) as fees_usd
    from {{ ref('int_trade_results') }} as results
    where results.source_system in ('mastertrade', 'schwab', 'patriot')
    group by results.source_system

),

without_order as (

    select
        fills.source_system,
        sum(fills.fee_usd) as fees_usd
    from {{ ref('int_fills_costed') }} as fills
    left join {{ ref('order_history') }} as orders
        on fills.source_system = orders.source_system
        and fills.order_id = orders.order_id
    where orders.order_key is null
    group by fills.source_system
    {%- if system_enabled('schwab') %}

        union all

        select
            'schwab' as source_system,
            sum(loose_fees.fees_usd) as fees_usd
        from {{ ref('int_schwab_loose_fees') }} as loose_fees
        cross join {{ ref('clock') }} as clock
        left join {{ ref('int_schwab_order_loose_fees') }} as ordered
            on loose_fees.trade_id = ordered.trade_id
        where
            -- Looked up in a list: joined, it would be read once a fee.
            coalesce(ordered.order_id not in (
                select orders.order_id
                from {{ ref('order_history') }} as orders
                where orders.source_system = 'schwab'
            ), true)
            and coalesce(
                loose_fees.closed_at <= clock.as_of, loose_fees.trade_date <= clock.as_of_date
            )
    {%- endif %}

),

outside as (

    select
        source_system,
        sum(fees_usd) as fees_usd
    from without_order
    group by source_system

),

marts as (

    select
        source_system,
        sum(fees_usd) as fees_usd
    from {{ ref('order_history') }}
    group by source_system

)

select
    charged.source_system,
    charged.fees_usd as charged_usd,
    marts.fees_usd as order_history_usd,
    outside.fees_usd as without_order_usd
from charged
left join marts on charged.source_system = marts.source_system
left join outside on charged.source_system = outside.source_system
where
    round(
        charged.fees_usd - coalesce(marts.fees_usd, 0) - coalesce(outside.fees_usd, 0), 6
    ) <> 0
