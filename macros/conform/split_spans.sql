{#- The spans of days between splits: of `actions` (key columns, ex_date, action_type, share_factor, one row
    each) one row per key and span, with what a share of it has become since as `factor`. Several kinds
    on one day multiply. Ends a query whose CTE `actions` it reads. -#}
{% macro split_spans(keys, factor) -%}
splits as (

    select
        {{ keys | join(', ') }},
        ex_date,
        {{ functions_schema() }}.product(
            share_factor::double precision order by action_type
        ) as share_factor
    from actions
    group by {{ keys | join(', ') }}, ex_date

)

select
    {{ keys | join(', ') }},
    coalesce(
        lag(ex_date) over (partition by {{ keys[0] }} order by ex_date), '-infinity'
    ) as starts_on,
    ex_date as ends_before,
    ({{ functions_schema() }}.product(share_factor) over (
        partition by {{ keys[0] }}
        order by ex_date desc
    ))::numeric as {{ factor }}
from splits
{%- endmacro %}
