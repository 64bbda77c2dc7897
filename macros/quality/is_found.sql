{#- Whether this run asked a feed which days were touched: it does when it builds a fact of the feed. -#}
{% macro is_found(feed) -%}
    {%- set runs = private_relation('feed_runs') -%}
    {%- if not live_columns(runs) -%}{{ return(false) }}{%- endif -%}
    {{ return(run_query(
        'select count(*) from ' ~ runs ~ " where invocation_id = '" ~ invocation_id
        ~ "' and feed = '" ~ feed ~ "'"
    ).columns[0].values()[0] > 0) }}
{%- endmacro %}
