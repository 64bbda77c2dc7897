-- Grain: one row per underlying and expiration date, that a platform lists or a contract has.
with

listed as (

    {{ union_systems(
        models={'schwab': 'int_schwab_option_expirations'},
        columns={
            'native_symbol': 'text',
            'expiry_date': 'date',
            'expiration_type': 'text',
            'is_standard': 'boolean',
            'listed_at': 'timestamptz',
        },
    ) | indent(4) }}

),

mentions as (

    select
        instruments.instrument_key,
        instruments.canonical_symbol as underlying_ticker,
        listed.expiry_date,
        listed.expiration_type as stated_type,
        listed.is_standard,
        array[listed.source_system] as source_systems
    from listed
    cross join {{ ref('clock') }} as clock
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on listed.source_system = instruments.source_system
        and listed.native_symbol = instruments.native_symbol
    where listed.listed_at is null or listed.listed_at <= clock.as_of

    union all

    select
        contracts.instrument_key,
        contracts.underlying_ticker,
        contracts.expiry_date,
        null::text as stated_type,
        null::boolean as is_standard,
        contracts.source_systems
    from {{ ref('int_option_contracts') }} as contracts

),

expirations as (

    select
        mentions.instrument_key,
        mentions.underlying_ticker,
        mentions.expiry_date,
        min(mentions.stated_type) as stated_type,
        bool_or(mentions.is_standard) as is_standard,
        array_agg(distinct systems.source_system order by systems.source_system) as source_systems
    from mentions
    cross join lateral unnest(mentions.source_systems) as systems (source_system)
    group by mentions.instrument_key, mentions.underlying_ticker, mentions.expiry_date

),

span as (

    select
        date_trunc('month', min(expiry_date)::timestamp) as starts_at,
        date_trunc('month', max(expiry_date)::timestamp) + interval '1 month - 1 day' as ends_at
    from expirations

),

-- Monthly options run out on the third Friday, the first one from the 15th on.
trading_days as (

    select
        days.moment::date as date_day,
        date_trunc('month', days.moment)::date as month_start_date,
        date_trunc('month', days.moment)::date + 14
        + (12 - extract(isodow from date_trunc('month', days.moment) + interval '14 days')::integer)
        % 7 as third_friday
    from span
    cross join generate_series(span.starts_at, span.ends_at, interval '1 day') as days (moment)
    left join {{ ref('us_market_holidays') }} as holidays on days.moment::date = holidays.date_day
    where extract(isodow from days.moment) < 6 and holidays.date_day is null

),

-- Where that is a holiday they run out on the trading day before it.
months as (

    select
        month_start_date,
        third_friday,
        max(date_day) filter (where date_day <= third_friday) as monthly_date,
        max(date_day) as last_date
    from trading_days
    group by month_start_date, third_friday

),

typed as (

    select
        expirations.*,
        case
            when expirations.expiry_date between months.monthly_date and months.third_friday
                then 'monthly'
            when expirations.expiry_date < months.last_date then 'weekly'
            when extract(month from expirations.expiry_date)::integer % 3 = 0 then 'quarterly'
            else 'month_end'
        end as derived_type
    from expirations
    inner join months
        on date_trunc('month', expirations.expiry_date::timestamp)::date = months.month_start_date

)

select
    typed.instrument_key,
    typed.underlying_ticker,
    typed.expiry_date,
    coalesce(typed.stated_type, typed.derived_type) as expiration_type,
    typed.stated_type is not null as is_type_stated,
    typed.is_standard,
    typed.source_systems,
    {{ option_expires_at('typed.expiry_date') }} as expires_at,
    {{ option_expires_at('typed.expiry_date') }} <= clock.as_of as is_expired,
    -- More than a year ahead at the clock's reading, whatever it was when it was listed.
    typed.expiry_date > (clock.as_of_date + interval '1 year')::date as is_leap
from typed
cross join {{ ref('clock') }} as clock
