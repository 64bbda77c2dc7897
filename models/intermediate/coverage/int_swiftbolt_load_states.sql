{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker and timeframe that was ever loaded, claimed or asked to be backfilled.
with

-- What the platform's own roll-up claims. The id tells whose it is, a ticker may have been renamed;
-- of a claim under each of its names the last one that was loaded counts.
claims as (

    select distinct on (coalesce(symbols.symbol, coverages.symbol), coverages.timeframe)
        coalesce(symbols.symbol, coverages.symbol) as native_symbol,
        coverages.timeframe,
        coverages.covered_from_at,
        coverages.covered_to_at,
        coverages.last_success_at
    from {{ ref('stg_swiftbolt__bar_coverages') }} as coverages
    left join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on coverages.symbol_id = symbols.symbol_id
    order by
        coalesce(symbols.symbol, coverages.symbol) asc,
        coverages.timeframe asc,
        coverages.last_success_at desc nulls last,
        coverages.symbol asc

),

-- The runs it is rolled up from: only a successful one with rows is a load.
runs as (

    select
        runs.symbol as native_symbol,
        runs.timeframe,
        max(runs.finished_at) filter (
            where runs.status = 'succeeded' and runs.rows_written > 0
        ) as last_load_at,
        max(coalesce(runs.finished_at, runs.started_at, runs.created_at)) filter (
            where runs.status = 'failed'
        ) as last_failure_at
    from {{ ref('stg_swiftbolt__job_runs') }} as runs
    cross join {{ ref('clock') }} as clock
    where
        runs.job_type in ('fetch_historical', 'fetch_intraday')
        and runs.symbol is not null
        and runs.timeframe is not null
        and coalesce(runs.finished_at, runs.started_at, runs.created_at) <= clock.as_of
    group by runs.symbol, runs.timeframe

),

-- A request without timeframes means the platform's default three.
requests as (

    select
        symbols.symbol as native_symbol,
        timeframes.canonical_value as timeframe,
        backfills.status,
        backfills.created_at as requested_at,
        coalesce(backfills.completed_at, backfills.started_at, backfills.created_at) as changed_at,
        backfills.bars_inserted
    from {{ ref('stg_swiftbolt__symbol_backfills') }} as backfills
    inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on backfills.symbol_id = symbols.symbol_id
    cross join
        lateral unnest(
            coalesce(backfills.native_timeframes, array['d1', 'h1', 'w1'])
        ) as listed (native_timeframe)
    inner join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and listed.native_timeframe = timeframes.native_value

    union all

    -- The short bars of a symbol are refilled together.
    select
        symbols.symbol,
        lengths.timeframe,
        backfills.status,
        backfills.created_at,
        backfills.last_backfill_at,
        backfills.bar_count
    from {{ ref('stg_swiftbolt__intraday_backfills') }} as backfills
    inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on backfills.symbol_id = symbols.symbol_id
    cross join (values ('1m'), ('5m'), ('15m')) as lengths (timeframe)

),

-- The same symbol can be done and wanted again: work not done yet comes first, then the newest.
backfills as (

    select distinct on (requests.native_symbol, requests.timeframe)
        requests.native_symbol,
        requests.timeframe,
        requests.status,
        requests.requested_at,
        requests.changed_at,
        requests.bars_inserted
    from requests
    cross join {{ ref('clock') }} as clock
    where requests.requested_at <= clock.as_of
    order by
        requests.native_symbol asc,
        requests.timeframe asc,
        requests.status in ('queued', 'running') desc,
        requests.changed_at desc,
        requests.status asc

),

keys as (

    select
        native_symbol,
        timeframe
    from claims

    union

    select
        native_symbol,
        timeframe
    from runs

    union

    select
        native_symbol,
        timeframe
    from backfills

)

select
    keys.native_symbol,
    keys.timeframe,
    claims.covered_from_at,
    claims.covered_to_at,
    claims.last_success_at as reported_last_load_at,
    runs.last_load_at,
    runs.last_failure_at,
    backfills.status as backfill_status,
    backfills.requested_at as backfill_requested_at,
    backfills.changed_at as backfill_changed_at,
    backfills.bars_inserted as backfill_bars
from keys
left join claims
    on keys.native_symbol = claims.native_symbol and keys.timeframe = claims.timeframe
left join runs
    on keys.native_symbol = runs.native_symbol and keys.timeframe = runs.timeframe
left join backfills
    on keys.native_symbol = backfills.native_symbol and keys.timeframe = backfills.timeframe
