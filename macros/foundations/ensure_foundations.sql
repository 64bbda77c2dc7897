{#- The schemas, roles, functions and closed tables that models rely on. -#}
{% macro ensure_foundations() -%}
    {%- do require_pseudonym_key() -%}
    {{ private_schema_sql() }};
    {{ reader_role_sql() }};
    {{ aggregates_sql() }}
{%- endmacro %}
