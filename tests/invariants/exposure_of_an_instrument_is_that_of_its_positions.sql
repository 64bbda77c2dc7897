-- The exposure every row states for its instrument is the sum of the rows of its environment.
with

summed as (

    select
        instrument_key,
        coalesce(environment, 'unknown') as environment,
        sum(exposure_usd) as gross_exposure_usd,
        sum(signed_exposure_usd) as net_exposure_usd
    from {{ ref('open_positions') }}
    group by instrument_key, coalesce(environment, 'unknown')

)

select
    positions.account_key,
    positions.instrument_key,
    positions.side,
    positions.instrument_gross_exposure_usd,
    summed.gross_exposure_usd,
    positions.instrument_net_exposure_usd,
    summed.net_exposure_usd
from {{ ref('open_positions') }} as positions
inner join summed
    on positions.instrument_key = summed.instrument_key
    and coalesce(positions.environment, 'unknown') = summed.environment
where
    round(positions.instrument_gross_exposure_usd - summed.gross_exposure_usd, 6) <> 0
    or round(positions.instrument_net_exposure_usd - summed.net_exposure_usd, 6) <> 0
