{#- The schemas, roles, functions and closed tables that models rely on. What has the key of the pseudonyms in
    it is run here: the text of a hook goes into dbt's artifacts, which are published. -#}
{% macro ensure_foundations() -%}
    {%- set one_at_a_time = "select pg_advisory_xact_lock(hashtextextended('tradehouse foundations', 0))" -%}
    {%- if execute -%}
        {%- do require_pseudonym_key() -%}
        {%- do run_query(one_at_a_time ~ ';' ~ private_schema_sql() ~ '; commit') -%}
    {%- endif -%}
    {{ one_at_a_time }};
    {{ reader_role_sql() }};
    {{ functions_sql() }};
    {{ feed_tables_sql() }};
    {{ change_tables_sql() }};
    {{ quarantine_sql() }}
{%- endmacro %}
