{#- Common table expression `paths`, of those of `placed` (month_gaps): the months of books with what came
    before them on the book's whole path. Growth and results count from the start of the book. -#}
{% macro month_paths() -%}
{%- set before -%}
before as (
        partition by book_key order by month_start rows between unbounded preceding and 1 preceding
    )
{%- endset -%}
carried as (
    select
        *,
        coalesce({{ functions_schema() }}.product(growth) over before, 1) as growth_before,
        coalesce(sum(net_pnl_usd) over before, 0) as net_before_usd,
        -- A run that reaches the end of the month: all of it in months that were won altogether.
        sum(last_wins) over (partition by book_key, win_group order by month_start) as wins_until,
        sum(last_losses) over (partition by book_key, loss_group order by month_start)
            as losses_until
    from placed
    window {{ before }}
),

paths as (
    select
        *,
        greatest(1, max(growth_before * max_growth) over before) as peak_growth_before,
        greatest(0, max(net_before_usd + max_net_usd) over before) as peak_net_before_usd,
        coalesce(lag(wins_until) over path, 0) as wins_before,
        coalesce(lag(losses_until) over path, 0) as losses_before
    from carried
    window path as (partition by book_key order by month_start), {{ before }}
)
{%- endmacro %}
