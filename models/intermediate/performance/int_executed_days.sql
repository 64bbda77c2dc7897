{{ config(
    materialized='replaced_days',
    feed='executions',
    day_column='series_date',
    change_key='book_key',
    indexes=[
        {'columns': ['book_type', 'book_key', 'series_date'], 'unique': true},
        {'columns': ['book_key', 'series_date']},
        {'columns': ['series_date']},
    ]
) }}

-- Grain: one row per book and day with executions, fees or cash flows, on the platforms that
-- report executions. Added up from stored results in every run, for flows, loose fees and the
-- environment a strategy is judged in keep no log; days that differ are written and logged.
with

traded as (

    select
        book_type,
        book_key,
        trade_date as series_date,
        min(source_system) as source_system,
        min(book_id) as book_id,
        {{ day_sums() }}
    from {{ ref('int_performance_trades') }}
    where source_system is distinct from 'daily_profit'
    group by book_type, book_key, trade_date

),

flows as (

    select
        'account' as book_type,
        account_key as book_key,
        source_system,
        flow_date as series_date,
        flow_usd
    from {{ ref('int_account_flows') }}

    union all

    select
        'strategy',
        strategy_key,
        source_system,
        flow_date,
        flow_usd
    from {{ ref('int_strategy_flows') }}

)

select
    coalesce(traded.book_type, flows.book_type) as book_type,
    coalesce(traded.book_key, flows.book_key) as book_key,
    coalesce(traded.source_system, flows.source_system) as source_system,
    traded.book_id,
    coalesce(traded.series_date, flows.series_date) as series_date,
    coalesce(traded.trades, 0) as trades,
    coalesce(traded.winning_trades, 0) as winning_trades,
    coalesce(traded.losing_trades, 0) as losing_trades,
    coalesce(traded.breakeven_trades, 0) as breakeven_trades,
    coalesce(traded.gross_profit_usd, 0) as gross_profit_usd,
    coalesce(traded.gross_loss_usd, 0) as gross_loss_usd,
    coalesce(traded.closed_net_pnl_usd, 0) as closed_net_pnl_usd,
    coalesce(traded.gross_pnl_usd, 0) as gross_pnl_usd,
    coalesce(traded.fees_usd, 0) as fees_usd,
    coalesce(traded.net_pnl_usd, 0) as net_pnl_usd,
    coalesce(traded.volume_usd, 0) as volume_usd,
    coalesce(traded.unconverted_amounts, 0) as unconverted_amounts,
    coalesce(flows.flow_usd, 0) as flow_usd,
    traded.outcomes,
    traded.environment,
    traded.first_closed_at,
    traded.last_closed_at
from traded
full join flows
    on traded.book_type = flows.book_type
    and traded.book_key = flows.book_key
    and traded.series_date = flows.series_date
