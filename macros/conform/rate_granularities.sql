{#- How fine a rate can be, the finest first, as an array: dollars need none, a pegged coin is its peg,
    then the bars from a minute to a day, then a day before. -#}
{% macro rate_granularities() -%}
    array[
        'usd', 'peg', 'minute', '5_minutes', '15_minutes', '30_minutes', 'hour', 'day', 'older_day'
    ]
{%- endmacro %}
