-- Grain: one row per platform and corporate action. One action may be noted under two tickers of an
-- instrument, or under an old and a new one: who counts them takes one a day and kind.
with

unioned as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_corporate_actions'},
        columns={
            'native_symbol': 'text',
            'action_id': 'text',
            'action_type': 'text',
            'ex_date': 'date',
            'is_bars_adjusted': 'boolean',
            'share_factor': 'numeric',
            'cash_amount_usd': 'numeric',
        },
    ) | indent(4) }}

)

select
    unioned.*,
    instruments.instrument_key,
    unioned.action_type in ('stock_split', 'reverse_split') and unioned.share_factor > 0
        as is_split
from unioned
inner join {{ ref('int_instruments_resolved') }} as instruments
    on unioned.source_system = instruments.source_system
    and unioned.native_symbol = instruments.native_symbol
