-- The best option beside an instrument is the first of the ranking for entry, if that has a score.
select
    dashboard.ticker,
    dashboard.best_option_contract,
    top.contract_symbol,
    dashboard.best_option_score,
    top.ml_score
from {{ ref('dashboard_symbol_summary') }} as dashboard
inner join {{ ref('top_ranked_options') }} as top
    on dashboard.instrument_key = top.instrument_key
where
    top.ranking_mode = 'entry' and top.rank = 1
    and dashboard.as_of = top.as_of
    and dashboard.best_option_score is distinct from top.ml_score
