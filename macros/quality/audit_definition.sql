{#- What an audit by days is made of, as one hash: PostgreSQL's own text of the views it reads, and the rules
    as they are stated. Another hash, and all days are looked at. -#}
{% macro audit_definition(model, stated) -%}
    {%- do run_query(
        'drop view if exists pg_temp.definition_view; create temporary view definition_view as select true as one from '
        ~ model ~ ' cross join ' ~ judged_relation(model.identifier)) -%}
    {%- set views = run_query(definition_sql()).columns[0].values()[0] -%}
    {%- do run_query('drop view pg_temp.definition_view') -%}
    {{ return(local_md5(views ~ tojson(stated, sort_keys=true))) }}
{%- endmacro %}
