{{ config(
    materialized='changed_rows',
    key=['symbol_key', 'starts_on'],
    change_key='instrument_key',
    indexes=[{'columns': ['symbol_key', 'starts_on'], 'unique': true}]
) }}

-- Grain: one row per platform's symbol and span of days with the same splits to come that the
-- platform has not yet worked into its bars. A change reaches all bars of the instrument.
{% if system_enabled('swiftbolt') -%}
    with

    splits as (

        select
            symbols.symbol_key,
            symbols.instrument_key,
            actions.ex_date,
            {{ functions_schema() }}.product(
                actions.share_factor::double precision order by actions.action_id
            ) as share_factor
        from {{ ref('stg_swiftbolt__corporate_actions') }} as actions
        inner join {{ ref('int_bar_symbols') }} as symbols
            on symbols.source_system = 'swiftbolt' and actions.symbol = symbols.native_symbol
        where
            actions.action_type in ('stock_split', 'reverse_split')
            and not actions.is_bars_adjusted
            and actions.share_factor > 0
        group by symbols.symbol_key, symbols.instrument_key, actions.ex_date

    )

    select
        symbol_key,
        instrument_key,
        coalesce(
            lag(ex_date) over (partition by symbol_key order by ex_date), '-infinity'
        ) as starts_on,
        ex_date as ends_before,
        ({{ functions_schema() }}.product(share_factor) over (
            partition by symbol_key
            order by ex_date desc
        ))::numeric as split_factor
    from splits
{%- else -%}
    select
        null::text as symbol_key,
        null::uuid as instrument_key,
        null::date as starts_on,
        null::date as ends_before,
        null::numeric as split_factor
    where false
{%- endif %}
