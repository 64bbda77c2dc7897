{#- Common table expression `placed`: the months of books whose curve never fell to nothing, with the
    trading days without activity before each one, and after the last one up to the end of the series. -#}
{% macro month_gaps(measures) -%}
{%- set after = 'case when lead(months.month_start) over path is null then' -%}
{%- set idle_after = 'greatest(spans.trading_days_until - months.trading_days_until, 0)' -%}
{%- set idle_before = 'months.trading_days_before - lag(months.trading_days_until) over path' -%}
placed as (
    select
        months.book_key,
        months.month_start,
        months.{{ measures | join(', months.') }},
        spans.annualization_days,
        spans.first_date as book_first_date,
        coalesce({{ idle_before }}, 0) + {{ after }} {{ idle_after }} else 0 end as idle_days,
        case when lag(months.equity_end_usd) over path > 0 then {{ idle_before }} else 0 end
        + {{ after }} case when months.equity_end_usd > 0 then {{ idle_after }} else 0 end else 0 end
            as idle_returns,
        -- The days of the series next to the month's first and last one.
        case
            when lag(months.last_date) over path is not null
                then greatest(lag(months.last_date) over path, months.prior_trading_date)
        end as day_before,
        coalesce(
            greatest(
                case when lead(months.month_start) over path is not null then months.last_date end,
                lead(months.prior_trading_date) over path
            ),
            greatest(months.last_date, spans.last_trading_date)
        ) as day_until,
        count(*) filter (where months.trades > months.first_wins) over path as win_group,
        count(*) filter (where months.trades > months.first_losses) over path as loss_group
    from {{ ref('int_performance_months') }} as months
    inner join {{ ref('int_performance_spans') }} as spans on months.book_key = spans.book_key
    where not spans.is_wiped_out and {{ changed_tail('months.book_key', 'months.month_start') }}
    window path as (partition by months.book_key order by months.month_start)
)
{%- endmacro %}
