{#- What else dbt does to a relation whose rows were replaced in place: grants and comments. -#}
{% macro keep_described(relation) -%}
    {%- do apply_grants(relation, config.get('grants'), should_revoke=true) -%}
    {%- do persist_docs(relation, model) -%}
{%- endmacro %}
