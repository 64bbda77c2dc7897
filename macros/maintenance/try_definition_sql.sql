{#- Makes the view that `definition_sql` looks at, if everything that a SELECT reads is still there. In a
    database that was restored under another name nothing is: names of another one are not supported. -#}
{% macro try_definition_sql(sql) -%}
do $try_definition$
begin
    drop view if exists pg_temp.definition_view;
    create temporary view definition_view as
{{ sql }};
exception when undefined_table or undefined_column or undefined_function or invalid_schema_name
    or datatype_mismatch or feature_not_supported then
    null;
end
$try_definition$
{%- endmacro %}
