{#- All days there are, cut where a month with facts begins, one month or some at once (first_day, days): the
    first and the last piece are open, so that days without a fact belong to one too. -#}
{% macro fact_months_sql(facts, at_once) -%}
    {%- set next = "{column} >= (found.first_day + interval '" ~ at_once ~ " months')::date" -%}
with recursive found (first_day) as (
    select date_trunc('month', {{ fact_day_sql(facts, 'min') | indent(4) }})::date

    union all

    select date_trunc('month', {{ fact_day_sql(facts, 'min', next) | indent(4) }})::date
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
