{#- Puts given days on the list of a feed and says so. -#}
{% macro queue_given_days(feed, days, reason) -%}
    {%- if days -%}
        {%- do run_query(
            'insert into ' ~ private_relation('touched_days') ~ " (feed, day, reason) select '" ~ feed
            ~ "', unnest('{" ~ days | join(',') ~ "}'::date[]), '" ~ reason
            ~ "' on conflict (feed, day) do nothing; commit") -%}
    {%- endif -%}
    {%- do log('Feed ' ~ feed ~ ': ' ~ days | length ~ ' days ' ~ reason
        ~ (' (' ~ days[:20] | join(', ') ~ (', ...' if days | length > 20 else '') ~ ')' if days else '')
        ~ ('; the next dbt build recomputes them.' if days else '.'), info=true) -%}
{%- endmacro %}
