{#- The schemas, roles, functions and closed tables that models rely on. -#}
{% macro ensure_foundations() -%}
    {%- do require_pseudonym_key() -%}
    select pg_advisory_xact_lock(hashtextextended('tradehouse foundations', 0));
    {{ private_schema_sql() }};
    {{ reader_role_sql() }};
    {{ functions_sql() }};
    {{ feed_tables_sql() }};
    {{ change_tables_sql() }};
    {{ quarantine_sql() }}
{%- endmacro %}
