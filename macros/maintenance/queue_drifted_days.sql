{#- Puts days that drifted on the list of the run that found them, and says so. -#}
{% macro queue_drifted_days(feed, days) -%}
    {%- if days -%}
        {%- do run_query(
            'insert into ' ~ private_relation('touched_days') ~ " (feed, day, reason) select '" ~ feed
            ~ "', unnest('{" ~ days | join(',') ~ "}'::date[]), 'drifted'"
            ~ ' on conflict (feed, day) do nothing; commit') -%}
        {%- do log('Feed ' ~ feed ~ ': ' ~ days | length ~ ' days drifted without a trace in load times ('
            ~ (days | sort)[:20] | join(', ') ~ (', ...' if days | length > 20 else '')
            ~ '): this run recomputes them.', info=true) -%}
    {%- endif -%}
{%- endmacro %}
