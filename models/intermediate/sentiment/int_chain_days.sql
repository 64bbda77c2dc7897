-- Grain: one row per coin and UTC day with on-chain readings or large transfers up to the clock.
-- The chain is the coin's, whatever pair it is traded in.
{% if system_enabled('mastertrade') -%}
    with

    -- Feeds name the coin itself or one of its pairs.
    readings as (

        select
            upper(coalesce(instruments.base_asset, metrics.symbol)) as coin,
            (metrics.measured_at at time zone 'UTC')::date as date_day,
            metrics.metric_name,
            (array_agg(
                metrics.metric_value
                order by metrics.measured_at desc, metrics.loaded_at desc, metrics.symbol asc
            ))[1] as metric_value
        from {{ ref('stg_mastertrade__onchain_metrics') }} as metrics
        left join {{ ref('int_instruments_resolved') }} as instruments
            on instruments.source_system = 'mastertrade'
            and metrics.symbol = instruments.native_symbol
        cross join {{ ref('clock') }} as clock
        where metrics.measured_at <= clock.as_of
        group by
            upper(coalesce(instruments.base_asset, metrics.symbol)),
            (metrics.measured_at at time zone 'UTC')::date,
            metrics.metric_name

    ),

    metric_days as (

        select
            coin,
            date_day,
            jsonb_object_agg(metric_name, metric_value order by metric_name) as onchain_metrics
        from readings
        group by coin, date_day

    ),

    -- The label says whose address it is; these are exchanges, all others are not.
    transfers as (

        select
            upper(transfers.token_symbol) as coin,
            (transfers.transferred_at at time zone 'UTC')::date as date_day,
            transfers.amount_usd,
            senders.exchange_name is not null as is_from_exchange,
            receivers.exchange_name is not null as is_to_exchange
        from {{ ref('stg_mastertrade__whale_transfers') }} as transfers
        cross join {{ ref('clock') }} as clock
        left join {{ ref('exchange_labels') }} as senders
            on lower(transfers.from_label) = senders.exchange_name
        left join {{ ref('exchange_labels') }} as receivers
            on lower(transfers.to_label) = receivers.exchange_name
        -- The feed is meant to have only these; nothing at the source enforces it.
        where transfers.amount_usd >= 1000000 and transfers.transferred_at <= clock.as_of

    ),

    whale_days as (

        select
            coin,
            date_day,
            count(*) as whale_transfers,
            sum(amount_usd) as whale_volume_usd,
            coalesce(sum(amount_usd) filter (where is_to_exchange and not is_from_exchange), 0)
                as whale_exchange_inflow_usd,
            coalesce(sum(amount_usd) filter (where is_from_exchange and not is_to_exchange), 0)
                as whale_exchange_outflow_usd
        from transfers
        group by coin, date_day

    )

    select
        coalesce(metric_days.coin, whale_days.coin) as coin,
        coalesce(metric_days.date_day, whale_days.date_day) as date_day,
        metric_days.onchain_metrics,
        whale_days.whale_transfers,
        whale_days.whale_volume_usd,
        whale_days.whale_exchange_inflow_usd,
        whale_days.whale_exchange_outflow_usd
    from metric_days
    full join whale_days
        on metric_days.coin = whale_days.coin and metric_days.date_day = whale_days.date_day
{%- else -%}
    select
        null::text as coin,
        null::date as date_day,
        null::jsonb as onchain_metrics,
        null::bigint as whale_transfers,
        null::numeric as whale_volume_usd,
        null::numeric as whale_exchange_inflow_usd,
        null::numeric as whale_exchange_outflow_usd
    where false
{%- endif %}
