{#- Why the raw rows of some days may not go yet: the facts of their feed don't hold all they say. None where
    they do. Compares; changes and notes nothing. -#}
{% macro retention_problem(feed, first, last) -%}
    {%- set facts = comparable_facts(feed) -%}
    {%- if facts | length < feed_facts(feed) | length -%}
        {{ return('not every fact of the feed is built as it is defined') }}
    {%- endif -%}
    {%- set listed = run_query(
        'select count(*) from ' ~ private_relation('touched_days') ~ " where feed = '" ~ feed ~ "' and "
        ~ day_range(first, last) | replace('{column}', 'day')
    ).columns[0].values()[0] -%}
    {%- if listed -%}{{ return(listed ~ ' of its days wait for the next build') }}{%- endif -%}
    {%- for fact in facts -%}
        {%- set drifted = run_query(drifted_days_sql(
            fact.relation, fact.sql, fact.column, day_range(first, last))).rows | length -%}
        {%- if drifted -%}
            {{ return(drifted ~ ' of its days differ in ' ~ fact.name ~ '; build, or reconcile and build') }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}
