-- Grain: one row per platform and native symbol, with what the platform makes of it.
-- Order of evidence: an override, the shape of an option symbol, the platform's own asset class,
-- the two halves of a pair. What none of them explains is kept as asset class `unknown`.
with

listed as (

    -- Brokers of prop accounts mark their feeds with a suffix: EURUSD.r is EURUSD.
    select
        *,
        case source_system
            when 'daily_profit' then regexp_replace(native_symbol, '[.][A-Za-z]+$', '')
            else native_symbol
        end as bare_native_symbol
    from {{ ref('int_instruments_listed') }}

),

-- The quote asset that leaves a known currency splits the symbol, else the longest one:
-- BTCFDUSD is BTC and FDUSD, BNBUSD is BNB and USD.
quoted as (

    select
        listed.source_system,
        listed.native_symbol,
        (
            array_agg(
                currencies.currency
                order by
                    exists (
                        select 1 from {{ ref('currencies') }} as bases
                        where
                            bases.currency = upper(left(
                                listed.bare_native_symbol, -length(currencies.currency)
                            ))
                    ) desc,
                    length(currencies.currency) desc
            )
        )[1] as quote_asset
    from listed
    inner join {{ ref('currencies') }} as currencies
        on currencies.is_quote_asset
        and upper(listed.bare_native_symbol) like '%_' || currencies.currency
    group by listed.source_system, listed.native_symbol

),

described as (

    select
        listed.source_system,
        listed.native_symbol,
        listed.exchange,
        listed.instrument_name,
        listed.is_active,
        listed.is_listed,
        listed.native_asset_class,
        overrides.asset_class as override_asset_class,
        overrides.canonical_symbol as override_symbol,
        upper(regexp_replace(listed.bare_native_symbol, '[\s$^./_-]+', '', 'g')) as bare_symbol,
        -- MET/A and BRK B are share classes: MET.A, BRK.B.
        regexp_replace(upper(listed.bare_native_symbol), '[\s$^./_-]+(?=[A-Z])', '.', 'g')
            as class_symbol,
        regexp_match(
            upper(listed.native_symbol), '^([A-Z.]{1,6}) *([0-9]{6})([CP])([0-9]{8})$'
        ) as option_parts,
        upper(coalesce(listed.quote_asset, quoted.quote_asset)) as pair_quote,
        upper(coalesce(
            listed.base_asset,
            regexp_replace(
                left(listed.bare_native_symbol, -length(quoted.quote_asset)), '[^A-Za-z0-9]+$', ''
            )
        )) as pair_base,
        fiat_base.currency as fiat_base,
        fiat_quote.currency as fiat_quote
    from listed
    left join {{ ref('instrument_overrides') }} as overrides
        on listed.source_system = overrides.source_system
        and upper(listed.bare_native_symbol) = overrides.native_symbol
    left join quoted
        on listed.source_system = quoted.source_system
        and listed.native_symbol = quoted.native_symbol
    left join {{ ref('currencies') }} as fiat_base
        on fiat_base.kind = 'fiat'
        and upper(left(listed.bare_native_symbol, 3)) = fiat_base.currency
    left join {{ ref('currencies') }} as fiat_quote
        on fiat_quote.kind = 'fiat'
        and upper(substr(listed.bare_native_symbol, 4)) = fiat_quote.currency

),

classified as (

    select
        *,
        case
            when override_asset_class is not null then override_asset_class
            when option_parts is not null then 'option'
            when fiat_base is not null and fiat_quote is not null then 'fx'
            when native_asset_class is not null then native_asset_class
            when source_system = 'daily_profit' then 'cfd'
            else 'unknown'
        end as asset_class
    from described

),

named as (

    select
        *,
        case
            when override_symbol is not null then override_symbol
            when asset_class = 'option' and option_parts is not null
                then option_parts[1] || ' ' || option_parts[2] || option_parts[3] || option_parts[4]
            when asset_class = 'fx' and fiat_quote is not null
                then fiat_base || '/' || fiat_quote
            when asset_class = 'crypto' and pair_quote is not null
                then pair_base || '/' || pair_quote
            when asset_class in ('equity', 'etf', 'fund') then class_symbol
            else bare_symbol
        end as canonical_symbol
    from classified

)

select
    source_system,
    native_symbol,
    asset_class,
    canonical_symbol,
    override_asset_class is not null as is_overridden,
    exchange,
    instrument_name,
    is_active,
    is_listed,
    case
        when canonical_symbol like '%/%' then split_part(canonical_symbol, '/', 1)
    end as base_asset,
    case
        when canonical_symbol like '%/%' then split_part(canonical_symbol, '/', 2)
    end as quote_asset,
    case when asset_class = 'option' then option_parts[1] end as underlying_symbol,
    case
        when asset_class = 'option' and option_parts is not null
            then to_date(option_parts[2], 'YYMMDD')
    end as expiry_date,
    case
        when asset_class = 'option' then
            case option_parts[3] when 'C' then 'call' when 'P' then 'put' end
    end as option_right,
    case
        when asset_class = 'option' then option_parts[4]::numeric / 1000
    end as strike_price
from named
