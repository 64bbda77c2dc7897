-- Grain: one row per instrument and timeframe that a platform keeps a load state of.
with

unioned as (

    {{ union_systems(
        models={'swiftbolt': 'int_swiftbolt_load_states'},
        columns={
            'native_symbol': 'text',
            'timeframe': 'text',
            'covered_from_at': 'timestamptz',
            'covered_to_at': 'timestamptz',
            'reported_last_load_at': 'timestamptz',
            'last_load_at': 'timestamptz',
            'last_failure_at': 'timestamptz',
            'backfill_status': 'text',
            'backfill_requested_at': 'timestamptz',
            'backfill_changed_at': 'timestamptz',
            'backfill_bars': 'bigint',
        },
    ) | indent(4) }}

),

-- Two native symbols of one instrument: the one that was loaded last speaks for it.
ranked as (

    select
        instruments.instrument_key,
        unioned.*,
        row_number() over (
            partition by instruments.instrument_key, unioned.timeframe
            order by unioned.last_load_at desc nulls last, unioned.native_symbol asc
        ) as recency
    from unioned
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on unioned.source_system = instruments.source_system
        and unioned.native_symbol = instruments.native_symbol
    where unioned.timeframe is not null

)

select
    instrument_key,
    timeframe,
    source_system,
    covered_from_at,
    covered_to_at,
    reported_last_load_at,
    last_load_at,
    last_failure_at,
    backfill_status,
    backfill_requested_at,
    backfill_changed_at,
    backfill_bars
from ranked
where recency = 1
