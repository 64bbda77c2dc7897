{#- The view of all rows of a staging model with the rules they break:
    quarantine.judged_<system>__<entity>. -#}
{% macro judged_relation(model_name) -%}
    {{ return(quarantine_relation(model_name | replace('stg_', 'judged_', 1))) }}
{%- endmacro %}
