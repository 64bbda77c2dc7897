-- Grain: one row per result of int_trade_results, with its account's environment, its instrument,
-- its direction and how long the position was held. Read it where these are asked for; the money is
-- the same (test symbols_add_up_to_the_days).
with

round_trips as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_trade_details'},
        columns={
            'trade_id': 'text',
            'account_id': 'text',
            'native_symbol': 'text',
            'direction': 'text',
            'gross_pnl_usd': 'numeric',
            'fees_usd': 'numeric',
            'net_pnl_usd': 'numeric',
            'volume_usd': 'numeric',
            'has_stop_loss': 'boolean',
            'has_take_profit': 'boolean',
            'holding_hours': 'numeric',
            'opened_at': 'timestamptz',
            'closed_at': 'timestamptz',
            'trade_date': 'date',
        },
    ) | indent(4) }}

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

    select
        source_system,
        trade_id,
        account_id,
        native_symbol,
        direction,
        true as is_execution,
        true as is_closing,
        gross_pnl_usd,
        fees_usd,
        net_pnl_usd,
        volume_usd,
        false as is_unconverted,
        has_stop_loss,
        has_take_profit,
        holding_hours,
        opened_at,
        closed_at,
        trade_date
    from round_trips

    union all

    select
        source_system,
        fill_id,
        account_id,
        native_symbol,
        direction,
        true,
        is_closing,
        gross_pnl_usd,
        fees_usd,
        net_pnl_usd,
        volume_usd,
        is_unconverted,
        null,
        null,
        holding_hours,
        opened_at,
        filled_at,
        fill_date
    from {{ ref('int_fill_details') }}

    union all

    select
        source_system,
        trade_id,
        account_id,
        null,
        null,
        false,
        false,
        0,
        fees_usd,
        -fees_usd,
        0,
        false,
        null,
        null,
        null,
        null,
        closed_at,
        trade_date
    from loose_fees

)

select
    results.source_system,
    accounts.account_key,
    accounts.environment,
    -- A symbol that nothing lists is an instrument of its own, of asset class unknown.
    coalesce(
        instruments.instrument_key,
        case
            when results.native_symbol is not null
                then {{ surrogate_key('instrument', ["'unknown'", 'results.native_symbol']) }}
        end
    ) as instrument_key,
    coalesce(instruments.canonical_symbol, results.native_symbol) as ticker,
    coalesce(
        instruments.asset_class, case when results.native_symbol is not null then 'unknown' end
    ) as asset_class,
    results.trade_id,
    results.direction,
    results.is_execution,
    results.is_closing,
    results.gross_pnl_usd,
    results.fees_usd,
    results.net_pnl_usd,
    results.volume_usd,
    results.is_unconverted,
    results.has_stop_loss,
    results.has_take_profit,
    results.holding_hours,
    results.opened_at,
    results.closed_at,
    results.trade_date
from results
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_accounts_conformed') }} as accounts
    on results.source_system = accounts.source_system and results.account_id = accounts.account_id
left join {{ ref('int_instruments_resolved') }} as instruments
    on results.source_system = instruments.source_system
    and results.native_symbol = instruments.native_symbol
where coalesce(results.closed_at <= clock.as_of, results.trade_date <= clock.as_of_date)
