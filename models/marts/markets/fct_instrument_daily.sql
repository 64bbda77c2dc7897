{{ config(
    materialized='replaced_tails',
    key='instrument_key',
    day_column='date_day',
    follows=['int_daily_profit_symbol_months', 'int_fills_costed'],
    indexes=[
        {
            'columns': ['source_system', 'environment', 'instrument_key', 'date_day'],
            'unique': true
        },
        {'columns': ['instrument_key', 'date_day']},
    ]
) }}

-- Grain: one row per platform, environment, instrument and day it was traded on. Prop trades come
-- from their day facts by symbol, executions one by one; what names no symbol is not here. Worked
-- out from the earliest changed day of an instrument on.
{% if system_enabled('daily_profit') -%}
-- depends_on: {{ ref('int_daily_profit_symbol_months') }}
{% endif -%}
with

symbol_days as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_symbol_days'},
        columns={
            'symbol_key': 'text',
            'trade_date': 'date',
            'trades': 'bigint',
            'winning_trades': 'bigint',
            'losing_trades': 'bigint',
            'breakeven_trades': 'bigint',
            'volume_usd': 'numeric',
            'gross_profit_usd': 'numeric',
            'gross_loss_usd': 'numeric',
            'gross_pnl_usd': 'numeric',
            'fees_usd': 'numeric',
            'net_pnl_usd': 'numeric',
        },
    ) | indent(4) }}

),

executions as (

    select
        *,
        gross_pnl_usd - coalesce(fee_usd, 0) as net_pnl_usd
    from {{ ref('int_fills_costed') }}
    where {{ changed_tail('instrument_key', 'fill_date') }} and instrument_key is not null

),

-- What each symbol of prop trades stands for; the months pass its changes on.
symbols as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_symbols'},
        columns={'symbol_key': 'text', 'instrument_key': 'uuid'},
    ) | indent(4) }}

),

results as (

    select
        days.source_system,
        -- An account of a prop firm moves from challenge to funded; its trades don't say which.
        'prop' as environment,
        symbols.instrument_key,
        days.trade_date,
        days.trades,
        days.winning_trades,
        days.losing_trades,
        days.breakeven_trades,
        days.volume_usd,
        days.gross_profit_usd,
        days.gross_loss_usd,
        days.gross_pnl_usd,
        days.fees_usd,
        days.net_pnl_usd
    from symbol_days as days
    inner join symbols on days.symbol_key = symbols.symbol_key
    where {{ changed_tail('symbols.instrument_key', 'days.trade_date') }}

    union all

    select
        source_system,
        coalesce(environment, 'live') as environment,
        instrument_key,
        fill_date as trade_date,
        is_closing::integer as trades,
        (is_closing and net_pnl_usd > 0)::integer as winning_trades,
        (is_closing and net_pnl_usd < 0)::integer as losing_trades,
        (is_closing and net_pnl_usd = 0)::integer as breakeven_trades,
        volume_usd,
        case when is_closing then greatest(net_pnl_usd, 0) else 0 end
            as gross_profit_usd,
        case when is_closing then -least(net_pnl_usd, 0) else 0 end as gross_loss_usd,
        gross_pnl_usd,
        coalesce(fee_usd, 0) as fees_usd,
        net_pnl_usd
    from executions

),

summed as (

    select
        source_system,
        environment,
        instrument_key,
        trade_date as date_day,
        sum(trades)::bigint as trades,
        sum(winning_trades)::bigint as winning_trades,
        sum(losing_trades)::bigint as losing_trades,
        sum(breakeven_trades)::bigint as breakeven_trades,
        coalesce(sum(volume_usd), 0) as volume_usd,
        sum(gross_profit_usd) as gross_profit_usd,
        sum(gross_loss_usd) as gross_loss_usd,
        sum(gross_pnl_usd) as gross_pnl_usd,
        sum(fees_usd) as fees_usd,
        sum(net_pnl_usd) as net_pnl_usd
    from results
    group by source_system, environment, instrument_key, trade_date

)

select
    summed.*,
    clock.as_of,
    now() as refreshed_at
from summed
cross join {{ ref('clock') }} as clock
