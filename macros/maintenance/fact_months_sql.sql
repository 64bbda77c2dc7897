{#- All days there are, cut where a month with facts begins, one month or some at once (first_day, days): the
    first and the last piece are open, so that days without a fact belong to one too. Looks into the index
    once a piece: a CTE that is read twice would be stored, and read whole as often as there are pieces. -#}
{% macro fact_months_sql(facts, at_once) -%}
with recursive fact_days as not materialized (
    {{ fact_days_sql(facts) | indent(4) }}
),
found (first_day) as (
    select date_trunc('month', min(day))::date from fact_days

    union all

    select (
        select date_trunc('month', min(day))::date from fact_days
        where day >= (found.first_day + interval '{{ at_once }} months')::date
    )
    from found where found.first_day is not null
),
months as (
    select coalesce(first_day, current_date) as first_day, datemultirange(daterange(
        case when lag(first_day) over by_day is not null then first_day end,
        lead(first_day) over by_day
    )) as days
    from found
    where first_day is not null or not exists (select from found as any_month where first_day is not null)
    window by_day as (order by first_day)
)
{%- endmacro %}
