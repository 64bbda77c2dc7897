{#- How a fact was defined when it was last written, as a hash; empty where that is not known. -#}
{% macro fact_definition(name) -%}
    {%- set definitions = private_relation('fact_definitions') -%}
    {%- if not live_columns(definitions) -%}{{ return('') }}{%- endif -%}
    {{ return(run_query(
        'select definition_md5 from ' ~ definitions ~ " where fact = '" ~ name ~ "'"
    ).columns[0].values() | join) }}
{%- endmacro %}
