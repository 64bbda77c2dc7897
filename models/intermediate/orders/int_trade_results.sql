-- Grain: one row per event that changes an account's realised result, up to the clock's reading:
-- a closed round trip, an execution, or a fee that belongs to no execution.
-- Fees count on the day they are charged. Only rows with `is_closing` are trades.
with

round_trips as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_trade_results'},
        columns={
            'trade_id': 'text',
            'account_id': 'text',
            'strategy_id': 'text',
            'environment': 'text',
            'native_symbol': 'text',
            'is_closing': 'boolean',
            'gross_pnl_usd': 'numeric',
            'fees_usd': 'numeric',
            'net_pnl_usd': 'numeric',
            'is_unconverted': 'boolean',
            'volume_usd': 'numeric',
            'closed_at': 'timestamptz',
            'trade_date': 'date',
        },
    ) | indent(4) }}

),

executions as (

    select
        source_system,
        fill_id as trade_id,
        account_id,
        strategy_id,
        environment,
        native_symbol,
        is_closing,
        gross_pnl_usd,
        coalesce(fee_usd, 0) as fees_usd,
        gross_pnl_usd - coalesce(fee_usd, 0) as net_pnl_usd,
        is_unconverted,
        volume_usd,
        filled_at as closed_at,
        fill_date as trade_date
    from {{ ref('int_fills_costed') }}

),

loose_fees as (

    {{ union_systems(
        models={'schwab': 'int_schwab_loose_fees'},
        columns={
            'trade_id': 'text',
            'account_id': 'text',
            'fees_usd': 'numeric',
            'closed_at': 'timestamptz',
            'trade_date': 'date',
        },
    ) | indent(4) }}

),

results as (

    select * from round_trips

    union all

    select * from executions

    union all

    select
        source_system,
        trade_id,
        account_id,
        null as strategy_id,
        'live' as environment,
        null as native_symbol,
        false as is_closing,
        0 as gross_pnl_usd,
        fees_usd,
        -fees_usd as net_pnl_usd,
        false as is_unconverted,
        0 as volume_usd,
        closed_at,
        trade_date
    from loose_fees

)

select
    {{ surrogate_key('account', ['results.source_system', 'results.account_id']) }} as account_key,
    case
        when results.strategy_id is not null
            then {{ surrogate_key('strategy', ['results.source_system', 'results.strategy_id']) }}
    end as strategy_key,
    results.*
from results
cross join {{ ref('clock') }} as clock
where coalesce(results.closed_at <= clock.as_of, results.trade_date <= clock.as_of_date)
