{#- Joins the close of the short bar that each row of `wanted` names (symbol_key, bar_minutes, bar_end_at): one
    look into an index for each, where a join would be planned as a scan of all bars. -#}
{% macro join_short_bar(wanted, bars_alias) -%}
    cross join lateral (
        select found.close_price
        from {{ ref('int_short_bars') }} as found
        where
            found.symbol_key = {{ wanted }}.symbol_key
            and found.bar_minutes = {{ wanted }}.bar_minutes
            and found.bar_end_at = {{ wanted }}.bar_end_at
        order by found.bar_date
        limit 1
    ) as {{ bars_alias }}
{%- endmacro %}
