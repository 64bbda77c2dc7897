-- Grain: one row per underlying, ranking mode and contract of the newest run, best first.
-- A contract scored by an older run only was dropped by the newest; one that has expired can't be
-- traded; a run of more than a week ago tells nothing any more.
with

newest_runs as (

    select
        instrument_key,
        ranking_mode,
        max(run_at) as run_at
    from {{ ref('int_option_ranks_conformed') }}
    group by instrument_key, ranking_mode

)

select
    ranks.*,
    row_number() over (
        partition by ranks.instrument_key, ranks.ranking_mode
        order by
            ranks.ml_score desc nulls last, ranks.composite_score desc nulls last,
            ranks.expiry_date, ranks.occ_symbol, ranks.rank_id
    ) as rank,
    row_number() over (
        partition by ranks.instrument_key, ranks.ranking_mode
        order by
            ranks.composite_score desc nulls last, ranks.ml_score desc nulls last,
            ranks.expiry_date, ranks.occ_symbol, ranks.rank_id
    ) as composite_rank
from {{ ref('int_option_ranks_conformed') }} as ranks
inner join newest_runs
    on ranks.instrument_key = newest_runs.instrument_key
    and ranks.ranking_mode = newest_runs.ranking_mode
    and ranks.run_at = newest_runs.run_at
cross join {{ ref('clock') }} as clock
where
    ranks.run_at > clock.as_of - interval '7 days'
    and {{ option_expires_at('ranks.expiry_date') }} > clock.as_of
