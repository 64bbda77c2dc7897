{#- Compares the months whose turn it is; returns the days that drifted. The position moves only where they
    may be recomputed. -#}
{% macro reconcile_rolling(feed, facts, drifted) -%}
    {%- set turn = run_query(rolling_months_sql(feed, facts)).rows[0] -%}
    {%- set ranges = ranges_to_compare(feed, facts, "select '" ~ turn[0] ~ "'::datemultirange as days") -%}
    {%- set found = compare_facts(feed, facts, ranges, 'rolling share', drifted) -%}
    {%- do require_little_drift(feed, drifted + found) -%}
    {%- if turn[1] -%}
        {%- do run_query(
            'insert into ' ~ private_relation('reconcile_positions') ~ " values ('" ~ feed ~ "', '" ~ turn[1]
            ~ "', now()) on conflict (feed) do update"
            ~ ' set next_month = excluded.next_month, moved_at = excluded.moved_at; commit') -%}
    {%- endif -%}
    {{ return(found) }}
{%- endmacro %}
