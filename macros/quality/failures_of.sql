{#- The query of a check's failures. Where it looks at the touched days of a fact, it is asked here: without
    a failure these days are done, with one they stay on the list and fail again. -#}
{% macro failures_of(part, failures) -%}
    {%- if not part.checked -%}
        {{ return(failures) }}
    {%- elif run_query('select exists (' ~ failures ~ ')').columns[0].values()[0] -%}
        {{ return(failures) }}
    {%- endif -%}
    {%- do run_query(passed_sql(part.checked, part.definition, part.days) ~ '; commit') -%}
    {{ return('select true as nothing_failed where false') }}
{%- endmacro %}
