-- Rows and money per platform and day, against plain queries of staging. Closed prop trades: their
-- number, gross result and costs, of the last month (all of history is in
-- every_closed_trade_reaches_symbol_performance). mastertrade: the results it states. Executions
-- everywhere: their number and traded value in the currency they are quoted in. Whose an execution
-- of patriot or schwab is, only its order says: one whose order or leg is nowhere is counted by the
-- rules of its table (parents) and can be in no day.
with

{% if system_enabled('schwab') -%}
    known_orders as (

        select orders.order_id from {{ ref('stg_schwab__orders') }} as orders
        union all
        select orders.order_id from {{ ref('int_schwab_rejected_orders') }} as orders

    ),

    known_legs as (

        select legs.leg_id
        from {{ ref('stg_schwab__order_legs') }} as legs
        where legs.order_id in (select known_orders.order_id from known_orders)

        union all

        select legs.leg_id
        from {{ ref('int_schwab_rejected_legs') }} as legs
        where legs.order_id in (select known_orders.order_id from known_orders)

    ),

{% endif -%}
staged as (

    {% if system_enabled('daily_profit') -%}
        select
            'daily_profit' as source_system,
            'results' as what,
            trades.trade_date as day,
            count(*) as rows_counted,
            sum(trades.gross_pnl_usd) as money,
            sum(trades.commission_usd + trades.swap_usd) as fees_usd
        from {{ ref('stg_daily_profit__closed_trades') }} as trades
        cross join {{ ref('clock') }} as clock
        where
            trades.trade_date > (select today.as_of_date - 31 from {{ ref('clock') }} as today)
            and coalesce(trades.closed_at <= clock.as_of, trades.trade_date <= clock.as_of_date)
        group by trades.trade_date

        union all
    {% endif -%}
    {% if system_enabled('mastertrade') -%}
        select
            'mastertrade' as source_system,
            'results' as what,
            (fills.filled_at at time zone 'UTC')::date as day,
            count(fills.realized_pnl_usd) as rows_counted,
            sum(fills.realized_pnl_usd) as money,
            null::numeric as fees_usd
        from {{ ref('stg_mastertrade__fills') }} as fills
        cross join {{ ref('clock') }} as clock
        where fills.filled_at <= clock.as_of
        group by (fills.filled_at at time zone 'UTC')::date

        union all
    {% endif -%}
    {% for system, relation in {
        'mastertrade': 'stg_mastertrade__fills',
        'patriot': 'stg_patriot__fills',
        'schwab': 'stg_schwab__executions',
    }.items() if system_enabled(system) -%}
        select
            '{{ system }}' as source_system,
            'executions' as what,
            (fills.filled_at at time zone 'UTC')::date as day,
            count(*) as rows_counted,
            sum(fills.quantity * fills.price) as money,
            null::numeric as fees_usd
        from {{ ref(relation) }} as fills
        cross join {{ ref('clock') }} as clock
        where
            fills.filled_at <= clock.as_of
            {%- if system == 'patriot' %}
                -- Accepted orders straight from staging: links that lose one are noticed.
                and (
                    fills.order_id in (
                        select orders.order_id from {{ ref('stg_patriot__orders') }} as orders
                    )
                    or fills.order_id in (
                        select links.order_id from {{ ref('int_patriot_order_links') }} as links
                    )
                )
            {%- elif system == 'schwab' %}
                and fills.leg_id in (select known_legs.leg_id from known_legs)
            {%- endif %}
        group by (fills.filled_at at time zone 'UTC')::date

        union all
    {% endfor -%}
    select
        null as source_system,
        null as what,
        null::date as day,
        0 as rows_counted,
        0 as money,
        0 as fees_usd
    where false

),

shown as (

    select
        source_system,
        'results' as what,
        trade_date as day,
        sum(trades) as rows_counted,
        sum(gross_pnl_usd) as money,
        case when source_system = 'daily_profit' then sum(fees_usd) end as fees_usd
    from {{ ref('daily_trading_stats') }}
    where
        (
            source_system = 'daily_profit'
            and trade_date > (select today.as_of_date - 31 from {{ ref('clock') }} as today)
        )
        or source_system = 'mastertrade'
    group by source_system, trade_date

    union all

    -- What runs out worthless leaves by the ledger and is no execution.
    select
        source_system,
        'executions' as what,
        fill_date as day,
        count(*) as rows_counted,
        sum(quantity * price) as money,
        null::numeric as fees_usd
    from {{ ref('int_fills_costed') }}
    where fill_id not like 'item:%'
    group by source_system, fill_date

)

select
    coalesce(staged.source_system, shown.source_system) as source_system,
    coalesce(staged.what, shown.what) as what,
    coalesce(staged.day, shown.day) as day,
    staged.rows_counted as staged_rows,
    shown.rows_counted as shown_rows,
    staged.money as staged_money,
    shown.money as shown_money
from staged
full join shown
    on staged.source_system = shown.source_system
    and staged.what = shown.what
    and staged.day = shown.day
where
    coalesce(staged.rows_counted, 0) <> coalesce(shown.rows_counted, 0)
    or round(coalesce(staged.money, 0) - coalesce(shown.money, 0), 6) <> 0
    or round(coalesce(staged.fees_usd, 0) - coalesce(shown.fees_usd, 0), 6) <> 0
