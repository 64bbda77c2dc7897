-- Ranks leave no place empty and give none twice: 1 to n, over all algorithmic strategies, and per
-- underlying and mode of ranked options.
with

ranks as (

    {%- for name in ['sharpe_rank', 'pnl_rank', 'aum_rank'] %}
        select
            '{{ name }}' as ranking,
            {{ name }} as place
        from {{ ref('strategy_performance') }}

        union all
    {% endfor %}
    select
        instrument_key::text || ' ' || ranking_mode as ranking,
        rank as place
    from {{ ref('top_ranked_options') }}

)

select
    ranking,
    count(*) as ranked,
    count(distinct place) as places,
    min(place) as first_place,
    max(place) as last_place
from ranks
group by ranking
having count(distinct place) <> count(*) or min(place) <> 1 or max(place) <> count(*)
