-- Grain: one row per underlying instrument: its best-scored contract for entry.
-- Only contracts that have not expired and were ranked within the last week count;
-- a contract without a score never wins.
{% if system_enabled('swiftbolt') -%}
    with

    ranked as (

        select
            ranks.underlying_symbol_id as symbol_id,
            ranks.contract_symbol,
            ranks.option_type as option_right,
            ranks.strike_price,
            ranks.expiry_date,
            ranks.ml_score_ratio as ml_score,
            ranks.ranked_at as run_at,
            row_number() over (
                partition by ranks.underlying_symbol_id
                order by
                    ranks.ml_score_ratio desc nulls last, ranks.expiry_date asc, ranks.rank_id asc
            ) as position
        from {{ ref('stg_swiftbolt__options_ranks') }} as ranks
        cross join {{ ref('clock') }} as clock
        where
            ranks.ranking_mode = 'entry'
            and ranks.ml_score_ratio is not null
            and ranks.expiry_date >= clock.as_of_date
            and ranks.ranked_at <= clock.as_of
            and ranks.ranked_at > clock.as_of - interval '7 days'

    )

    select
        instruments.instrument_key,
        ranked.contract_symbol,
        ranked.option_right,
        ranked.strike_price,
        ranked.expiry_date,
        ranked.ml_score,
        ranked.run_at
    from ranked
    inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on ranked.symbol_id = symbols.symbol_id
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'swiftbolt' and symbols.symbol = instruments.native_symbol
    where ranked.position = 1
{%- else -%}
    select
        null::uuid as instrument_key,
        null::text as contract_symbol,
        null::text as option_right,
        null::numeric as strike_price,
        null::date as expiry_date,
        null::numeric as ml_score,
        null::timestamptz as run_at
    where false
{%- endif %}
