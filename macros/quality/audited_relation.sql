{#- The staging view that a rule of another one names; waits while another thread of this run makes it.
    Found by its name and not by ref(): dbt lets a model wait for a test only when it reads all that the
    test reads, so that an audit which names its parents would hold back nothing that reads its table
    alone. All staging views are begun before the first audit is (source_rows). -#}
{% macro audited_relation(name) %}
    {%- set node = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model')
        | selectattr('name', 'equalto', name) | first -%}
    {%- if not node -%}
        {%- do exceptions.raise_compiler_error(model.name ~ ' names ' ~ name ~ ', which is no model that is on.') -%}
    {%- endif -%}
    {%- set relation = api.Relation.create(
        database=node.database, schema=node.schema, identifier=node.alias) -%}
    {%- set is_missing = "to_regclass('" ~ relation.include(database=false) ~ "') is null" -%}
    {%- if node.unique_id in selected_resources -%}
        {%- do run_query('do $$ begin for attempt in 1..600 loop exit when not ' ~ is_missing
            ~ '; perform pg_sleep(0.1); end loop; end $$') -%}
    {%- endif -%}
    {%- if run_query('select ' ~ is_missing).columns[0].values()[0] -%}
        {%- do exceptions.raise_compiler_error(model.name ~ ' asks ' ~ relation.include(database=false)
            ~ ', which is not there. Build it first: dbt build -s ' ~ name) -%}
    {%- endif -%}
    {{ return(relation) }}
{% endmacro %}
