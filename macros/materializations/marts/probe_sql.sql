{#- Builds what the model would be, empty and temporary: a view for its definition and a table with
    the declared indexes, so that PostgreSQL itself writes down what to compare with. -#}
{% macro probe_sql(sql) -%}
    drop table if exists pg_temp.probe_table;
    drop view if exists pg_temp.probe_view;
    create temporary view probe_view as {{ sql }};
    create temporary table probe_table as select * from pg_temp.probe_view with no data;
    {% for index in config.get('indexes', []) -%}
    {{ get_create_index_sql(api.Relation.create(identifier='probe_table'), index) }};
    {% endfor %}
{%- endmacro %}
