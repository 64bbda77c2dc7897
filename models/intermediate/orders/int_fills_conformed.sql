{{ config(
    materialized='replaced_days',
    feed=['mastertrade_fills', 'patriot_fills', 'patriot_filled_orders', 'schwab_fills'],
    day_column='fill_date',
    change_key='position_key',
    indexes=[
        {'columns': ['source_system', 'fill_id'], 'unique': true},
        {'columns': ['position_key', 'fill_date']},
        {'columns': ['fill_date']},
    ]
) }}

-- Grain: one row per execution of every platform that reports executions, up to the clock's
-- reading. Only what the execution itself and its order say: what else a result depends on (rates,
-- instruments) may change on any day and is joined in int_fills_costed.
with

fills as (

    {{ union_systems(
        models={
            'mastertrade': 'int_mastertrade_fills',
            'schwab': 'int_schwab_fills',
            'patriot': 'int_patriot_fills',
        },
        columns={
            'fill_id': 'text',
            'order_id': 'text',
            'account_id': 'text',
            'strategy_id': 'text',
            'environment': 'text',
            'native_symbol': 'text',
            'position_bucket': 'text',
            'side': 'text',
            'quantity': 'numeric',
            'price': 'numeric',
            'multiplier': 'numeric',
            'fee_amount': 'numeric',
            'fee_currency': 'text',
            'platform_realized_pnl_usd': 'numeric',
            'filled_at': 'timestamptz',
        },
    ) | indent(4) }}

),

dated as (

    select
        fills.*,
        (fills.filled_at at time zone 'UTC')::date as fill_date
    from fills

)

select
    {{ surrogate_key('position', [
        'dated.source_system', 'dated.account_id', 'dated.strategy_id', 'dated.native_symbol',
        'dated.position_bucket',
    ]) }} as position_key,
    dated.*
from dated
cross join {{ ref('clock') }} as clock
where dated.filled_at <= clock.as_of and {{ touched('dated.fill_date') }}
