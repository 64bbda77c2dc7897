{#- dbt-labs/dbt-adapters#667, dbt-labs/dbt-adapters#1716.
    dbt-postgres reads information_schema.columns, which leaves materialized views out, so that they
    seem to have no columns: a unit test can't take one as its input. This reads pg_attribute. -#}
{% macro postgres__get_columns_in_relation(relation) -%}
    {%- call statement('get_columns_in_relation', fetch_result=True) %}
        select
            att.attname as column_name,
            format_type(att.atttypid, null) as data_type,
            information_schema._pg_char_max_length(att.atttypid, att.atttypmod)
                as character_maximum_length,
            information_schema._pg_numeric_precision(att.atttypid, att.atttypmod)
                as numeric_precision,
            information_schema._pg_numeric_scale(att.atttypid, att.atttypmod) as numeric_scale
        from pg_attribute as att
        join pg_class as rel on rel.oid = att.attrelid
        join pg_namespace as nsp on nsp.oid = rel.relnamespace
        where rel.relname = '{{ relation.identifier }}'
            {%- if relation.schema %}
            and nsp.nspname = '{{ relation.schema }}'
            {%- else %}
            and pg_table_is_visible(rel.oid)
            {%- endif %}
            and att.attnum > 0
            and not att.attisdropped
        order by att.attnum
    {%- endcall %}
    {{ return(sql_convert_columns_in_relation(load_result('get_columns_in_relation').table)) }}
{%- endmacro %}
